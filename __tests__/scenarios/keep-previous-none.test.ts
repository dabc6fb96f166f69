import { addStoredToken, addSupersededTokens, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('keep-previous 0 deletes what the secret held, once the new token is stored', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    storeForUat(world, { written: secretWritten(storedAt), stored: secretUpdated })
    world.uat.deleteTokens()
  }
})
