import { addEarlierTokens, byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

scenario('delete-tokens with dry-run says what would be deleted', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-name': 'github-actions acme/app', 'dry-run': 'true' },
  shows: ['log', 'outputs', 'summary'],
  replies: world => {
    addEarlierTokens(world)
    listAtUat(world)
  }
})
