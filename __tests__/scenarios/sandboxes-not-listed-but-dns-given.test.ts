import { mayNotListSandboxes, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario('verifies on sandbox-dns when the user may not list sandboxes', {
  inputs: { ...storedForUat, 'sandbox-dns': 'acme-uat.veevavault.com' },
  shows: ['log', 'requests'],
  replies: world => storeForUat(world, { listed: mayNotListSandboxes })
})
