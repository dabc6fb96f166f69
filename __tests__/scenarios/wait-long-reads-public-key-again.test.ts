import { sandboxes, sandboxRow, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('reads the public key again after a wait of more than five minutes', {
  inputs: storedForUat,
  brief: true,
  replies: world => {
    for (let seconds = 0; seconds < 310; seconds += 10) {
      world.vault.listSandboxes(sandboxes(sandboxRow('UAT', 'building')))
    }
    world.uat.listVersions()
    storeForUat(world)
    world.github.readPublicKey()
  }
})
