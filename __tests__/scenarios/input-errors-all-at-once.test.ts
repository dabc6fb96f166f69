import { scenario } from './harness/scenario.ts'

scenario('reports all problems of the inputs at once, before anything is sent', {
  inputs: {
    'vault-dns': 'https://acme.veevavault.com/ui',
    username: 'ci@acme.com',
    'access-token': 'veeva-vault-STORED0TOKEN',
    'sandbox-name': 'UAT\nDEV',
    'sandbox-dns': 'acme-uat.veevavault.com',
    expires: 'soon',
    'secret-name': 'vault-uat-token',
    'secret-scope': 'repositry',
    'keep-previous': '-1',
    verify: 'maybe',
    'wait-timeout': '15'
  },
  shows: ['log', 'outputs', 'requests'],
  post: true
})
