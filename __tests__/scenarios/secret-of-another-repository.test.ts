import { respond, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('stores a token as a secret of another repository', {
  inputs: { ...storedForUat, 'secret-repository': 'acme/reports' },
  shows: ['log', 'requests'],
  replies: world => {
    world.github.expect('GET', '/repos/acme/reports', respond(200, { id: 1235 }))
    storeForUat(world, { secrets: world.github.at('/repos/acme/reports/actions/secrets') })
  }
})
