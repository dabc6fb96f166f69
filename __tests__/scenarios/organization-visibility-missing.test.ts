import { byPassword, sandboxes, sandboxRow, scenario, toSecret } from './harness/scenario.ts'

scenario(
  'a new organization secret without secret-visibility fails before anything is waited for',
  {
    inputs: {
      ...byPassword,
      ...toSecret,
      'sandbox-name': 'UAT',
      'secret-scope': 'organization/acme'
    },
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
