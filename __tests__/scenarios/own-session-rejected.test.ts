import { forUat, notAccepted, scenario } from './harness/scenario.ts'

scenario('fails when Vault rejects the session that it has just opened', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(notAccepted)
    vault.endSession(notAccepted)
  },
  post: true
})
