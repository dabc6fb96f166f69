import {
  lost,
  scenario,
  secretCreated,
  secretUpdated,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

scenario('repeats a write to the secret whose response was lost', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => {
    storeForUat(world, { stored: lost(secretCreated) })
    world.github.writeSecret(secretUpdated)
  }
})
