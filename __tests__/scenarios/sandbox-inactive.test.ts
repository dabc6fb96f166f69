import { forUat, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

scenario('does not wait for a sandbox that is inactive', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes(sandboxRow('UAT', 'inactive')))
    vault.endSession()
  }
})
