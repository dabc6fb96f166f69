import { RECIPIENT } from './harness/recipient.ts'
import {
  byPassword,
  refusal,
  respond,
  scenario,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

const changedKey = respond(200, { key_id: 'changed', key: RECIPIENT.publicKey })

scenario('encrypts again when the public key has changed since it was read', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  brief: true,
  replies: world => {
    storeForUat(world, { stored: refusal(422, 'Bad request - key_id is not the current one.') })
    world.github.readPublicKey(changedKey)
    world.github.writeSecret()
  }
})
