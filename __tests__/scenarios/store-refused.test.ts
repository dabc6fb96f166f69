import {
  addStoredToken,
  refusal,
  scenario,
  secretWritten,
  storedAt,
  storedForUat,
  storeForUat
} from './harness/scenario.ts'

scenario('deletes the new token, and no other, when GitHub refuses to store it', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    const refused = refusal(422, 'Validation Failed')
    addStoredToken(world)
    storeForUat(world, { written: secretWritten(storedAt), stored: refused })
    // The public key may have changed, so it is read again: it has not.
    world.github.readPublicKey()
    world.uat.deleteTokens()
  },
  post: true
})
