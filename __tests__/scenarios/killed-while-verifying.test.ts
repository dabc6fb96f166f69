import { forUat, killed, notAccepted, scenario, tokenRecord } from './harness/scenario.ts'

scenario('the post step deletes the token of a killed step as soon as its Vault accepts it', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault, uat }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    uat.listTokens()
    uat.readToken(killed(tokenRecord()))
  },
  post: ({ uat }) => {
    uat.deleteTokens(notAccepted)
    uat.deleteTokens()
  }
})
