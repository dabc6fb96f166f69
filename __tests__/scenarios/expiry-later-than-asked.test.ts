import { forUat, generateForUat, newToken, scenario } from './harness/scenario.ts'

scenario('deletes a token that expires later than asked for', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: world => {
    world.vault.signIn()
    generateForUat(world, newToken({ expires: '2027-11-25T12:00:00.000Z' }))
    world.uat.deleteTokens()
    world.vault.endSession()
  },
  post: true
})
