import { byPassword, scenario } from './harness/scenario.ts'

const inputs = { ...byPassword, 'sandbox-name': 'UAT' }

scenario(
  'refuses a proxy setting that curl and Go would not understand, and does not repeat its address',
  { inputs, env: { HTTPS_PROXY: 'socks5://user:Pass-2@proxy.acme.com' }, shows: ['log'] },
  {
    inputs,
    env: { HTTPS_PROXY: 'http://user:2024/Pass-2@proxy.acme.com', NO_PROXY: '10.0.0.0/99' },
    shows: ['log', 'requests']
  }
)
