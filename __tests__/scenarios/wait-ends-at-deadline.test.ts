import { forUat, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

const building = sandboxes(sandboxRow('UAT', 'building'))

scenario('looks at a building sandbox every 10 seconds and once more at the deadline', {
  inputs: { ...forUat, 'wait-timeout': '1m' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    for (let seconds = 0; seconds <= 60; seconds += 10) vault.listSandboxes(building)
    vault.endSession()
  },
  post: true
})
