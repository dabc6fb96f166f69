import { forUat, notAccepted, scenario } from './harness/scenario.ts'

scenario('a new token that its own Vault does not accept in 30 seconds is named', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: ({ vault, uat }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox()
    uat.listTokens()
    for (let seconds = 0; seconds <= 30; seconds += 2) {
      uat.readToken(notAccepted)
      uat.deleteTokens(notAccepted)
    }
    vault.endSession()
  },
  post: ({ uat }) => uat.deleteTokens()
})
