import { forUat, scenario } from './harness/scenario.ts'

scenario('delivers a token as an output and deletes it when the job ends', {
  inputs: forUat,
  replies: ({ vault, uat }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox()
    vault.endSession()
    uat.readToken()
    uat.listTokens()
  },
  post: ({ uat }) => uat.deleteTokens()
})
