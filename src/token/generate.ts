import { ActionError, asActionError } from '../core/errors.ts'
import { expiryFrom, formatExpiry } from '../core/time.ts'
import { retry } from '../net/retry.ts'
import type { Vault } from '../vault/client.ts'
import {
  generateToken,
  listTokens,
  readToken,
  TOKEN_LIMIT,
  type TokenRecord,
  type TokenRequest
} from '../vault/tokens.ts'
import { formatName, isLater, type Moment, planCleanup, type Survey } from './rotation.ts'
import {
  type Delivery,
  deleteAgain,
  describeExpiry,
  describeTokens,
  type Token,
  type TokenTask,
  USABLE_WITHIN_MS,
  vaultOf
} from './token.ts'

/** Has Vault generate a token. Its name is saved before, its value before anything else touches it. */
export async function generate(task: TokenTask, { gitHubMs }: Moment, known?: Survey) {
  const { vault, origin, delivery, destination, settings, save, world } = task
  const { runId, attempt } = world.run
  const expiry = expiryFrom(settings.expires, vault.now())
  // By the clock of where the token is kept, because it is compared with when the secret was written.
  const made = Math.floor((gitHubMs ?? vault.now().getTime()) / 1000)
  const nonce = world.nonce()
  const name = formatName({ label: settings.label, runId, attempt, destination, made, nonce })
  // With `verify: false` the token's own Vault is never contacted, not even to delete it.
  const own = { ...origin, site: settings.verify ? origin.site : undefined }
  save({ state: 'generating', origin: own, name, isForSecret: delivery.to === 'secret' })
  const { sandboxName } = origin
  const asked = askVault({ sandboxName, name, expiry }, task)
  const { vaultId, ...generated } = await asked.catch(async thrown => {
    const error = asActionError(thrown)
    if (error.maybeDone) {
      throw error.withHint('A warning names the token that may have been generated.')
    }
    save({ state: 'done' })
    throw await explainRefusal(error, known, task)
  })
  // With `target: vault` the Vault that made the token is its own.
  if (sandboxName === '') own.vaultId = vaultId
  const token: Token = { ...generated, origin: own, name, expiry }
  save({ state: 'generated', token })
  return token
}

/** Up to three attempts, always under the same name; only if a response was lost, or says that nothing was done. */
function askVault(request: TokenRequest, task: TokenTask) {
  const { vault, origin, save, world } = task
  const attempt = (isNamed: boolean) =>
    generateToken(vault, request).catch(thrown => {
      // If the run is stopping, the post step names it.
      if (asActionError(thrown).maybeDone && !isNamed && !world.stopping.aborted) {
        world.runner.warning(
          'token left behind',
          `Vault’s response to generating the token "${request.name}" for ${origin.displayName} was lost or unclear, so Vault may have a token with this name whose value nobody has. If another attempt succeeds and Vault lists both tokens, this run deletes the lost one. Otherwise find its id with the action list-tokens, and delete it with delete-tokens; a token of this name that this run reports has another id.`
        )
        save({ state: 'done' })
      }
      throw thrown
    })
  return retry(attempt, { attempts: 3 }, world)
}

/** Makes `token-limit` of a refusal if the user turns out to hold as many tokens as Vault allows. Nothing is deleted to make room. */
async function explainRefusal(refusal: ActionError, known: Survey | undefined, task: TokenTask) {
  if (refusal.code !== 'vault-refused' && refusal.code !== 'token-limit') return refusal
  // With `target: vault` the sign-in is a credential of the token's own Vault.
  const canAsk = task.settings.target.is === 'vault'
  const survey = canAsk ? await takeSurvey(task.vault, task.delivery).catch(() => known) : known
  if (survey === undefined) return refusal
  const { records, userId } = survey
  if (records.filter(record => record.userId === userId).length < TOKEN_LIMIT) return refusal
  const { toDelete } = planCleanup(survey, { id: '', name: '', userId }, task)
  const superseded = describeTokens(toDelete, task.world) || 'none'
  return refusal.with({
    code: 'token-limit',
    hint: `The user already has ${TOKEN_LIMIT} active tokens in ${task.origin.displayName}, as many as Vault allows. Delete tokens that nobody uses with the action delete-tokens, or use another user for this job. Superseded tokens of this secret: ${superseded}.`
  })
}

