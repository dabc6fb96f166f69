import {
  byPassword,
  currentToken,
  keepForUat,
  scenario,
  secretWritten,
  toSecret
} from './harness/scenario.ts'

// Version 3: renews, because `expires` is given and is more than 5 minutes shorter than what is left.
scenario('keeps a current token that never expires, although expires asks for 30 days', {
  inputs: {
    ...byPassword,
    ...toSecret,
    ...currentToken,
    'sandbox-name': 'UAT',
    expires: '30d'
  },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({ id: 'V8T0000000C0001', made: '2026-11-20T12:00:00Z', expires: null })
    keepForUat(world, secretWritten('2026-11-20T12:00:05Z'))
  }
})
