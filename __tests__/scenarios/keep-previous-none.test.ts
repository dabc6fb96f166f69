import {
  addStoredToken,
  addSupersededTokens,
  replaceForUat,
  scenario,
  storedForUat
} from './harness/scenario.ts'

scenario('keep-previous 0 deletes what the secret held, once the new token is stored', {
  inputs: { ...storedForUat, 'keep-previous': '0' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    replaceForUat(world)
    world.uat.deleteTokens()
  }
})
