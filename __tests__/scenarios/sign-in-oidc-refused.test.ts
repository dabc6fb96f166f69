import { exchangeOidcToken, giveOidcToken, keyless, oidcEnvironment } from './harness/keyless.ts'
import { respond, scenario } from './harness/scenario.ts'

const refused = {
  error: 'invalid_client',
  error_description: 'AADSTS700213: No matching federated identity record found.'
}

scenario('an identity provider that refuses the OIDC token is quoted, and asked once', {
  inputs: { ...keyless, 'sandbox-name': 'UAT' },
  env: oidcEnvironment,
  shows: ['log', 'requests'],
  replies: world => {
    giveOidcToken(world)
    exchangeOidcToken(world, respond(401, refused))
  },
  post: true
})
