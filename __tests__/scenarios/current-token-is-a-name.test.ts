import { byPassword, scenario, toSecret } from './harness/scenario.ts'

scenario("refuses a current-token that is the secret's name", {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'current-token': 'VAULT_TOKEN' },
  shows: ['log', 'requests']
})
