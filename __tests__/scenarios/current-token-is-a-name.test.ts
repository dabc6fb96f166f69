import { scenario, storedForUat } from './harness/scenario.ts'

scenario("refuses a current-token that is the secret's name", {
  inputs: { ...storedForUat, 'current-token': 'VAULT_TOKEN' },
  shows: ['log', 'requests']
})
