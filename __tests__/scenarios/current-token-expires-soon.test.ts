import {
  addStoredToken,
  keptForUat,
  replaceForUat,
  scenario,
  secretWritten,
  storedAt
} from './harness/scenario.ts'

scenario('renews a current token that expires soon, and leaves it alive for running jobs', {
  inputs: { ...keptForUat, 'renew-before': '4d' },
  replies: world => {
    addStoredToken(world)
    world.uat.listTokens()
    world.github.readSecret(secretWritten(storedAt))
    replaceForUat(world)
  },
  post: true
})
