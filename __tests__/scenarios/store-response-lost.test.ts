import {
  byPassword,
  lost,
  scenario,
  secretCreated,
  secretUpdated,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('repeats a write to the secret whose response was lost', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    storeForUat(world, { stored: lost(secretCreated) })
    world.github.writeSecret(secretUpdated)
  }
})
