import {
  notFound,
  REQUESTS_WHILE_NEW,
  refusePublicKey,
  scenario,
  storedForUat
} from './harness/scenario.ts'

// An environment that was just created may get the same response, so GitHub is asked again for 6 seconds.
scenario('an environment that does not exist fails before a token is generated', {
  inputs: { ...storedForUat, 'secret-scope': 'environment/prodution' },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/repos/acme/app/environments/prodution/secrets')
    refusePublicKey(world, notFound, { secrets, times: REQUESTS_WHILE_NEW })
  },
  post: true
})
