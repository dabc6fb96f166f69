import {
  byPassword,
  refusal,
  sandboxes,
  sandboxRow,
  scenario,
  toSecret
} from './harness/scenario.ts'

// Version 3: one cause, one error; no `partial`.
scenario('a wrong github-token is one error for each environment', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT\nDEV\nQA',
    'secret-scope': 'environment/{sandbox}'
  },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    const names = ['UAT', 'DEV', 'QA']
    for (const name of names) {
      const secrets = github.at(`/repos/acme/app/environments/${name}/secrets`)
      secrets.readPublicKey(refusal(401, 'Bad credentials'))
    }
    vault.signIn()
    vault.listSandboxes(sandboxes(...names.map(name => sandboxRow(name))))
    vault.endSession()
  },
  post: true
})
