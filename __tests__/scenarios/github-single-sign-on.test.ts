import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

const refused = refusal(403, 'Resource protected by organization SAML enforcement.', {
  'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A1'
})

scenario('a github-token without single sign-on gets the address where it is authorized', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => refusePublicKey(world, refused),
  post: true
})
