import {
  failure,
  keptForUat,
  replaceForUat,
  scenario,
  secretWritten,
  storedAt
} from './harness/scenario.ts'

scenario('renews a current token whose user is inactive in its own Vault', {
  inputs: keptForUat,
  shows: ['log', 'requests'],
  replies: world => {
    world.uat.listTokens(failure('INACTIVE_USER', 'The user is inactive.'))
    world.github.readSecret(secretWritten(storedAt))
    replaceForUat(world)
  }
})
