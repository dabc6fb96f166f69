import { notFound, REQUESTS_WHILE_NEW, sandboxes, scenario, stored } from './harness/scenario.ts'

scenario('names the environments that every sandbox lacks in one error', {
  inputs: {
    ...stored,
    'sandbox-name': '*',
    'secret-scope': 'environment/{sandbox}'
  },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    vault.endSession()
    for (const name of ['UAT', 'DEV']) {
      const secrets = github.at(`/repos/acme/app/environments/${name}/secrets`)
      for (let sent = 1; sent <= REQUESTS_WHILE_NEW; sent++) secrets.readPublicKey(notFound)
    }
  },
  post: true
})
