import { byAccessToken, failure, scenario, toSecret } from './harness/scenario.ts'

scenario('names the permission that a given token lacks, and does not ask for sandbox-dns', {
  inputs: { ...byAccessToken, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    const refused = failure('INSUFFICIENT_ACCESS', 'No permission [VaultActions_API_Access].')
    github.readPublicKey()
    vault.listVersions(refused)
    vault.listSandboxes(refused)
  }
})
