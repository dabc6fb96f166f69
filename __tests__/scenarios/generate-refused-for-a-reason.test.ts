import { byPassword, failure, scenario, type World } from './harness/scenario.ts'

const inputs = { ...byPassword, 'sandbox-name': 'UAT' }
const refusing =
  (message: string) =>
  ({ vault }: World): void => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox(failure('INVALID_DATA', message))
    vault.endSession()
  }

scenario(
  'names the one cause that Vault’s words name when it refuses to generate',
  { inputs, shows: ['log'], replies: refusing('VeevaID users cannot have API access tokens.') },
  { inputs, shows: ['log'], replies: refusing('The expiry date exceeds the maximum of 90 days.') },
  { inputs, shows: ['log'], replies: refusing('The maximum number of tokens is reached.') }
)
