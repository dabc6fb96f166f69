import {
  newToken,
  sandboxes,
  scenario,
  secretUpdated,
  secretWritten,
  stored
} from './harness/scenario.ts'

const lines = ['VAULT_TOKEN_UAT=veeva-vault-UAT0TOKEN', 'VAULT_TOKEN_DEV=', 'VAULT_TOKEN_QA=']

scenario('keeps one of several current tokens, and warns of a line that has lost its value', {
  inputs: {
    ...stored,
    'sandbox-name': 'UAT\nDEV',
    'secret-name': 'VAULT_TOKEN_{sandbox}',
    'current-token': lines.join('\n')
  },
  shows: ['log', 'requests'],
  replies: ({ vault, uat, github, sandboxVault, addEarlierToken, nameCredential }) => {
    nameCredential('veeva-vault-UAT0TOKEN', 'current token of UAT')
    addEarlierToken({
      secret: 'VAULT_TOKEN_UAT',
      made: '2026-11-20T12:00:00Z',
      expires: '2026-12-20T12:00:00.000Z'
    })
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    vault.endSession()

    uat.listTokens()
    github.readSecret(secretWritten('2026-11-20T12:00:05Z'), 'VAULT_TOKEN_UAT')

    const dev = sandboxVault('DEV')
    vault.generateForSandbox(newToken(), 'DEV')
    dev.readToken()
    dev.listTokens()
    github.readSecret(secretWritten('2026-11-20T12:00:09Z'), 'VAULT_TOKEN_DEV')
    github.writeSecret(secretUpdated, 'VAULT_TOKEN_DEV')
  }
})
