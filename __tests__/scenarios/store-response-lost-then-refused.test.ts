import {
  lost,
  refusal,
  scenario,
  secretCreated,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

scenario('keeps a token that the secret may contain when the repeated write is refused', {
  inputs: storedForUat,
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    storeForUat(world, { stored: lost(secretCreated) })
    // The token may be new, so GitHub is asked again for some seconds.
    for (let attempt = 1; attempt <= 7; attempt++) {
      world.github.writeSecret(refusal(403, 'Resource not accessible by integration'))
    }
  }
})
