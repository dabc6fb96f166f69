import { byPassword, sandboxes, sandboxRow, scenario, toSecret } from './harness/scenario.ts'

scenario('a repository that does not exist is one error for the environments of all sandboxes', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT\nDEV',
    'secret-scope': 'environment/{sandbox}',
    'secret-repository': 'acme/ap'
  },
  shows: ['log', 'outputs'],
  replies: ({ vault, github }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes(sandboxRow('UAT'), sandboxRow('DEV')))
    vault.endSession()
    github.scope
      .get(/^\/repos\/acme\/ap(\/|$)/)
      .times(100)
      .optionally()
      .reply(404, { message: 'Not Found' })
  },
  post: true
})
