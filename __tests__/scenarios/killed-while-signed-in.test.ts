import { forUat, killed, sandboxes, scenario } from './harness/scenario.ts'

scenario('the post step ends the session of a killed step', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(killed(sandboxes()))
  },
  post: ({ vault }) => vault.endSession()
})
