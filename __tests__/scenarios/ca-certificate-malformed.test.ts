import { byPassword, scenario } from './harness/scenario.ts'

scenario(
  'refuses a ca-certificate that is none, or that is a private key',
  {
    inputs: { ...byPassword, 'sandbox-name': 'UAT', 'ca-certificate': '/etc/ssl/acme.pem' },
    shows: ['log']
  },
  {
    inputs: {
      ...byPassword,
      'sandbox-name': 'UAT',
      'ca-certificate': '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYD\n-----END PRIVATE KEY-----'
    },
    shows: ['log', 'requests']
  }
)
