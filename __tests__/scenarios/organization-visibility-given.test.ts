import { respond, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('a new organization secret may be read by the repositories of secret-visibility', {
  inputs: {
    ...storedForUat,
    'secret-scope': 'organization/acme',
    'secret-visibility': 'acme/app\nacme/reports'
  },
  shows: ['log', 'requests'],
  replies: world => {
    world.github.readRepository()
    world.github.expect('GET', '/repos/acme/reports', respond(200, { id: 1235 }))
    storeForUat(world, { secrets: world.github.at('/orgs/acme/actions/secrets') })
  }
})
