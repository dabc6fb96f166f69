import { forUat, scenario } from './harness/scenario.ts'

scenario('refuses inputs that have no effect in this combination', {
  inputs: {
    ...forUat,
    target: 'vault',
    'wait-timeout': '1h',
    'secret-scope': 'environment/uat',
    'current-token': 'veeva-vault-CURRENT0TOKEN',
    'keep-previous': '2'
  },
  shows: ['log']
})
