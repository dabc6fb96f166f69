import { keepForUat, keptForUat, scenario, secretWritten } from './harness/scenario.ts'

scenario('keeps a token that differs in what does not renew it, and says in what', {
  inputs: { ...keptForUat, expires: '90d', 'token-name': 'nightly rotation' },
  shows: ['log'],
  replies: world => {
    world.addEarlierToken({ made: '2026-11-20T12:00:00Z', expires: '2026-12-20T12:00:00.000Z' })
    keepForUat(world, secretWritten('2026-11-20T12:00:05Z'))
  }
})
