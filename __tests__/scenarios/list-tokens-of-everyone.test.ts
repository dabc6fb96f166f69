import { addTokensOfOthers, byPasswordToUat, listAtUat, scenario } from './harness/scenario.ts'

const inputs = { ...byPasswordToUat, owner: 'everyone' }

scenario(
  'list-tokens of others shows other users, and warns when Vault shows only one',
  {
    action: 'list-tokens',
    inputs,
    shows: ['log', 'summary'],
    replies: world => {
      addTokensOfOthers(world, 1)
      listAtUat(world)
    }
  },
  {
    action: 'list-tokens',
    inputs: { ...inputs, owner: '7' },
    shows: ['log'],
    replies: world => listAtUat(world)
  },
  {
    action: 'list-tokens',
    inputs,
    shows: ['log', 'summary'],
    replies: world => {
      world.addToken({ id: '0PI1', name: 'of another user', expires: null, user: '7' })
      listAtUat(world)
    }
  },
  {
    action: 'list-tokens',
    inputs: { ...inputs, owner: '7' },
    shows: ['outputs'],
    replies: world => listAtUat(world)
  }
)
