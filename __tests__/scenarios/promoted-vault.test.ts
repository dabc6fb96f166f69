import { byPassword, scenario } from './harness/scenario.ts'

scenario('generates a token of the Vault itself after a promotion', {
  inputs: { ...byPassword, target: 'vault' },
  replies: ({ vault }) => {
    vault.signIn()
    vault.generate()
    vault.readToken()
    vault.listTokens()
    vault.endSession()
  },
  post: ({ vault }) => vault.deleteTokens()
})
