import { byPassword, generateForUat, scenario, toSecret } from './harness/scenario.ts'

scenario(
  'refuses a misspelt input and another action’s name for one, and warns of any other name',
  {
    inputs: { ...byPassword, 'sandbox-name': 'UAT', expire: '1h', sandbox_dns: 'x' },
    shows: ['log']
  },
  // It would silently store a secret of the repository.
  {
    inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', environment: 'uat' },
    shows: ['log']
  },
  {
    inputs: { ...byPassword, 'sandbox-name': 'UAT', environment: 'uat', colour: 'red' },
    shows: ['log'],
    replies: world => {
      world.vault.signIn()
      generateForUat(world)
      world.vault.endSession()
    }
  }
)
