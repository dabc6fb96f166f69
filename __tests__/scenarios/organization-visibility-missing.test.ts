import { byPassword, scenario, toSecret } from './harness/scenario.ts'

scenario('a new organization secret without secret-visibility fails before a token is generated', {
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
    vault.listSandboxes()
    vault.endSession()
  },
  post: true
})
