import {
  addEarlierTokens,
  byPasswordToUat,
  failure,
  notAccepted,
  type ReplyTo,
  scenario,
  type World
} from './harness/scenario.ts'

const inputs = { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001\nV8T0000000B0001' }

const refuse = (world: World, reply: ReplyTo): void => {
  addEarlierTokens(world)
  world.uat.signIn()
  world.uat.listTokens()
  world.uat.deleteTokens(reply)
  world.uat.endSession()
}

scenario(
  'delete-tokens shows each token with the one error of a call that fails as a whole',
  {
    action: 'delete-tokens',
    inputs,
    shows: ['log', 'outputs', 'summary'],
    replies: world =>
      refuse(world, failure('INSUFFICIENT_ACCESS', 'This user may not delete tokens.'))
  },
  // The session that the run has opened: another way to sign in would not help.
  { action: 'delete-tokens', inputs, shows: ['log'], replies: world => refuse(world, notAccepted) }
)
