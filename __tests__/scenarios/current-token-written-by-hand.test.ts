import { keptForUat, replaceForUat, scenario, secretWritten } from './harness/scenario.ts'

const written = secretWritten('2026-11-01T08:00:00Z')

scenario('renews a current token that was written by hand, and never deletes it', {
  inputs: { ...keptForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    const expires = '2027-11-01T08:00:00.000Z'
    world.addToken({ id: 'V8T0000000H0001', name: 'made for the nightly export', expires })
    world.uat.listTokens()
    world.github.readSecret(written)
    replaceForUat(world, { written })
  }
})
