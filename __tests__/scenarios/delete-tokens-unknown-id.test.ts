import { addEarlierTokens, byPasswordToUat, scenario } from './harness/scenario.ts'

scenario('delete-tokens deletes nothing when one of the ids does not exist', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001\nV8T0000000X0001' },
  shows: ['log', 'outputs', 'requests'],
  replies: world => {
    addEarlierTokens(world)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.readToken()
    world.uat.endSession()
  }
})
