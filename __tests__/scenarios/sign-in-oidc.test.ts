import {
  exchangeOidcToken,
  giveOidcToken,
  keyless,
  oidcEnvironment,
  openOauthSession
} from './harness/keyless.ts'
import { generateForUat, scenario } from './harness/scenario.ts'

scenario("signs in without a stored credential, with GitHub's OIDC token", {
  inputs: { ...keyless, 'sandbox-name': 'UAT' },
  env: oidcEnvironment,
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    giveOidcToken(world)
    exchangeOidcToken(world)
    openOauthSession(world)
    generateForUat(world)
    world.vault.endSession()
  }
})
