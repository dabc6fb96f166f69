import { forUat, newToken, outputForUat, scenario } from './harness/scenario.ts'

scenario('reports the real expiry when the security profile allows a shorter one only', {
  inputs: { ...forUat, expires: '7d', 'revoke-after-job': 'false' },
  shows: ['log', 'outputs'],
  replies: world => {
    outputForUat(world, newToken({ expires: '2026-11-27T12:00:00.000Z' }))
  }
})
