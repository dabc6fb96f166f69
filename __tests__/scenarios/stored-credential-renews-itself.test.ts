import {
  byAccessToken,
  scenario,
  secretUpdated,
  secretWritten,
  toSecret
} from './harness/scenario.ts'

scenario('renews the credential that it signs in with, before that expires', {
  inputs: {
    ...byAccessToken,
    ...toSecret,
    target: 'vault',
    'current-token': byAccessToken['access-token']
  },
  shows: ['log', 'outputs', 'requests'],
  replies: ({ vault, github, addEarlierToken }) => {
    addEarlierToken({
      host: 'acme.veevavault.com',
      made: '2026-10-29T11:59:55Z',
      expires: '2026-11-28T12:00:00.000Z'
    })
    github.readPublicKey()
    vault.listVersions()
    vault.listTokens()
    github.readSecret(secretWritten('2026-10-29T12:00:00Z'))
    vault.generate()
    vault.readToken()
    vault.listTokens()
    github.readSecret(secretWritten('2026-10-29T12:00:00Z'))
    github.writeSecret(secretUpdated)
  }
})