/** Lists the tokens of a user, and asks GitHub at the same time when the secret was last written. Throws if Vault can't be asked. */
export async function takeSurvey(vault: Vault, delivery: Delivery): Promise<Survey> {
  const secret = delivery.to === 'secret' ? delivery.secret : undefined
  const listedAt = secret?.now()
  const asking = secret?.lastWritten().catch(asActionError)
  const listing = await listTokens(vault)
  return { ...listing, written: (await asking) ?? 'unknown', listedAt }
}

/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE_MS = 60_000

/** Says why a new token is not what was asked for, as a part of a sentence; undefined if it is. A shorter lifetime is no reason. */
export function problemOf(
  { record, vaultId }: Awaited<ReturnType<typeof readToken>>,
  { id, name, expiry, origin }: Token
): string | undefined {
  if (origin.vaultId && vaultId && vaultId !== origin.vaultId) {
    return `Vault ${vaultId} responded, not Vault ${origin.vaultId}`
  }
  if (record?.id !== id) return 'its record does not exist'
  // A name that Vault changed could not be recognised as ours later, and each rotation would leave one more token.
  if (record.name !== name) return 'its record has another name than the one that was sent'
  if (!record.isActive) return 'its record is not active'
  return isLater(record.expiry, expiry, TOLERANCE_MS)
    ? `it ${describeExpiry(record.expiry)}, but \`expires\` asks for ${formatExpiry(expiry)}`
    : undefined
}

/** What a new token has shown on its own Vault; its survey has no records if they could not be listed. */
export interface Verification {
  own: Vault
  record: TokenRecord
  survey: Survey
}

/** Verifies a new token with itself, unless its own Vault is not contacted. One that is not what was asked for is deleted. */
export async function verify(token: Token, task: TokenTask): Promise<Verification | undefined> {
  const own = vaultOf(token.origin, token.value, task.world)
  if (own === undefined) return undefined
  const patient = own.patient(USABLE_WITHIN_MS)
  const [survey, record] = await Promise.all([
    takeSurvey(patient, task.delivery).catch(thrown => {
      return { records: [], userId: '', written: asActionError(thrown), listedAt: undefined }
    }),
    verifyRecord(patient, token).catch(asActionError)
  ])
  if (record instanceof ActionError) throw await deleteAgain(record, token, false, task)
  token.expiry = record.expiry
  // Without a user nothing would be ours, and nothing would be deleted.
  const listed = survey.records.find(({ id }) => id === record.id)
  record.userId ||= survey.userId || (listed?.userId ?? '')
  return { own, record, survey }
}

async function verifyRecord(vault: Vault, token: Token): Promise<TokenRecord> {
  const found = await readToken(vault, token.id).catch(thrown => {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session') throw error
    const hint =
      'Vault did not accept the new token within 30 seconds: check that the user is active there and may use the API, and run again.'
    throw error.with({ code: 'token-unverified', hint })
  })
  const problem = problemOf(found, token)
  const { record } = found
  if (problem !== undefined || record === undefined) {
    throw new ActionError(
      'token-unverified',
      `Could not verify the new token on ${vault.site.host}: ${problem}.`,
      'Run again; if it happens again, ask a Vault administrator or Veeva Support.'
    )
  }
  if (isLater(token.expiry, record.expiry, TOLERANCE_MS)) {
    vault.world.runner.warning(
      'token-unverified',
      `The token "${token.name}" ${describeExpiry(record.expiry)}, although \`expires\` asks for ${formatExpiry(token.expiry) || 'never'}: the security profile of the user limits the lifetime. Set an \`expires\` that it allows.`
    )
  }
  return record
}
