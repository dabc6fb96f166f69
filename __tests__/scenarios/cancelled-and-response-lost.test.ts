import { cancelled, forUat, lost, newToken, scenario } from './harness/scenario.ts'

scenario('the post step names the token whose response was lost while the run was cancelled', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox(cancelled(lost(newToken())))
  },
  post: ({ vault }) => vault.endSession()
})
