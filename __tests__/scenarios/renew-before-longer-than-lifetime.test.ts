import { keepForUat, keptForUat, scenario, secretWritten } from './harness/scenario.ts'

scenario('counts a renew-before that is longer than the token lives as two thirds of its life', {
  inputs: { ...keptForUat, 'renew-before': '10d' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({ made: '2026-11-25T06:00:00Z', expires: '2026-11-26T06:00:00.000Z' })
    keepForUat(world, secretWritten('2026-11-25T06:00:05Z'))
  }
})
