import { forUat, scenario } from './harness/scenario.ts'

scenario(
  'refuses a ca-certificate that is none, or that is a private key',
  {
    inputs: { ...forUat, 'ca-certificate': '/etc/ssl/acme.pem' },
    shows: ['log']
  },
  {
    inputs: {
      ...forUat,
      'ca-certificate': '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYD\n-----END PRIVATE KEY-----'
    },
    shows: ['log', 'requests']
  }
)
