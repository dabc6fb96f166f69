import { scenario } from './harness/scenario.ts'

// Version 3: a leading "Bearer " is dropped, because the rest can only be a token.
scenario('a token that was pasted together with the word Bearer is refused', {
  inputs: {
    'vault-dns': 'acme.veevavault.com',
    'access-token': 'Bearer veeva-vault-STORED0TOKEN',
    'sandbox-name': 'UAT'
  },
  post: true
})
