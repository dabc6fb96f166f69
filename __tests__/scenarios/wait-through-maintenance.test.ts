import {
  forUat,
  generateForUat,
  respond,
  sandboxes,
  sandboxRow,
  scenario
} from './harness/scenario.ts'

scenario('a wait goes on while Vault responds 503', {
  inputs: { ...forUat, 'wait-timeout': '30m' },
  shows: ['log', 'requests'],
  replies: world => {
    world.vault.signIn()
    world.vault.listSandboxes(sandboxes(sandboxRow('UAT', 'building')))
    for (let look = 1; look <= 4; look++) {
      world.vault.listSandboxes(respond(503, '<html>Maintenance</html>'))
    }
    world.uat.listVersions()
    generateForUat(world)
    world.vault.endSession()
  }
})
