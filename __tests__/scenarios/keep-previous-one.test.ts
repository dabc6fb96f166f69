import {
  addStoredToken,
  addSupersededTokens,
  replaceForUat,
  scenario,
  storedForUat
} from './harness/scenario.ts'

scenario('keep-previous 1 keeps what the secret held, and deletes what is older', {
  inputs: { ...storedForUat, 'keep-previous': '1' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    replaceForUat(world)
    world.uat.deleteTokens()
  }
})
