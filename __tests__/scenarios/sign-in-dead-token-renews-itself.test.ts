import { byAccessToken, failure, scenario, toSecret } from './harness/scenario.ts'

// Version 3: the error says that the host rejects the token: expired, deleted, or of another Vault.
scenario('a dead token cannot renew itself, and the error says how to start again', {
  inputs: { ...byAccessToken, ...toSecret, target: 'vault' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    github.readPublicKey()
    vault.listVersions(failure('INVALID_SESSION_ID', 'Invalid or expired session ID.'))
  },
  post: true
})
