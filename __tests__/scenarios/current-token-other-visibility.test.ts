import { keptForUat, replaceForUat, scenario, secretWritten } from './harness/scenario.ts'

const written = secretWritten('2026-11-20T12:00:05Z', { visibility: 'all' })

scenario('renews a current token when secret-visibility asks for another one', {
  inputs: { ...keptForUat, 'secret-scope': 'organization/acme', 'secret-visibility': 'private' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      secret: 'VAULT_TOKEN of acme',
      made: '2026-11-20T12:00:00Z',
      expires: '2026-12-20T12:00:00.000Z'
    })
    const secrets = world.github.at('/orgs/acme/actions/secrets')
    world.uat.listTokens()
    // When it was written, and its visibility.
    secrets.readSecret(written)
    secrets.readSecret(written)
    replaceForUat(world, { secrets, written })
  }
})
