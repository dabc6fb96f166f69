import {
  cancelled,
  scenario,
  secretCreated,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

// The step fails without an error: it is the runner that says that the run was cancelled.
scenario('a write to the secret that is under way when the run is cancelled is completed', {
  inputs: storedForUat,
  shows: ['log', 'requests', 'saved state'],
  replies: world => storeForUat(world, { stored: cancelled(secretCreated) }),
  post: true
})
