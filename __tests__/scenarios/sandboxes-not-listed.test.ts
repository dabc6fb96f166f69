import { byPassword, mayNotListSandboxes, scenario } from './harness/scenario.ts'

// Version 3: the summary does not say that the token is deleted when the job ends, because it can't be.
scenario('delivers an unverified token to a user who may not list sandboxes', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT' },
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(mayNotListSandboxes)
    vault.generateForSandbox()
    vault.endSession()
  },
  post: true
})
