import {
  byPassword,
  respond,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

const existing = secretWritten('2026-10-25T12:00:00Z', { visibility: 'selected' })

// Version 3: the visibility is read right before the write, because it may change during a wait.
scenario('an existing organization secret keeps its visibility and its repositories', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT',
    'secret-scope': 'organization/acme'
  },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/orgs/acme/actions/secrets')
    secrets.readSecret(existing)
    world.github.expect(
      'GET',
      '/orgs/acme/actions/secrets/VAULT_TOKEN/repositories?per_page=100&page=1',
      respond(200, { total_count: 2, repositories: [{ id: 1234 }, { id: 1235 }] })
    )
    storeForUat(world, { secrets, written: existing, stored: secretUpdated })
  }
})
