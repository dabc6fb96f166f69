import { forUat, generateForUat, lost, newToken, scenario } from './harness/scenario.ts'

scenario('repeats a lost request to generate under the same name, and deletes the duplicate', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: world => {
    world.vault.signIn()
    world.vault.generateForSandbox(lost(newToken()))
    generateForUat(world)
    world.uat.deleteTokens()
    world.vault.endSession()
  },
  post: ({ uat }) => uat.deleteTokens()
})
