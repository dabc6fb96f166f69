import {
  addStoredToken,
  addSupersededTokens,
  replaceForUat,
  scenario,
  storedForUat
} from './harness/scenario.ts'

scenario('keep-previous all deletes only a token that was never stored', {
  inputs: { ...storedForUat, 'keep-previous': 'all' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    world.addEarlierToken({
      id: 'V8T0000000D0001',
      made: '2026-11-10T12:00:00Z',
      expires: '2026-12-10T12:00:00.000Z'
    })
    replaceForUat(world)
    world.uat.deleteTokens()
  }
})
