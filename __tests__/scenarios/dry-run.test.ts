import { byPassword, forUat, scenario } from './harness/scenario.ts'

scenario(
  'a dry run says what would be generated, for a sandbox and for the Vault itself',
  {
    inputs: { ...forUat, 'dry-run': 'true' },
    shows: ['log', 'outputs', 'summary', 'requests'],
    replies: ({ vault }) => {
      vault.signIn()
      vault.listSandboxes()
      vault.endSession()
    },
    post: true
  },
  {
    inputs: { ...byPassword, target: 'vault', 'dry-run': 'true' },
    shows: ['log', 'requests'],
    replies: ({ vault }) => {
      vault.signIn()
      vault.readUser()
      vault.endSession()
    }
  }
)
