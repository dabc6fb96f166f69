import {
  replaceForUat,
  respond,
  scenario,
  secretWritten,
  storedForUat
} from './harness/scenario.ts'

const REPOSITORIES = '/orgs/acme/actions/secrets/VAULT_TOKEN/repositories?per_page=100&page=1'
const existing = secretWritten('2026-10-25T12:00:00Z', { visibility: 'selected' })

scenario('an existing organization secret keeps its visibility and its repositories', {
  inputs: { ...storedForUat, 'secret-scope': 'organization/acme' },
  shows: ['log', 'requests'],
  replies: world => {
    const secrets = world.github.at('/orgs/acme/actions/secrets')
    const listRepositories = (...ids: number[]): void => {
      const repositories = ids.map(id => ({ id }))
      const page = respond(200, { total_count: ids.length, repositories })
      world.github.expect('GET', REPOSITORIES, page)
    }
    secrets.readSecret(existing)
    listRepositories(1234, 1235)
    // Someone adds a repository while the token is generated.
    secrets.readSecret(existing)
    listRepositories(1234, 1235, 1236)
    replaceForUat(world, { secrets, written: existing })
  }
})
