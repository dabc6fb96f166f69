import { type ActionError, asActionError } from '../core/errors.ts'
import { expiryFrom } from '../core/time.ts'
import { retry } from '../net/retry.ts'
import {
  type GeneratedToken,
  generateToken,
  TOKEN_LIMIT,
  type TokenRequest
} from '../vault/tokens.ts'
import { formatName, type Moment, planCleanup, type Survey } from './rotation.ts'
import { describeOrigin, describeTokens, type Token, type TokenTask } from './token.ts'
import { countTokens, takeSurvey } from './verify.ts'

/** Up to three attempts, always under the same name; only if a response was lost, or says that nothing was done. */
const ATTEMPTS = 3

/** A token that Vault has just made. Its `expiry` is the one that was asked for. */
export interface NewToken {
  token: Token
  namedAt: Moment
}

/** Reads the clocks. */
export function momentNow({ delivery, world: { clock } }: TokenTask): Moment {
  const gitHubMs = delivery.to === 'secret' ? delivery.secret.now()?.getTime() : undefined
  return { elapsedMs: clock.elapsed(), wallMs: clock.now().getTime(), gitHubMs }
}

/**
 * Has Vault generate a token. Its name is saved before, its value before anything else touches it.
 * @param known what the current token has shown, if it works
 * @throws ActionError, which names the token if Vault may have made one
 */
export async function generate(task: TokenTask, known: Survey | undefined): Promise<NewToken> {
  const { vault, delivery, destination, settings, save, world } = task
  const { site, sandboxName } = task.origin
  // With `verify: false` the token's own Vault is never contacted, not even to delete it.
  const origin = { ...task.origin, site: settings.verify ? site : undefined }
  const expiry = expiryFrom(settings.expires, vault.now())
  if (delivery.to === 'secret') await delivery.secret.refreshTime()
  const now = momentNow(task)
  // By the clock of where the token is kept, because it is compared with when the secret was written.
  const made = Math.floor((now.gitHubMs ?? vault.now().getTime()) / 1000)
  const namedAt = { ...now, gitHubMs: made * 1000 }
  const { runId, attempt } = world.run
  const nonce = world.nonce()
  const name = formatName({ label: settings.label, runId, attempt, destination, made, nonce })
  save({ state: 'generating', origin, name, isForSecret: delivery.to === 'secret' })
  const generated = await askVault({ sandboxName, name, expiry }, task).catch(async thrown => {
    const error = asActionError(thrown)
    if (error.maybeDone)
      throw error.withHint('A warning names the token that may have been generated.')
    save({ state: 'done' })
    throw await explainRefusal(error, known, task)
  })
  const { id, value, executionId, vaultId } = generated
  // With `target: vault` the Vault that made the token is its own.
  if (sandboxName === '') origin.vaultId = vaultId
  const token = { origin, name, id, value, expiry, executionId }
  save({ state: 'generated', token })
  return { token, namedAt }
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
          `Vault’s response to generating the token "${request.name}" for ${origin.displayName} was lost or unclear, so Vault may have a token with this name whose value nobody has. If another attempt succeeds and Vault lists both tokens, this run deletes the lost one. Otherwise find its id with the action list-tokens, and delete it with delete-tokens; a token of this name that this run reports has another id.`
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
  { settings, origin, vault, delivery, destination, world }: TokenTask
): Promise<ActionError> {
  if (refusal.code !== 'vault-refused' && refusal.code !== 'token-limit') return refusal
  // With `target: vault` the sign-in is a credential of the token's own Vault.
  const canAsk = settings.target.is === 'vault'
  const survey = canAsk ? await takeSurvey(vault, delivery).catch(() => known) : known
  if (survey === undefined) return refusal
  const { listing } = survey
  if (countTokens(listing, listing.userId) < TOKEN_LIMIT) return refusal

  const own = { id: '', name: '', userId: listing.userId }
  const keepPrevious = delivery.to === 'secret' ? delivery.keepPrevious : 'all'
  const { toDelete } = planCleanup(survey, own, destination, keepPrevious)
  const spare = toDelete.sort((a, b) => a.madeMs - b.madeMs).slice(0, NAMED)
  const superseded =
    spare.length === 0 ? '' : ` Superseded, oldest first: ${describeTokens(spare, world)}.`
  return refusal.with({
    code: 'token-limit',
    message: `Could not generate a token for ${describeOrigin(origin)}: the user already has ${TOKEN_LIMIT} active tokens there, as many as Vault allows.`,
    hint: `Delete tokens that nobody uses with the action delete-tokens, or use another user for this job.${superseded}`
  })
}
