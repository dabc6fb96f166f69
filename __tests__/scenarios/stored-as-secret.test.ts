import { scenario, storedForUat } from './harness/scenario.ts'

scenario('stores a token as a repository secret that did not exist before', {
  inputs: storedForUat,
  replies: ({ vault, uat, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    uat.readToken()
    uat.listTokens()
    github.readSecret()
    github.writeSecret()
  },
  post: true
})
