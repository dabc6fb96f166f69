import { asActionError } from '../core/errors.ts'
import { expiryFrom } from '../core/time.ts'
import { retry } from '../net/retry.ts'
import { type GeneratedToken, generateToken } from '../vault/tokens.ts'
import { explainRefusal, type Snapshot } from './limit.ts'
import { formatName } from './rotation.ts'
import { describeExpiry, describeToken, type Token, type TokenTask } from './token.ts'

/** Up to three attempts, always under the same name; only if a response was lost, or says that nothing was done. */
const ATTEMPTS = 3

/** A token that Vault has just made. Its `expiry` is the one that was asked for. */
export interface NewToken {
  token: Token
  /** The id of the Vault that made it; empty if it does not say. */
  madeBy: string
  /** When it was named, by `clock.elapsed()`. */
  namedAt: number
}

/**
 * Has Vault generate a token. Its name is saved before, its value before anything else touches it.
 * @param known what the current token has shown, if it works
 * @throws ActionError, which names the token if Vault may have made one
 */
export async function generate(task: TokenTask, known: Snapshot | undefined): Promise<NewToken> {
  const { vault, settings, delivery, save, world } = task
  // With `verify: false` the token's own Vault is never contacted, not even to delete it.
  const origin = settings.verify ? task.origin : { ...task.origin, site: undefined }
  const expiry = expiryFrom(settings.expires, vault.now())
  if (delivery.to === 'secret') await delivery.time.refresh(delivery.secret)
  const namedAt = world.clock.elapsed()
  const name = nameNow(task)
  save({ state: 'generating', origin, name, isForSecret: delivery.to === 'secret' })
  const made = await askVault(name, expiry, task).catch(async thrown => {
    const error = asActionError(thrown)
    if (error.maybeDone) {
      throw error.withHint(
        `Vault may have made the token "${name}" all the same, and nobody has its value: look for it with the action list-tokens, and delete it with delete-tokens.`
      )
    }
    save({ state: 'done' })
    throw await explainRefusal(error, known, task)
  })
  const { id, value, executionId } = made
  const token: Token = { origin, name, id, value, expiry, executionId }
  save({ state: 'generated', token })
  world.runner.info(
    `Generated the token ${describeToken(token, world)} for ${origin.displayName}; it ${describeExpiry(expiry)}.`
  )
  return { token, madeBy: made.vaultId, namedAt }
}

/** `made` is by the clock of where the token is kept: GitHub's for a secret, because it is compared with when the secret was written. */
function nameNow({ delivery, vault, settings, destination, world }: TokenTask): string {
  const now = (delivery.to === 'secret' ? delivery.secret.now() : undefined) ?? vault.now()
  const made = Math.floor(now.getTime() / 1000)
  const { runId, attempt } = world.run
  const nonce = world.nonce()
  return formatName({ label: settings.label, runId, attempt, destination, made, nonce })
}

function askVault(
  name: string,
  expiry: Date | undefined,
  task: TokenTask
): Promise<GeneratedToken> {
  const { vault, origin, world } = task
  let isLost = false
  let isNamed = false
  async function attempt(): Promise<GeneratedToken> {
    if (isLost && !isNamed) {
      isNamed = true
      world.runner.warning(
        'token left behind',
        `Vault’s response to generating the token "${name}" for ${origin.displayName} was lost, so the request is repeated. Vault may hold two tokens of this name then, one of which nobody has. If Vault lists both in time, this run deletes it; otherwise delete the one whose id is not that of the new token with the action delete-tokens.`
      )
    }
    try {
      return await generateToken(vault, { sandboxName: origin.sandboxName, name, expiry })
    } catch (thrown) {
      isLost ||= asActionError(thrown).maybeDone
      throw thrown
    }
  }
  return retry(attempt, { attempts: ATTEMPTS }, world)
}
