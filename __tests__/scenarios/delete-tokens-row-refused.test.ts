import { addEarlierTokens, byPasswordToUat, deletionRefused, scenario } from './harness/scenario.ts'

scenario('delete-tokens fails when Vault refuses a row, and names its token', {
  action: 'delete-tokens',
  inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001' },
  shows: ['log', 'outputs', 'summary'],
  replies: world => {
    addEarlierTokens(world)
    world.uat.signIn()
    world.uat.listTokens()
    world.uat.deleteTokens(deletionRefused('INSUFFICIENT_ACCESS', 'Not yours to delete.'))
    world.uat.endSession()
  }
})
