import { addEarlierTokens, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('stores the token but deletes none when the responses of GitHub do not tell the time', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    addEarlierTokens(world)
    const { scope } = world.github
    scope.defaultReplyHeaders({ date: '' })
    storeForUat(world, { written: secretWritten(storedAt), stored: secretUpdated })
  }
})
