import {
  addStoredToken,
  addSupersededTokens,
  addTokensOfOthers,
  storedAt
} from './harness/rotation.ts'
import {
  byPassword,
  currentToken,
  failure,
  keepForUat,
  scenario,
  secretWritten,
  toSecret
} from './harness/scenario.ts'

scenario('names the superseded tokens when the user has 25, and deletes none to make room', {
  inputs: { ...byPassword, ...toSecret, ...currentToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world => {
    addStoredToken(world)
    addSupersededTokens(world)
    addTokensOfOthers(world, 22)
    keepForUat(world, secretWritten(storedAt))
    world.vault.generateForSandbox(failure('INVALID_DATA', 'Maximum number of tokens reached.'))
  }
})
