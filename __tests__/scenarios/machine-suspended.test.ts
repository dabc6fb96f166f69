import { resolveReply, scenario, storedForUat, tokenRecord } from './harness/scenario.ts'

scenario('a token that became too old while the machine slept is deleted and not stored', {
  inputs: storedForUat,
  shows: ['log', 'requests', 'saved state'],
  replies: ({ vault, uat, github, clock }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    github.readSecret()
    uat.listTokens()
    uat.readToken(call => {
      clock.suspend(20 * 60_000)
      return resolveReply(tokenRecord(), call)
    })
    uat.deleteTokens()
  }
})
