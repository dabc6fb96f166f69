import { ActionError, asActionError } from '../core/errors.ts'
import { expiryFrom } from '../core/time.ts'
import { retry } from '../net/retry.ts'
import { TOKEN_LIMIT } from '../vault/token-records.ts'
import { type GeneratedToken, generateToken, type TokenRequest } from '../vault/tokens.ts'
import { formatName, planCleanup } from './rotation.ts'
import { countTokens, readHistory, type Survey, takeSurvey } from './survey.ts'
import { describeOrigin, describeTokens, type Token, type TokenTask } from './token.ts'

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
export async function generate(task: TokenTask, known: Survey | undefined): Promise<NewToken> {
  const { vault, settings, delivery, save, world } = task
  // With `verify: false` the token's own Vault is never contacted, not even to delete it.
  const origin = settings.verify ? task.origin : { ...task.origin, site: undefined }
  const expiry = expiryFrom(settings.expires, vault.now())
  if (delivery.to === 'secret') await delivery.time.refresh(delivery.secret)
  const namedAt = world.clock.elapsed()
  const name = nameNow(task)
  save({ state: 'generating', origin, name, isForSecret: delivery.to === 'secret' })
  const request = { sandboxName: origin.sandboxName, name, expiry }
  const made = await askVault(request, task).catch(async thrown => {
    const error = asActionError(thrown)
    if (error.maybeDone) throw error.withHint('A warning names the token that may have been made.')
    save({ state: 'done' })
    throw await explainRefusal(error, known, task)
  })
  const { id, value, executionId, vaultId } = made
  const token = { origin, name, id, value, expiry, executionId }
  save({ state: 'generated', token })
  return { token, madeBy: vaultId, namedAt }
}

/** `made` is by the clock of where the token is kept: GitHub's for a secret, because it is compared with when the secret was written. */
function nameNow({ delivery, vault, settings, destination, world }: TokenTask): string {
  const now = (delivery.to === 'secret' ? delivery.secret.now() : undefined) ?? vault.now()
  const { label } = settings
  const { runId, attempt } = world.run
  const made = Math.floor(now.getTime() / 1000)
  return formatName({ label, runId, attempt, destination, made, nonce: world.nonce() })
}

function askVault(request: TokenRequest, task: TokenTask): Promise<GeneratedToken> {
  const { vault, origin, save, world } = task
  let isNamed = false
  async function attempt(): Promise<GeneratedToken> {
    try {
      return await generateToken(vault, request)
    } catch (thrown) {
      // If the run is stopping, the post step names it.
      if (asActionError(thrown).maybeDone && !world.stopping.aborted && !isNamed) {
        isNamed = true
        world.runner.warning(
          'token left behind',
          `Vault’s response to generating the token "${request.name}" for ${origin.displayName} was lost or unclear, so Vault may hold a token of this name whose value nobody has. If a repeated request succeeds and Vault lists both, this run deletes the lost one. Otherwise find its id, which is not that of a new token of the same name, with the action list-tokens, and delete it with delete-tokens.`
        )
        save({ state: 'done' })
      }
      throw thrown
    }
  }
  return retry(attempt, { attempts: ATTEMPTS }, world)
}

/** How many tokens a message names. */
const NAMED = 5

/**
 * Explains why Vault refused to generate, if the user turns out to hold as many tokens as Vault allows. Nothing is deleted to make room.
 * @returns the same error, or `token-limit`
 */
async function explainRefusal(
  refusal: ActionError,
  known: Survey | undefined,
  task: TokenTask
): Promise<ActionError> {
  const { settings, vault, delivery, destination, world } = task
  if (refusal.code !== 'vault-refused' && refusal.code !== 'token-limit') return refusal
  // With `target: vault` the sign-in is a credential of the token's own Vault.
  const canAsk = settings.target.is === 'vault'
  const asked = canAsk ? await takeSurvey(vault, delivery).catch(() => known) : known
  if (asked === undefined) return refusal
  const { records, userId } = asked.listing
  if (countTokens(asked.listing, userId) < TOKEN_LIMIT) return refusal

  const history = readHistory(asked, delivery)
  const isKnown = !(history instanceof ActionError)
  const own = { id: '', name: '', userId }
  const plan = planCleanup(records, own, destination, isKnown ? history : undefined)
  const spare = plan.toDelete.sort((a, b) => a.made - b.made).slice(0, NAMED)
  return refusal.with({
    code: 'token-limit',
    message: `Could not generate a token for ${describeOrigin(task.origin)}: the user already has ${TOKEN_LIMIT} active tokens there, as many as Vault allows.`,
    hint:
      spare.length === 0
        ? 'Delete tokens that nobody uses with the action delete-tokens, or give this job a user of its own.'
        : `Delete tokens that are not needed any more by their ids with the action delete-tokens. Superseded, oldest first: ${describeTokens(spare, world)}.`
  })
}
