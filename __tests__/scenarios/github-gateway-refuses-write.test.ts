import { respond, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

// The write may have had its effect: only GitHub's own JSON is a refusal.
scenario(
  'a page of status 403 from a gateway leaves the new token alive, because it may be stored',
  {
    inputs: storedForUat,
    shows: ['log', 'requests'],
    replies: world => {
      const blocked = respond(403, '<html>Request blocked</html>')
      storeForUat(world, { stored: blocked })
      for (let repeated = 1; repeated <= 3; repeated++) world.github.writeSecret(blocked)
    },
    post: true
  }
)
