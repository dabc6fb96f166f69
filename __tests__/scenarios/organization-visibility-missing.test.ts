import { sandboxes, sandboxRow, scenario, storedForUat } from './harness/scenario.ts'

scenario(
  'a new organization secret without secret-visibility fails before anything is waited for',
  {
    inputs: { ...storedForUat, 'secret-scope': 'organization/acme' },
    shows: ['log', 'requests'],
    replies: ({ vault, github }) => {
      const secrets = github.at('/orgs/acme/actions/secrets')
      vault.signIn()
      secrets.readPublicKey()
      secrets.readSecret()
      vault.listSandboxes(sandboxes(sandboxRow('UAT', 'building')))
      vault.endSession()
    },
    post: true
  }
)
