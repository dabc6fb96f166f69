import { refusal, scenario, storedForUat } from './harness/scenario.ts'

scenario('a response that waited while the machine slept does not make an old token look new', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: ({ vault, uat, github, clock }) => {
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    uat.listTokens()
    uat.readToken()
    github.readSecret(() => {
      const date = new Date().toUTCString()
      clock.suspend(3 * 3_600_000)
      return refusal(404, 'Not Found', { date })
    })
    uat.deleteTokens()
  }
})
