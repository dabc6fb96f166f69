import { forUat, generateForUat, lost, newSession, scenario } from './harness/scenario.ts'

// What was never sent is sent more often: a unit test shows it, because each request here has been sent.
scenario('signs in once more when the response to a sign-in was lost', {
  inputs: forUat,
  replies: world => {
    world.vault.signIn(lost(newSession()))
    world.vault.signIn()
    generateForUat(world)
    world.vault.endSession()
  },
  brief: true
})
