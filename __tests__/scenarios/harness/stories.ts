import type { secretsAt } from './hosts.ts'
import type { ReplyTo } from './replies.ts'
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

/** Signs in with a password, and GitHub refuses to give the public key: nothing is generated. */
export const refusePublicKey = (
  { vault, github }: World,
  refused: ReplyTo,
  secrets: Secrets = github
): void => {
  vault.signIn()
  secrets.readPublicKey(refused)
  vault.endSession()
}

/** Signs in with a password and keeps the current token of UAT. */
export const keepForUat = (
  { vault, uat, github }: World,
  written: ReplyTo,
  secrets: Secrets = github
): void => {
  vault.signIn()
  secrets.readPublicKey()
  vault.listSandboxes()
  vault.endSession()
  uat.listTokens()
  secrets.readSecret(written)
}
