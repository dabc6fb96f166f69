import { forUat, lost, newSession, outputForUat, scenario } from './harness/scenario.ts'

// What was never sent is sent more often: a unit test shows it, because each request here has been sent.
scenario('signs in once more when the response to a sign-in was lost', {
  inputs: forUat,
  replies: world => {
    world.vault.signIn(lost(newSession()))
    outputForUat(world)
  },
  brief: true
})
