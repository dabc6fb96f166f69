import { generateForUat, newSession, scenario } from './harness/scenario.ts'

scenario("exchanges an identity provider's token for a session and ends the session", {
  inputs: {
    'vault-dns': 'acme.veevavault.com',
    'oauth-profile-id': '_0OI000000000A01',
    'oauth-token': 'IDP0ACCESS0TOKEN',
    'oauth-client-id': 'vault-client',
    'sandbox-name': 'UAT'
  },
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    const login = world.host('https://login.veevavault.com')
    login.expect('POST', '/auth/oauth/session/_0OI000000000A01', newSession())
    generateForUat(world)
    world.vault.endSession()
  }
})
