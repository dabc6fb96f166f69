import { REQUESTS_WHILE_NEW, refusal, sandboxes, scenario, stored } from './harness/scenario.ts'

scenario('a wrong github-token is one error for the environments of all sandboxes', {
  inputs: {
    ...stored,
    'sandbox-name': 'UAT\nDEV\nQA',
    'secret-scope': 'environment/{sandbox}'
  },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    const names = ['UAT', 'DEV', 'QA']
    for (const name of names) {
      const secrets = github.at(`/repos/acme/app/environments/${name}/secrets`)
      for (let sent = 1; sent <= REQUESTS_WHILE_NEW; sent++) {
        secrets.readPublicKey(refusal(401, 'Bad credentials'))
      }
    }
    vault.signIn()
    vault.listSandboxes(sandboxes(...names))
    vault.endSession()
  },
  post: true
})
