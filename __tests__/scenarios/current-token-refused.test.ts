import {
  failure,
  keptForUat,
  replaceForUat,
  scenario,
  secretWritten,
  storedAt
} from './harness/scenario.ts'

scenario('renews a current token that its own Vault refuses', {
  inputs: keptForUat,
  shows: ['log', 'requests'],
  replies: world => {
    world.uat.listTokens(failure('INVALID_SESSION_ID', 'Invalid or expired session ID.'))
    world.github.readSecret(secretWritten(storedAt))
    replaceForUat(world)
  }
})
