import { addStoredToken, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  respond,
  scenario,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

// Version 3: only 201 and 204 count as stored. This is an unclear answer: nothing is deleted, and the new token is named.
scenario('an empty response with status 200 to the write counts as stored', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    storeForUat(world, { written: secretWritten(storedAt), stored: respond(200, '') })
    world.uat.deleteTokens()
  },
  post: true
})
