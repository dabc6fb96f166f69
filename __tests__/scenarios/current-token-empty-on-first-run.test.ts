import { scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('an empty current-token generates the first token without a warning', {
  inputs: { ...storedForUat, 'current-token': '' },
  shows: ['log', 'requests'],
  replies: world => storeForUat(world)
})
