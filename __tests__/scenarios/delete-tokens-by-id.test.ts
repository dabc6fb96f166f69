import { addEarlierTokens, byPasswordToUat, scenario } from './harness/scenario.ts'

scenario('delete-tokens deletes the tokens with these ids and no others', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001\nV8T0000000B0001' },
  replies: world => {
    addEarlierTokens(world)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.deleteTokens()
    world.uat.endSession()
  },
  post: true
})
