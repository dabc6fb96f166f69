import { scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('stores a token as a secret for Codespaces', {
  inputs: { ...storedForUat, 'secret-scope': 'codespaces' },
  shows: ['log', 'requests'],
  replies: world =>
    storeForUat(world, { secrets: world.github.at('/repos/acme/app/codespaces/secrets') })
})
