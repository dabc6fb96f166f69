import { ActionError, asActionError } from '../core/errors.ts'
import { formatExpiry } from '../core/time.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import {
  listTokens,
  readToken,
  TOKEN_LIMIT,
  TOKEN_WARNING,
  type TokenListing,
  type TokenRecord
} from '../vault/tokens.ts'
import { deleteAgain, USABLE_WITHIN_MS } from './delete.ts'
import { isLater, type Survey } from './rotation.ts'
import { type Delivery, describeExpiry, type Token, type TokenTask, vaultOf } from './token.ts'

/**
 * Lists the tokens of a user, and asks GitHub at the same time when the secret was last written.
 * @param vault the tokens' own Vault, addressed with one of them
 * @throws ActionError if Vault can't be asked
 */
export async function takeSurvey(vault: Vault, delivery: Delivery): Promise<Survey> {
  const secret = delivery.to === 'secret' ? delivery.secret : undefined
  const listedAt = secret?.now()
  const asking = secret?.lastWritten().catch(asActionError)
  const listing = await listTokens(vault)
  return { listing, written: (await asking) ?? 'unknown', listedAt }
}

/** Counts the active tokens of one user. */
export function countTokens({ records }: TokenListing, userId: string): number {
  return records.filter(record => record.userId === userId).length
}

/** Warns before the limit is reached, at which Vault refuses to generate. */
export function warnNearLimit(active: number, host: string, { runner }: World): void {
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user has ${active} of at most ${TOKEN_LIMIT} active tokens on ${host}. Delete tokens that nobody uses with the action delete-tokens, or use another user for this job.`
  )
}

/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE_MS = 60_000

const ASK = 'Run again; if it happens again, ask a Vault administrator or Veeva Support.'

/** What Vault responded to reading a record: the record, and which Vault it is (empty if it does not say). */
type Found = Awaited<ReturnType<typeof readToken>>

/**
 * Says why a new token is not what was asked for, by its record. A shorter lifetime is no reason.
 * @param token as it was asked for; the id of its Vault is empty if it is not known
 * @returns a part of a sentence; undefined for a good one
 */
export function problemOf({ record, vaultId }: Found, token: Token): string | undefined {
  const { id, name, expiry, origin } = token
  if (origin.vaultId !== '' && vaultId !== '' && vaultId !== origin.vaultId) {
    return `Vault ${vaultId} responded, not Vault ${origin.vaultId}`
  }
  if (record === undefined || record.id !== id) return 'its record does not exist'
  // A name that Vault changed could not be recognised as ours later, and each rotation would leave one more token.
  if (record.name !== name) return 'its record has another name than the one that was sent'
  if (!record.isActive) return 'its record is not active'
  if (!isLater(record.expiry, expiry, TOLERANCE_MS)) return undefined
  return `it ${describeExpiry(record.expiry)}, but \`expires\` asks for ${formatExpiry(expiry)}`
}

/** What the verification of a new token has shown. */
export interface Verification {
  /** The token's own Vault, addressed with it. */
  own: Vault
  record: TokenRecord
  /** Without a record if the tokens could not be listed. */
  survey: Survey
}

/**
 * Verifies a new token on its own Vault, with itself, and takes the survey for the cleanup at the same time. A token that does not
 * work yet is retried for up to 30 seconds; one that is not as it should be is deleted.
 * @returns undefined if the token's own Vault is not contacted
 * @throws ActionError, `token-unverified` if the token is not what was asked for
 */
export async function verify(token: Token, task: TokenTask): Promise<Verification | undefined> {
  const { delivery, world } = task
  const own = vaultOf(token.origin, token.value, world)
  if (own === undefined) return undefined
  const patient = own.patient(USABLE_WITHIN_MS)
  const surveying = takeSurvey(patient, delivery).catch(thrown => {
    const listing = { records: [], userId: '' }
    return { listing, written: asActionError(thrown), listedAt: undefined }
  })
  const record = await verifyRecord(patient, token, task).catch(asActionError)
  const survey = await surveying
  if (!(record instanceof ActionError)) {
    // Without a user nothing would be ours, and nothing would be deleted.
    if (record.userId === '') record.userId = survey.listing.userId
    return { own, record, survey }
  }
  // A run that is stopping leaves the token to the post step.
  if (world.stopping.aborted) throw record
  throw await deleteAgain(record, token, USABLE_WITHIN_MS, task)
}

async function verifyRecord(
  vault: Vault,
  token: Token,
  { world }: TokenTask
): Promise<TokenRecord> {
  const failure = (problem: string, hint: string) =>
    new ActionError(
      'token-unverified',
      `Could not verify the new token on ${vault.site.host}: ${problem}.`,
      hint
    )
  const found = await readToken(vault, token.id).catch(thrown => {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session') throw error
    throw failure(
      `Vault did not accept it within ${USABLE_WITHIN_MS / 1000} seconds`,
      'Check that the user is active there and may use the API, and run again.'
    )
  })
  const { record } = found
  const problem = problemOf(found, token)
  if (problem !== undefined || record === undefined) {
    throw failure(`${problem}`, ASK)
  }
  if (isLater(token.expiry, record.expiry, TOLERANCE_MS)) {
    world.runner.warning(
      'token-unverified',
      `The token "${token.name}" ${describeExpiry(record.expiry)}, although \`expires\` asks for ${formatExpiry(token.expiry) || 'never'}: the security profile of the user limits the lifetime. Set an \`expires\` that it allows.`
    )
  }
  return record
}
