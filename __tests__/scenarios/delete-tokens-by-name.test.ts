import {
  addEarlierTokens,
  addTokensOfOthers,
  byPasswordToUat,
  scenario
} from './harness/scenario.ts'

scenario('delete-tokens keeps the newest of a token-name, and what has another name', {
  action: 'delete-tokens',
  inputs: {
    ...byPasswordToUat,
    'token-name': 'github-actions acme/app',
    'keep-newest': '1'
  },
  shows: ['log', 'outputs', 'requests'],
  replies: world => {
    addEarlierTokens(world)
    addTokensOfOthers(world, 2)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.deleteTokens()
    world.uat.endSession()
  }
})
