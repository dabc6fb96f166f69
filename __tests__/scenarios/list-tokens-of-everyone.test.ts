import { addTokensOfOthers, byPasswordToUat, scenario } from './harness/scenario.ts'

const inputs = { ...byPasswordToUat, owner: 'everyone' }

scenario(
  'list-tokens with everyone shows other users, and warns when Vault shows only one',
  {
    action: 'list-tokens',
    inputs,
    shows: ['log', 'summary'],
    replies: world => {
      addTokensOfOthers(world, 1)
      world.uat.signIn()
      world.uat.listTokens()
      world.uat.endSession()
    }
  },
  {
    action: 'list-tokens',
    inputs,
    shows: ['log', 'summary'],
    replies: ({ uat, addToken }) => {
      addToken({ id: '0PI1', name: 'of another user', expires: null, user: '7' })
      uat.signIn()
      uat.listTokens()
      uat.endSession()
    }
  },
  {
    action: 'list-tokens',
    inputs: { ...inputs, owner: '7' },
    shows: ['outputs'],
    replies: ({ uat }) => {
      uat.signIn()
      uat.listTokens()
      uat.endSession()
    }
  }
)
