import { byAccessToken, sandboxes, scenario, success } from './harness/scenario.ts'

scenario('a stored token of another Vault is an error that names both Vaults', {
  inputs: { ...byAccessToken, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    // Such a token may work at this address and show the sandboxes of its own Vault, here before it is known whose it is.
    vault.listVersions(async () => {
      await new Promise(resolve => setTimeout(resolve, 50))
      return success({ values: { 'v26.2': 'https://beta.veevavault.com/api/v26.2' } })
    })
    vault.listSandboxes(sandboxes('BETA'))
  },
  post: true
})
