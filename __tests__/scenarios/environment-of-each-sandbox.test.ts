import {
  byPassword,
  newToken,
  respond,
  sandboxes,
  sandboxRow,
  scenario,
  toSecret
} from './harness/scenario.ts'

// Version 3: the environment that is missing is asked for again for up to 6 s.
scenario(
  'stores a token in the environment of each sandbox, and one without an environment fails',
  {
    inputs: {
      ...byPassword,
      ...toSecret,
      'sandbox-name': 'UAT\nDEV',
      'secret-scope': 'environment/{sandbox}'
    },
    shows: ['log', 'requests'],
    replies: ({ vault, uat, github }) => {
      const environmentOf = (name: string) =>
        github.at(`/repos/acme/app/environments/${name}/secrets`)
      vault.signIn()
      environmentOf('UAT').readPublicKey()
      environmentOf('DEV').readPublicKey(respond(404, { message: 'Not Found' }))
      github.readRepository()
      vault.listSandboxes(sandboxes(sandboxRow('UAT'), sandboxRow('DEV')))
      vault.generateForSandbox(newToken(), 'UAT')
      vault.endSession()
      uat.readToken()
      uat.listTokens()
      environmentOf('UAT').readSecret()
      environmentOf('UAT').writeSecret()
    }
  }
)
