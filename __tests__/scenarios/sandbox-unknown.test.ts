import { byPassword, sandboxes, scenario } from './harness/scenario.ts'

scenario('names the sandboxes that a misspelt sandbox-name comes close to', {
  inputs: { ...byPassword, 'sandbox-name': 'UTA' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes('UAT', 'DEV', 'Training'))
    vault.endSession()
  }
})
