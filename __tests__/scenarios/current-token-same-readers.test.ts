import { keepForUat, keptForUat, respond, scenario, secretWritten } from './harness/scenario.ts'

const written = secretWritten('2026-11-20T12:00:05Z', { visibility: 'selected' })

scenario('keeps a token whose secret has the same readers in another order', {
  inputs: {
    ...keptForUat,
    'secret-scope': 'organization/acme',
    'secret-visibility': 'acme/web\nacme/api'
  },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      secret: 'VAULT_TOKEN of acme',
      made: '2026-11-20T12:00:00Z',
      expires: '2026-12-20T12:00:00.000Z'
    })
    const { github } = world
    const secrets = github.at('/orgs/acme/actions/secrets')
    github.expect('GET', '/repos/acme/web', respond(200, { id: 20 }))
    github.expect('GET', '/repos/acme/api', respond(200, { id: 10 }))
    keepForUat(world, written, secrets)
    secrets.readSecret(written)
    github.expect(
      'GET',
      '/orgs/acme/actions/secrets/VAULT_TOKEN/repositories?per_page=100&page=1',
      respond(200, { total_count: 2, repositories: [{ id: 10 }, { id: 20 }] })
    )
  }
})
