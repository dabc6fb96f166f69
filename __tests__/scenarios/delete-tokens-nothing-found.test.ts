import { addEarlierTokens, byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

scenario('delete-tokens deletes nothing for an unknown token-name, and shows the nearest one', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-name': 'github-action acme/app' },
  shows: ['log', 'outputs', 'requests'],
  replies: world => {
    addEarlierTokens(world)
    listAtUat(world)
  }
})
