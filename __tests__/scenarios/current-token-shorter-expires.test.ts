import { keptForUat, replaceForUat, scenario, secretWritten } from './harness/scenario.ts'

const written = secretWritten('2026-11-20T12:00:05Z')

scenario('renews a current token that never expires when expires asks for 30 days', {
  inputs: { ...keptForUat, expires: '30d' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({ made: '2026-11-20T12:00:00Z', expires: null })
    world.uat.listTokens()
    world.github.readSecret(written)
    replaceForUat(world, { written })
  }
})
