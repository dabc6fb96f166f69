import { forUat, generateForUat, scenario } from './harness/scenario.ts'

scenario('leaves an output token alive when revoke-after-job is false', {
  inputs: {
    ...forUat,
    'token-name': 'nightly export',
    expires: '2026-11-27T06:00:00Z',
    'revoke-after-job': 'false'
  },
  replies: world => {
    world.vault.signIn()
    generateForUat(world)
    world.vault.endSession()
  },
  post: true
})
