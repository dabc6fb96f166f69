import { lost, newToken, respond, scenario, storedForUat } from './harness/scenario.ts'

scenario(
  'names the token that Vault may have made once when every response to generating is lost',
  {
    inputs: storedForUat,
    shows: ['log', 'requests', 'saved state'],
    replies: ({ vault, github }) => {
      vault.signIn()
      github.readPublicKey()
      vault.listSandboxes()
      vault.generateForSandbox(lost(newToken()))
      vault.generateForSandbox(respond(502, '<html>Bad Gateway</html>'))
      vault.generateForSandbox(respond(502, '<html>Bad Gateway</html>'))
      vault.endSession()
    },
    post: true
  }
)
