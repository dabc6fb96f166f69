import { scenario, toSecret } from './harness/scenario.ts'

const site = { host: 'vault.example.com', apiVersion: 'v26.2', clientId: 'x', referenceId: 'x' }
const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '2234', site }
const token = { name: 'mine', id: 'V8T000000000009', value: 'veeva-vault-FORGED0TOKEN', origin }
const storing = { state: 'storing', displayName: 'UAT', secret: 'the secret DEPLOY_KEY', ...token }

scenario('the post step writes no secret and calls no other host, whatever the saved state says', {
  inputs: { ...toSecret, expires: 'soon' },
  shows: ['log', 'requests'],
  savedState: {
    'token-0': JSON.stringify(storing),
    'token-1': JSON.stringify({ state: 'generated', token }),
    session: JSON.stringify({ state: 'open', site, value: 'SESSION0VALUE' })
  },
  post: true
})
