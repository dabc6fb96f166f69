import { byPassword, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

scenario('does not wait for a sandbox that is inactive', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes(sandboxRow('UAT', 'inactive')))
    vault.endSession()
  }
})
