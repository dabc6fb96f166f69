import { RECIPIENT } from './harness/recipient.ts'
import { refusal, respond, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

const changedKey = respond(200, { key_id: 'changed', key: RECIPIENT.publicKey })

scenario('encrypts again when the public key has changed since it was read', {
  inputs: storedForUat,
  brief: true,
  replies: world => {
    storeForUat(world, { stored: refusal(422, 'Bad request - key_id is not the current one.') })
    world.github.readPublicKey(changedKey)
    world.github.writeSecret()
  }
})
