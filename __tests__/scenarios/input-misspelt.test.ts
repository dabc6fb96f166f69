import { forUat, outputForUat, scenario, storedForUat } from './harness/scenario.ts'

scenario(
  'refuses a misspelt input and another action’s name for one, and warns of any other name',
  {
    inputs: { ...forUat, expire: '1h', sandbox_dns: 'x' },
    shows: ['log']
  },
  // It would silently store a secret of the repository.
  {
    inputs: { ...storedForUat, environment: 'uat' },
    shows: ['log']
  },
  {
    inputs: { ...forUat, environment: 'uat', colour: 'red' },
    shows: ['log'],
    replies: world => {
      outputForUat(world)
    }
  }
)
