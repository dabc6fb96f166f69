import {
  byPassword,
  mayNotListSandboxes,
  scenario,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario('verifies on sandbox-dns when the user may not list sandboxes', {
  inputs: {
    ...byPassword,
    ...toSecret,
    'sandbox-name': 'UAT',
    'sandbox-dns': 'acme-uat.veevavault.com'
  },
  shows: ['log', 'requests'],
  replies: world => storeForUat(world, { listed: mayNotListSandboxes })
})
