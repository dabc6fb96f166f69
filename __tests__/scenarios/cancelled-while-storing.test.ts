import {
  byPassword,
  cancelled,
  scenario,
  secretCreated,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

// The step fails without an error: it is the runner that says that the run was cancelled.
scenario('a write to the secret that is under way when the run is cancelled is completed', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests', 'saved state'],
  replies: world => storeForUat(world, { stored: cancelled(secretCreated) }),
  post: true
})
