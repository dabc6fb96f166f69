import { byPassword, failure, scenario } from './harness/scenario.ts'

scenario('a refused sign-in is one error, however many sandboxes there are', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT\nDEV\nQA' },
  shows: ['log', 'summary', 'requests'],
  replies: ({ vault }) => vault.signIn(failure('USER_LOCKED_OUT', 'The user is locked out.')),
  post: true
})
