import { storedAt } from './harness/rotation.ts'
import {
  byPassword,
  currentToken,
  failure,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

const written = secretWritten(storedAt)

scenario('renews a current token whose user is inactive in its own Vault', {
  inputs: { ...byPassword, ...toSecret, ...currentToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    world.uat.listTokens(failure('INACTIVE_USER', 'The user is inactive.'))
    world.github.readSecret(written)
    storeForUat(world, { written, stored: secretUpdated })
  }
})
