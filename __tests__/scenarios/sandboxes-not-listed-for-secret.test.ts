import { mayNotListSandboxes, scenario, storedForUat } from './harness/scenario.ts'

scenario('stores nothing for a user who may not list sandboxes, and asks for sandbox-dns', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes(mayNotListSandboxes)
    vault.endSession()
  }
})
