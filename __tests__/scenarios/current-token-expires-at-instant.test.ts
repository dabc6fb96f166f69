import { keepForUat, keptForUat, scenario, secretWritten } from './harness/scenario.ts'

// Otherwise every run of the last week would renew it, and each new token would end at the same instant.
scenario('keeps a token that expires soon when expires is the instant at which it expires', {
  inputs: { ...keptForUat, expires: '2026-11-27T00:00:00Z' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({ made: '2026-10-29T11:59:55Z', expires: '2026-11-27T00:00:00.000Z' })
    keepForUat(world, secretWritten('2026-10-29T12:00:00Z'))
  }
})
