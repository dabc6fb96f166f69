import type { secretsAt } from './hosts.ts'
import { type ReplyTo, secretUpdated, secretWritten } from './replies.ts'
import { storedAt } from './rotation.ts'
import type { World } from './world.ts'

/** Finds the sandbox UAT, generates a token and verifies it. */
export const generateForUat = (
  { vault, uat }: World,
  generated?: ReplyTo,
  listed?: ReplyTo
): void => {
  vault.listSandboxes(listed)
  vault.generateForSandbox(generated)
  uat.readToken()
  uat.listTokens()
}

/** Signs in with a password, and generates a token for UAT as an output. */
export const outputForUat = (world: World, generated?: ReplyTo, listed?: ReplyTo): void => {
  world.vault.signIn()
  generateForUat(world, generated, listed)
  world.vault.endSession()
}

type Secrets = ReturnType<typeof secretsAt>

type Storing = {
  /** Those of acme/app when omitted. */
  secrets?: Secrets
  /** When the secret was last written; it does not exist when omitted. */
  written?: ReplyTo
  /** The list of sandboxes: UAT, active, when omitted. */
  listed?: ReplyTo
  /** The response to generating. */
  generated?: ReplyTo
  /** The response to the write: created when omitted. */
  stored?: ReplyTo
}

/** Signs in with a password, generates a token for UAT, verifies it and stores it. */
export const storeForUat = (world: World, storing: Storing = {}): void => {
  const { secrets = world.github, written, listed, generated, stored } = storing
  world.vault.signIn()
  secrets.readPublicKey()
  generateForUat(world, generated, listed)
  world.vault.endSession()
  secrets.readSecret(written)
  secrets.writeSecret(stored)
}

/** Generates a token for UAT, and stores it in place of the one that the secret contains. */
export const replaceForUat = (world: World, storing: Storing = {}): void =>
  storeForUat(world, { written: secretWritten(storedAt), stored: secretUpdated, ...storing })

/** So many requests are sent while a refusal may be about what is new: one a second, for 6 seconds. */
export const REQUESTS_WHILE_NEW = 7

type Refusing = {
  /** Those of acme/app when omitted. */
  secrets?: Secrets
  /** How often the public key is asked for; once when omitted. */
  times?: number
}

/** Signs in with a password, and GitHub refuses to give the public key: nothing is generated. */
export const refusePublicKey = (
  { vault, github }: World,
  refused: ReplyTo,
  { secrets = github, times = 1 }: Refusing = {}
): void => {
  vault.signIn()
  for (let sent = 1; sent <= times; sent++) secrets.readPublicKey(refused)
  vault.listSandboxes()
  vault.endSession()
}

/** Signs in with a password and keeps the current token of UAT. */
export const keepForUat = (
  { vault, uat, github }: World,
  written: ReplyTo,
  secrets: Secrets = github,
  tokens?: ReplyTo
): void => {
  vault.signIn()
  secrets.readPublicKey()
  vault.listSandboxes()
  vault.endSession()
  uat.listTokens(tokens)
  secrets.readSecret(written)
}

/** Signs in to UAT with a password, lists its tokens, and ends the session. */
export const listAtUat = ({ uat }: World, listed?: ReplyTo): void => {
  uat.signIn()
  uat.listTokens(listed)
  uat.endSession()
}
