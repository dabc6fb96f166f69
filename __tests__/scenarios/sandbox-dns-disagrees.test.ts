import { byPassword, scenario } from './harness/scenario.ts'

scenario('generates nothing when Vault lists another host than sandbox-dns', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT', 'sandbox-dns': 'acme-dev.veevavault.com' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.endSession()
  }
})
