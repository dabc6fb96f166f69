import { byPassword, notAccepted, scenario } from './harness/scenario.ts'

// Version 3: the error says to run again, not to sign in another way.
scenario('fails when Vault rejects the session that it has just opened', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(notAccepted)
    vault.endSession(notAccepted)
  },
  post: true
})
