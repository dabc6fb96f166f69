import { failure, forUat, scenario } from './harness/scenario.ts'

scenario('a refused password is sent once, and the error says what to check', {
  inputs: forUat,
  replies: ({ vault }) => {
    vault.signIn(
      failure(
        'USERNAME_OR_PASSWORD_INCORRECT',
        'Authentication failed for user: ci@acme.com, domain: acme.com.'
      )
    )
  },
  post: true
})
