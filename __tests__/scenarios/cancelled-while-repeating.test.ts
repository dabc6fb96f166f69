import { cancelled, lost, newToken, respond, scenario, storedForUat } from './harness/scenario.ts'

scenario('a token whose response was lost is named once, although the run is then cancelled', {
  inputs: storedForUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox(lost(newToken()))
    vault.generateForSandbox(cancelled(respond(502, '<html>Bad Gateway</html>')))
  },
  post: ({ vault }) => vault.endSession()
})
