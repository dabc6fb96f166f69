import { sandboxes, scenario, stored } from './harness/scenario.ts'

scenario('a repository that does not exist is one error for the environments of all sandboxes', {
  inputs: {
    ...stored,
    'sandbox-name': 'UAT\nDEV',
    'secret-scope': 'environment/{sandbox}',
    'secret-repository': 'acme/ap'
  },
  shows: ['log', 'outputs'],
  replies: ({ vault, github }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    vault.endSession()
    github.scope
      .get(/^\/repos\/acme\/ap(\/|$)/)
      .times(100)
      .optionally()
      .reply(404, { message: 'Not Found' })
  },
  post: true
})
