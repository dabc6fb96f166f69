import { addStoredToken, replaceForUat, scenario, storedForUat } from './harness/scenario.ts'

scenario('leaves a token alone that another run has made minutes ago and may be about to store', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    world.addEarlierToken({
      id: 'V8T0000000D0001',
      made: '2026-11-25T11:50:00Z',
      expires: '2026-12-25T11:50:00.000Z'
    })
    replaceForUat(world)
    world.uat.deleteTokens()
  }
})
