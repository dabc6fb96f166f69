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

// Version 3: the error names the one cause that Vault's words name, and `token-limit` for the last.
scenario(
  'lists four usual causes when Vault refuses to generate, whatever reason Vault gives',
  { inputs, shows: ['log'], replies: refusing('VeevaID users cannot have API access tokens.') },
  { inputs, shows: ['log'], replies: refusing('The expiry date exceeds the maximum of 90 days.') },
  { inputs, shows: ['log'], replies: refusing('The maximum number of tokens is reached.') }
)
