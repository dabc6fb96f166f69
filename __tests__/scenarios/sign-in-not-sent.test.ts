import { byPassword, generateForUat, networkError, scenario } from './harness/scenario.ts'

// Version 3: what was never sent is repeated as often as any other request.
scenario('a password that was never sent is sent again', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT' },
  replies: world => {
    world.vault.signIn(networkError('EAI_AGAIN'))
    world.vault.signIn()
    generateForUat(world)
    world.vault.endSession()
  },
  brief: true
})
