import {
  addEarlierTokens,
  type ReplyTo,
  resolveReply,
  scenario,
  secretUpdated,
  secretWritten,
  storedAt,
  storedForUat,
  tokenList,
  tokenRecord,
  type World
} from './harness/scenario.ts'

/** Nor does Vault say in a header of the list who asked. */
const listWithoutHeader: ReplyTo = async call => {
  const reply = await resolveReply(tokenList, call)
  return { ...reply, headers: {} }
}

const rotate = (world: World, list?: ReplyTo): void => {
  const { vault, uat, github } = world
  addEarlierTokens(world)
  vault.signIn()
  github.readPublicKey()
  vault.listSandboxes()
  vault.generateForSandbox()
  uat.readToken(tokenRecord({ user__sys: undefined }))
  uat.listTokens(list)
  vault.endSession()
  github.readSecret(secretWritten(storedAt))
  github.writeSecret(secretUpdated)
  uat.deleteTokens()
}

scenario(
  'deletes what is superseded although the record of the new token names no user',
  { inputs: storedForUat, shows: ['log'], replies: world => rotate(world) },
  { inputs: storedForUat, shows: ['log'], replies: world => rotate(world, listWithoutHeader) }
)
