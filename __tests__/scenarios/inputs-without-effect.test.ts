import { byPassword, scenario } from './harness/scenario.ts'

scenario('refuses inputs that have no effect in this combination', {
  inputs: {
    ...byPassword,
    target: 'vault',
    'sandbox-name': 'UAT',
    'wait-timeout': '1h',
    'secret-scope': 'environment/uat',
    'current-token': 'veeva-vault-CURRENT0TOKEN',
    'keep-previous': '2'
  },
  shows: ['log']
})
