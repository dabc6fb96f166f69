import { byAccessToken, scenario, success } from './harness/scenario.ts'

scenario('a stored token of another Vault is an error that names both Vaults', {
  inputs: { ...byAccessToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault }) =>
    vault.listVersions(success({ values: { 'v26.2': 'https://beta.veevavault.com/api/v26.2' } })),
  post: true
})
