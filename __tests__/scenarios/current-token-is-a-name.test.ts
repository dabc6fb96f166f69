import { byPassword, scenario, toSecret } from './harness/scenario.ts'

// Version 3: the error shows how the value of the secret is written: `${{ secrets.VAULT_TOKEN }}`.
scenario("refuses a current-token that is the secret's name", {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT', 'current-token': 'VAULT_TOKEN' },
  shows: ['log', 'requests']
})
