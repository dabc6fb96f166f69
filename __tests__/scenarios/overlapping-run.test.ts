import { addStoredToken, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('leaves a token alone that another run has made minutes ago and may be about to store', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    world.addEarlierToken({
      id: 'V8T0000000D0001',
      made: '2026-11-25T11:50:00Z',
      expires: '2026-12-25T11:50:00.000Z'
    })
    storeForUat(world, { written: secretWritten(storedAt), stored: secretUpdated })
    world.uat.deleteTokens()
  }
})
