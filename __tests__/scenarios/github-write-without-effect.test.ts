import {
  addStoredToken,
  respond,
  scenario,
  secretWritten,
  storedAt,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

// Only 201 and 204 are documented: nothing is deleted, and the new token is named.
scenario('an empty response with status 200 to the write does not count as stored', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    storeForUat(world, { written: secretWritten(storedAt), stored: respond(200, '') })
    for (let repeated = 1; repeated <= 3; repeated++) world.github.writeSecret(respond(200, ''))
  },
  post: true
})
