import { keepForUat, keptForUat, scenario, secretWritten } from './harness/scenario.ts'

// A third of the 30 days that are asked for would be more than it has left.
scenario(
  'keeps a token of a day, as a profile caps it, while it has more than a third of that day left',
  {
    inputs: keptForUat,
    shows: ['log', 'requests'],
    replies: world => {
      world.addEarlierToken({ made: '2026-11-25T11:00:00Z', expires: '2026-11-26T11:00:00.000Z' })
      keepForUat(world, secretWritten('2026-11-25T11:00:05Z'))
    }
  }
)
