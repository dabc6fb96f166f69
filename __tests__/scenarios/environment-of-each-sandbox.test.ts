import {
  newToken,
  notFound,
  REQUESTS_WHILE_NEW,
  sandboxes,
  scenario,
  stored
} from './harness/scenario.ts'

// The environment that is missing may be new, so GitHub is asked again for 6 seconds.
scenario(
  'stores a token in the environment of each sandbox, and one without an environment fails',
  {
    inputs: {
      ...stored,
      'sandbox-name': 'UAT\nDEV',
      'secret-scope': 'environment/{sandbox}'
    },
    shows: ['log', 'requests'],
    replies: ({ vault, uat, github }) => {
      const environmentOf = (name: string) =>
        github.at(`/repos/acme/app/environments/${name}/secrets`)
      vault.signIn()
      environmentOf('UAT').readPublicKey()
      for (let sent = 1; sent <= REQUESTS_WHILE_NEW; sent++) {
        environmentOf('DEV').readPublicKey(notFound)
      }
      vault.listSandboxes(sandboxes('UAT', 'DEV'))
      vault.generateForSandbox(newToken(), 'UAT')
      vault.endSession()
      uat.readToken()
      uat.listTokens()
      environmentOf('UAT').readSecret()
      environmentOf('UAT').writeSecret()
    }
  }
)
