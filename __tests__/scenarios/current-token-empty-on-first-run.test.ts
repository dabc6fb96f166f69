import { byPassword, scenario, storeForUat, toSecret } from './harness/scenario.ts'

scenario('an empty current-token generates the first token without a warning', {
  inputs: { ...byPassword, ...toSecret, 'current-token': '', 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => storeForUat(world)
})
