import { byPassword, generateForUat, scenario } from './harness/scenario.ts'

// Version 3: a notice says that the token is deleted when the job ends, whatever expires says.
scenario('says nothing of an expires that is longer than the token will live', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT', expires: '30d' },
  shows: ['log'],
  replies: world => {
    world.vault.signIn()
    generateForUat(world)
    world.vault.endSession()
  }
})
