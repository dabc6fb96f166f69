import { byPassword, generateForUat, scenario } from './harness/scenario.ts'

scenario(
  'refuses a misspelt input, and ignores what resembles no input',
  {
    inputs: { ...byPassword, 'sandbox-name': 'UAT', expire: '1h', sandbox_dns: 'x' },
    shows: ['log']
  },
  // Version 3: the first is an error that names `secret-scope`, the second one is a warning.
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
