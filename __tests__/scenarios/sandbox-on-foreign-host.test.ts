import { forUat, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

scenario('sends no credential to a sandbox whose listed host is not a Vault', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes({ ...sandboxRow('UAT'), dns: 'acme-uat.example.com' }))
    vault.endSession()
  }
})
