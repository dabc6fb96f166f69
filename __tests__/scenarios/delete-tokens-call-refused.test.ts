import { addEarlierTokens, byPasswordToUat, failure, scenario } from './harness/scenario.ts'

scenario('delete-tokens shows each token with the one error of a call that fails as a whole', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001\nV8T0000000B0001' },
  shows: ['log', 'outputs', 'summary'],
  replies: world => {
    addEarlierTokens(world)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.deleteTokens(failure('INSUFFICIENT_ACCESS', 'This user may not delete tokens.'))
    world.uat.endSession()
  }
})
