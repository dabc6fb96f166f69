import { addStoredToken, addSupersededTokens, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('keep-previous 1 keeps what the secret held, and deletes what is older', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'keep-previous': '1' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    storeForUat(world, { written: secretWritten(storedAt), stored: secretUpdated })
    world.uat.deleteTokens()
  }
})
