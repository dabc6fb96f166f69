import { addEarlierTokens } from './harness/rotation.ts'
import { byPasswordToUat, scenario } from './harness/scenario.ts'

// Version 3: a token-name that matches nothing is a notice with the nearest labels.
scenario('list-tokens succeeds when nothing matches', {
  action: 'list-tokens',
  inputs: { ...byPasswordToUat, 'token-name': 'github-actions acme/ap' },
  shows: ['log', 'outputs', 'summary'],
  replies: world => {
    addEarlierTokens(world)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.endSession()
  }
})
