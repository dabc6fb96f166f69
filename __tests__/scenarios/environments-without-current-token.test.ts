import {
  newToken,
  sandboxes,
  scenario,
  secretUpdated,
  secretWritten,
  stored
} from './harness/scenario.ts'

const written = secretWritten('2026-11-20T12:00:05Z')

scenario('says once how the tokens of several environments could be kept', {
  inputs: {
    ...stored,
    'sandbox-name': 'UAT\nDEV',
    'secret-scope': 'environment/{sandbox}'
  },
  shows: ['log'],
  replies: ({ vault, sandboxVault, github }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    for (const name of ['UAT', 'DEV']) {
      const secrets = github.at(`/repos/acme/app/environments/${name}/secrets`)
      secrets.readPublicKey()
      vault.generateForSandbox(newToken(), name)
      sandboxVault(name).readToken()
      sandboxVault(name).listTokens()
      secrets.readSecret(written)
      secrets.writeSecret(secretUpdated)
    }
    vault.endSession()
  }
})
