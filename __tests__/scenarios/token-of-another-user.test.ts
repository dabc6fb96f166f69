import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('a token of another user is not deleted, although the secret held it until now', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      id: 'V8T0000000C0001',
      user: '11',
      made: '2026-10-29T11:59:55Z',
      expires: '2026-11-28T12:00:00.000Z'
    })
    storeForUat(world, { written: secretWritten('2026-10-29T12:00:00Z'), stored: secretUpdated })
  }
})
