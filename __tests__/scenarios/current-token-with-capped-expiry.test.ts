import {
  byPassword,
  currentToken,
  newToken,
  scenario,
  secretUpdated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

const written = secretWritten('2026-11-25T11:00:05Z')
const cappedAt = (expires: string) => newToken({ expires })

// Version 3: keeps it, because the lifetime that counts is the real one: a day, of which 23 hours are left.
scenario('a profile that caps the expiry at a day has each run renew the token', {
  inputs: { ...byPassword, ...toSecret, ...currentToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      id: 'V8T0000000C0001',
      made: '2026-11-25T11:00:00Z',
      expires: '2026-11-26T11:00:00.000Z'
    })
    world.uat.listTokens()
    world.github.readSecret(written)
    storeForUat(world, {
      written,
      stored: secretUpdated,
      generated: cappedAt('2026-11-26T12:00:00.000Z')
    })
  }
})
