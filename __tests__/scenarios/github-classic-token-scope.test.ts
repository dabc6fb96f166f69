import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

const refused = refusal(403, 'Must have admin rights to the organization.', {
  'x-oauth-scopes': 'repo',
  'x-accepted-oauth-scopes': 'admin:org'
})

scenario('a classic personal token without admin:org is told which scope it lacks', {
  inputs: { ...storedForUat, 'secret-scope': 'organization/acme', 'secret-visibility': 'all' },
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(world, refused, { secrets: world.github.at('/orgs/acme/actions/secrets') }),
  post: true
})
