import { byPassword, failure, newToken, sandboxes, scenario } from './harness/scenario.ts'

scenario('the failure of one sandbox does not stop the others, and fails the step', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT\nDEV' },
  replies: ({ vault, uat }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    vault.generateForSandbox(newToken(), 'UAT')
    vault.generateForSandbox(failure('INACTIVE_USER', 'The user is inactive.'), 'DEV')
    vault.endSession()
    uat.readToken()
    uat.listTokens()
  }
})
