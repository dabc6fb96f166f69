import { addStoredToken, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  currentToken,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

const written = secretWritten(storedAt)

scenario('renews a current token that expires soon, and leaves it alive for running jobs', {
  inputs: {
    ...byPassword,
    ...toSecret,
    ...currentToken,
    'sandbox-name': 'UAT',
    'renew-before': '4d'
  },
  replies: world => {
    addStoredToken(world)
    world.uat.listTokens()
    world.github.readSecret(written)
    storeForUat(world, { written, stored: secretUpdated })
  },
  post: true
})
