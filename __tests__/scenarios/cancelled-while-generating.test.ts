import { cancelled, forUat, newToken, scenario } from './harness/scenario.ts'

scenario('deletes in the post step the token that Vault made while the run was cancelled', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox(cancelled(newToken(), 'SIGTERM'))
  },
  post: ({ vault, uat }) => {
    vault.endSession()
    uat.deleteTokens()
  }
})
