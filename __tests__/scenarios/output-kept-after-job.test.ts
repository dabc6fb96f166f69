import { forUat, outputForUat, scenario } from './harness/scenario.ts'

scenario('leaves an output token alive when revoke-after-job is false', {
  inputs: {
    ...forUat,
    'token-name': 'nightly export',
    expires: '2026-11-27T06:00:00Z',
    'revoke-after-job': 'false'
  },
  replies: world => {
    outputForUat(world)
  },
  post: true
})
