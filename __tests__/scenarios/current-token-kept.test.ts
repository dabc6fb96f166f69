import { keptForUat, scenario, secretWritten } from './harness/scenario.ts'

scenario('keeps the current token while it has more than renew-before left', {
  inputs: keptForUat,
  replies: ({ vault, uat, github, addEarlierToken }) => {
    addEarlierToken({ made: '2026-11-20T12:00:00Z', expires: '2026-12-20T12:00:00.000Z' })
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.endSession()
    uat.listTokens()
    github.readSecret(secretWritten('2026-11-20T12:00:05Z'))
  },
  post: true
})
