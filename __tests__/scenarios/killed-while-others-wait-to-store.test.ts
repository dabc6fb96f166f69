import { killed, sandboxes, scenario, secretCreated, stored } from './harness/scenario.ts'

scenario('the post step deletes a token that was waiting for its turn to be stored', {
  inputs: {
    ...stored,
    'sandbox-name': 'UAT\nDEV',
    'secret-name': 'VAULT_TOKEN_{sandbox}'
  },
  shows: ['log', 'saved state'],
  replies: ({ vault, uat, sandboxVault, github }) => {
    const dev = sandboxVault('DEV')
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes(sandboxes('UAT', 'DEV'))
    vault.generateForSandbox(undefined, 'UAT')
    vault.generateForSandbox(undefined, 'DEV')
    for (const own of [uat, dev]) {
      github.readSecret()
      own.listTokens()
      own.readToken()
    }
    vault.endSession()
    github.writeSecret(killed(secretCreated))
  },
  post: ({ sandboxVault }) => sandboxVault('DEV').deleteTokens()
})
