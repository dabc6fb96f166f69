import { keptForUat, respond, scenario, secretWritten, storedAt } from './harness/scenario.ts'

scenario('a page that is not of Vault is never a reason to renew the current token', {
  inputs: keptForUat,
  shows: ['log', 'requests'],
  replies: ({ vault, uat, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.endSession()
    uat.listTokens(respond(403, '<html>Blocked by the gateway</html>'))
    github.readSecret(secretWritten(storedAt))
  },
  post: true
})
