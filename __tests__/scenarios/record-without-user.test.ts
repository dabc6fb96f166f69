import {
  addEarlierTokens,
  scenario,
  secretUpdated,
  secretWritten,
  storedAt,
  storedForUat,
  tokenRecord
} from './harness/scenario.ts'

scenario('deletes what is superseded although the record of the new token names no user', {
  inputs: storedForUat,
  shows: ['log'],
  replies: world => {
    const { vault, uat, github } = world
    addEarlierTokens(world)
    vault.signIn()
    github.readPublicKey()
    vault.listSandboxes()
    vault.generateForSandbox()
    uat.readToken(tokenRecord({ user__sys: undefined }))
    uat.listTokens()
    vault.endSession()
    github.readSecret(secretWritten(storedAt))
    github.writeSecret(secretUpdated)
    uat.deleteTokens()
  }
})
