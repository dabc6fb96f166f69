import { replaceForUat, scenario, storedForUat } from './harness/scenario.ts'

scenario('a token of another user is not deleted, although the secret held it until now', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    world.addEarlierToken({
      user: '11',
      made: '2026-10-29T11:59:55Z',
      expires: '2026-11-28T12:00:00.000Z'
    })
    replaceForUat(world)
  }
})
