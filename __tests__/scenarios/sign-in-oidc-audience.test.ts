import { giveOidcToken, keyless, oidcEnvironment } from './harness/keyless.ts'
import { refusal, scenario } from './harness/scenario.ts'

scenario('asks for an OIDC token of another audience when oidc-audience is given', {
  inputs: { ...keyless, 'oidc-audience': 'https://vault.acme.com', 'sandbox-name': 'UAT' },
  env: oidcEnvironment,
  shows: ['log', 'requests'],
  replies: world => giveOidcToken(world, 'https://vault.acme.com', refusal(400, 'Bad audience')),
  post: true
})
