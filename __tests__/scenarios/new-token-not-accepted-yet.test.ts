import { forUat, generateForUat, notAccepted, respond, scenario } from './harness/scenario.ts'

scenario('waits for a new token that its own Vault accepts only after some seconds', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: world => {
    const { vault, uat } = world
    vault.signIn()
    uat.readToken(notAccepted)
    uat.readToken(respond(503, '<html>Starting</html>'))
    uat.listTokens(notAccepted)
    generateForUat(world)
    vault.endSession()
  }
})
