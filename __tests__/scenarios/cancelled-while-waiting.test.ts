import { cancelled, forUat, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

const building = sandboxes(sandboxRow('UAT', 'building'))

scenario('stops at once when the run is cancelled while it waits', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(building)
    vault.listSandboxes(cancelled(building))
  },
  post: ({ vault }) => vault.endSession()
})
