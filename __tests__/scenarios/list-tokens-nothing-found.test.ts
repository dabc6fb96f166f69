import { addEarlierTokens, byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

scenario('list-tokens succeeds when nothing matches, and shows the nearest token-name', {
  action: 'list-tokens',
  inputs: { ...byPasswordToUat, 'token-name': 'github-actions acme/ap' },
  shows: ['log', 'outputs', 'summary'],
  replies: world => {
    addEarlierTokens(world)
    listAtUat(world)
  }
})
