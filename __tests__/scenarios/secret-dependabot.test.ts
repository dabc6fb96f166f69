import { scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('stores a token as a secret for Dependabot', {
  inputs: { ...storedForUat, 'secret-scope': 'dependabot' },
  shows: ['log', 'requests'],
  replies: world =>
    storeForUat(world, { secrets: world.github.at('/repos/acme/app/dependabot/secrets') })
})
