import { addEarlierTokens, storedAt } from './harness/rotation.ts'
import {
  byPassword,
  scenario,
  secretUpdated,
  secretWritten,
  tokenRecord,
  toSecret
} from './harness/scenario.ts'

scenario('deletes what is superseded although the record of the new token names no user', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
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
