import { generateForUat, scenario } from './harness/scenario.ts'

scenario('uses a session that someone else opened and never ends it', {
  inputs: {
    'vault-dns': 'acme.veevavault.com',
    'session-id': 'GIVEN0SESSION',
    'sandbox-name': 'UAT'
  },
  shows: ['log', 'requests', 'saved state'],
  replies: world => {
    world.vault.listVersions()
    generateForUat(world)
  }
})
