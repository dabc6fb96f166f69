import { forUat, newSession, scenario } from './harness/scenario.ts'

scenario('a password that signs in to another Vault of the user generates nothing', {
  inputs: forUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault }) => {
    vault.signIn(newSession('beta.veevavault.com'))
    vault.endSession()
  },
  post: true
})
