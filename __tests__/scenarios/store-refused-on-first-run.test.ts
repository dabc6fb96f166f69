import { refusal, scenario, storedForUat, storeForUat } from './harness/scenario.ts'

scenario(
  'says that no secret was written when GitHub refuses to create it, after some seconds of patience',
  {
    inputs: storedForUat,
    shows: ['log', 'requests'],
    replies: world => {
      const refused = refusal(403, 'Resource not accessible by integration')
      storeForUat(world, { stored: refused })
      for (let attempt = 2; attempt <= 7; attempt++) world.github.writeSecret(refused)
      world.uat.deleteTokens()
    }
  }
)
