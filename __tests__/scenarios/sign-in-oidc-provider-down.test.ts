import {
  exchangeOidcToken,
  giveOidcToken,
  keyless,
  oidcEnvironment,
  openOauthSession
} from './harness/keyless.ts'
import { generateForUat, respond, scenario } from './harness/scenario.ts'

scenario('an identity provider that is down for a moment is asked again, and GitHub too', {
  inputs: { ...keyless, 'sandbox-name': 'UAT' },
  env: oidcEnvironment,
  brief: true,
  replies: world => {
    giveOidcToken(world, undefined, respond(200, ''))
    giveOidcToken(world)
    exchangeOidcToken(world, respond(503, { error: 'temporarily_unavailable' }))
    exchangeOidcToken(world, respond(500, { error: 'server_error' }))
    exchangeOidcToken(world, respond(200, '<html>Try again</html>'))
    exchangeOidcToken(world)
    openOauthSession(world)
    generateForUat(world)
    world.vault.endSession()
  }
})
