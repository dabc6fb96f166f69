import { forUat, generateForUat, newToken, scenario } from './harness/scenario.ts'

scenario('deletes a token that never expires although an expiry was asked for', {
  inputs: forUat,
  shows: ['log', 'outputs'],
  replies: world => {
    world.vault.signIn()
    generateForUat(world, newToken({ expires: null }))
    world.uat.deleteTokens()
    world.vault.endSession()
  }
})
