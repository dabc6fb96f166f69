import {
  byPassword,
  currentToken,
  keepForUat,
  scenario,
  secretWritten,
  toSecret
} from './harness/scenario.ts'

const written = secretWritten('2026-11-20T12:00:05Z', { visibility: 'all' })

// Version 3: renews, because the visibility that was given differs from the secret's.
scenario('keeps a current token although secret-visibility asks for another one', {
  inputs: {
    ...byPassword,
    ...toSecret,
    ...currentToken,
    'sandbox-name': 'UAT',
    'secret-scope': 'organization/acme',
    'secret-visibility': 'private'
  },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      id: 'V8T0000000C0001',
      secret: 'VAULT_TOKEN of acme',
      made: '2026-11-20T12:00:00Z',
      expires: '2026-12-20T12:00:00.000Z'
    })
    keepForUat(world, written, world.github.at('/orgs/acme/actions/secrets'))
  }
})
