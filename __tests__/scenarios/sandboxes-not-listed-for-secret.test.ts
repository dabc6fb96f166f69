import { byPassword, mayNotListSandboxes, scenario, toSecret } from './harness/scenario.ts'

scenario('stores nothing for a user who may not list sandboxes, and asks for sandbox-dns', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes(mayNotListSandboxes)
    vault.endSession()
  }
})
