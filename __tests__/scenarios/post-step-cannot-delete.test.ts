import { deletionRefused, forUat, outputForUat, scenario } from './harness/scenario.ts'

scenario('the post step names a token that Vault does not let it delete', {
  inputs: forUat,
  shows: ['log'],
  replies: world => {
    outputForUat(world)
  },
  post: ({ uat }) =>
    uat.deleteTokens(deletionRefused('INSUFFICIENT_ACCESS', 'A token cannot delete itself.'))
})
