import { byAccessToken, notAccepted, scenario, toSecret } from './harness/scenario.ts'

scenario('a dead token cannot renew itself, and the error says how to start again', {
  inputs: { ...byAccessToken, ...toSecret, target: 'vault' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    github.readPublicKey()
    vault.listVersions(notAccepted)
  },
  post: true
})
