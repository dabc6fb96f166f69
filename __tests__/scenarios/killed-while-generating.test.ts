import { killed, newToken, scenario, storedForUat } from './harness/scenario.ts'

scenario('the post step names the token that Vault may have made when the step was killed', {
  inputs: storedForUat,
  shows: ['log', 'saved state'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox(killed(newToken()))
  },
  post: ({ vault }) => vault.endSession()
})
