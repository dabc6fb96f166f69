import { respond, scenario, storedForUat } from './harness/scenario.ts'

scenario('a page of a gateway in place of the new token is unclear, and the token is named', {
  inputs: storedForUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox(respond(403, '<html>Request blocked</html>'))
    vault.endSession()
  },
  post: true
})
