import { forUat, scenario } from './harness/scenario.ts'

scenario('generates nothing when Vault lists another host than sandbox-dns', {
  inputs: { ...forUat, 'sandbox-dns': 'acme-dev.veevavault.com' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.endSession()
  }
})
