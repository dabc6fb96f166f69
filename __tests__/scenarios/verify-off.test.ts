import { scenario, storedForUat } from './harness/scenario.ts'

scenario('stores a token without contacting its own Vault when verify is false', {
  inputs: { ...storedForUat, verify: 'false' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    github.writeSecret()
  },
  post: true
})
