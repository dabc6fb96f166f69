import { byPassword, respond, scenario, storeForUat, toSecret } from './harness/scenario.ts'

// Version 3: unclear, because the write may have had its effect: the new token is left alive and named.
scenario('a gateway that answers the write with a page of status 403 has the new token deleted', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    storeForUat(world, { stored: respond(403, '<html>Request blocked</html>') })
    world.uat.deleteTokens()
  },
  post: true
})
