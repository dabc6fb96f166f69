import { failure, forUat, outputForUat, scenario } from './harness/scenario.ts'

const refused = failure('API_LIMIT_EXCEEDED', 'You have exceeded the limit of sign-ins.')

scenario(
  'signs in again after a minute when Vault limits the rate, and gives up after the second refusal',
  {
    inputs: { ...forUat, 'revoke-after-job': 'false' },
    brief: true,
    replies: world => {
      world.vault.signIn(refused)
      outputForUat(world)
    }
  },
  {
    inputs: forUat,
    shows: ['log', 'requests'],
    replies: ({ vault }) => {
      vault.signIn(refused)
      vault.signIn(refused)
    }
  }
)
