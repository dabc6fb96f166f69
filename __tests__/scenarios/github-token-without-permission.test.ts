import { byPassword, refusal, scenario, toSecret } from './harness/scenario.ts'

scenario('a github-token that may not write secrets fails before a token is generated', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  replies: ({ vault, github }) => {
    vault.signIn()
    github.readPublicKey(
      refusal(403, 'Resource not accessible by integration', {
        'x-accepted-github-permissions': 'secrets=read'
      })
    )
    vault.endSession()
  },
  post: true
})
