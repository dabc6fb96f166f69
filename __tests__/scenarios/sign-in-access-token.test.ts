import { byAccessToken, generateForUat, scenario } from './harness/scenario.ts'

scenario('signs in with a stored token after asking which Vault it belongs to', {
  inputs: { ...byAccessToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    world.vault.listVersions()
    generateForUat(world)
  }
})
