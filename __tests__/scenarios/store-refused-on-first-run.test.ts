import { byPassword, refusal, scenario, storeForUat, toSecret } from './harness/scenario.ts'

// Version 3: "No secret was written", because there is no old value.
scenario('says that the secret keeps its old value also when there was no secret', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log'],
  replies: world => {
    storeForUat(world, { stored: refusal(403, 'Resource not accessible by integration') })
    world.uat.deleteTokens()
  }
})
