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

scenario('renews a current token that its own Vault refuses', {
  inputs: { ...byPassword, ...toSecret, ...currentToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    world.uat.listTokens(failure('INVALID_SESSION_ID', 'Invalid or expired session ID.'))
    world.github.readSecret(written)
    storeForUat(world, { written, stored: secretUpdated })
  }
})
