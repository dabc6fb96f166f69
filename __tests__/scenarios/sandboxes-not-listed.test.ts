import { forUat, mayNotListSandboxes, scenario } from './harness/scenario.ts'

scenario('delivers an unverified token to a user who may not list sandboxes', {
  inputs: forUat,
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(mayNotListSandboxes)
    vault.generateForSandbox()
    vault.endSession()
  },
  post: true
})
