import {
  addEarlierTokens,
  byPasswordToUat,
  deleted,
  deletionRefused,
  resolveReply,
  respond,
  scenario
} from './harness/scenario.ts'

const badGateway = respond(502, '<html>Bad Gateway</html>')

scenario(
  'delete-tokens lists the tokens again after an unclear response, and tells what really happened',
  {
    action: 'delete-tokens',
    inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001' },
    shows: ['log', 'outputs', 'requests'],
    replies: world => {
      addEarlierTokens(world)
      world.uat.signIn()
      world.uat.listTokens()
      // It is not deleted, although the second response alone may mean that the first one deleted it.
      world.uat.deleteTokens(badGateway)
      world.uat.deleteTokens(deletionRefused('INVALID_DATA', 'The resource does not exist.'))
      world.uat.listTokens()
      world.uat.endSession()
    }
  },
  {
    action: 'delete-tokens',
    inputs: { ...byPasswordToUat, 'token-ids': 'V8T0000000A0001' },
    shows: ['log', 'outputs'],
    replies: ({ uat }) => {
      uat.signIn()
      uat.listTokens()
      uat.deleteTokens(async call => {
        await resolveReply(deleted, call)
        return badGateway
      })
      uat.deleteTokens(deletionRefused('INVALID_DATA', 'The resource does not exist.'))
      uat.listTokens()
      uat.endSession()
    }
  }
)
