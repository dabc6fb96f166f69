import {
  addStoredToken,
  addSupersededTokens,
  addTokensOfOthers,
  failure,
  keepForUat,
  keptForUat,
  scenario,
  secretWritten,
  storedAt
} from './harness/scenario.ts'

scenario('names the superseded tokens when the user has 25, and deletes none to make room', {
  inputs: keptForUat,
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    addTokensOfOthers(world, 22)
    keepForUat(world, secretWritten(storedAt))
    world.vault.generateForSandbox(failure('INVALID_DATA', 'Maximum number of tokens reached.'))
  }
})
