import { generateForUat, newToken, scenario, storedForUat } from './harness/scenario.ts'

scenario('stores no token whose record has another name, and deletes it', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => {
    world.vault.signIn()
    world.github.readPublicKey()
    generateForUat(world, newToken({ name: 'github-actions acme/app' }))
    world.github.readSecret()
    world.uat.deleteTokens()
    world.vault.endSession()
  },
  post: true
})
