import { scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('stores a token as a secret of an environment', {
  inputs: { ...storedForUat, 'secret-scope': 'environment/user acceptance' },
  shows: ['log', 'requests'],
  replies: world =>
    storeForUat(world, {
      secrets: world.github.at('/repos/acme/app/environments/user%20acceptance/secrets')
    })
})
