import {
  exchangeOidcToken,
  giveOidcToken,
  keyless,
  oidcEnvironment,
  openOauthSession
} from './harness/keyless.ts'
import { generateForUat, respond, scenario } from './harness/scenario.ts'

// Version 3: the same when the body of the 503 says `"error": "temporarily_unavailable"`; today that is final.
scenario('an identity provider that is down for a moment is asked again', {
  inputs: { ...keyless, 'sandbox-name': 'UAT' },
  env: oidcEnvironment,
  brief: true,
  replies: world => {
    giveOidcToken(world)
    exchangeOidcToken(world, respond(503, 'Service Unavailable'))
    exchangeOidcToken(world)
    openOauthSession(world)
    generateForUat(world)
    world.vault.endSession()
  }
})
