import { failure, forUat, scenario } from './harness/scenario.ts'

scenario('names the permission that the user needs to generate a token', {
  inputs: forUat,
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes()
    vault.generateForSandbox(
      failure(
        'INSUFFICIENT_ACCESS',
        'User [12] not licensed for permission [VaultActions_API_Access].'
      )
    )
    vault.endSession()
  }
})
