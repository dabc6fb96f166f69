import { toSecond } from '../clock.ts'
import { ActionError, asActionError, type ErrorCode, sentence, withHint } from '../errors.ts'
import type { Written } from '../github/secrets.ts'
import type { Vault } from '../vault/client.ts'
import { listTokens, retrieveToken, type TokenRecord } from '../vault/token-records.ts'
import type { World } from '../world.ts'
import { patient, USABLE_WITHIN } from './patient.ts'
import { remove } from './remove.ts'
import { activeOfUser, type Fates, fatesOf } from './rotation.ts'
import type { Made, TokenTask } from './task.ts'
import { listShowing } from './twins.ts'

/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE = 60_000

export type Expected = Readonly<{
  id: string
  name: string
  /** The Vault that the token has to work on; empty when its id is not known. */
  vaultId: string
  /** What was asked for; undefined: never. */
  expiry: Date | undefined
}>

/** What the record says of the new token. `fine` may differ from what was asked in an earlier expiry, which is then a warning. */
export type Judgement =
  | Readonly<{ is: 'fine'; record: TokenRecord; warning: string | undefined }>
  | Readonly<{ is: 'bad'; why: string }>

/** In: the record of a new token, the Vault that answered, and what was expected. Out: whether it may be handed on. */
export const judge = (record: TokenRecord | undefined, answeredBy: string, expected: Expected): Judgement => {
  const bad = (why: string): Judgement => ({ is: 'bad', why })
  if (expected.vaultId !== '' && answeredBy !== '' && answeredBy !== expected.vaultId) {
    return bad(`Vault ${answeredBy} answered, not Vault ${expected.vaultId}`)
  }
  if (record === undefined || record.id !== expected.id) return bad('its record is not there')
  // A name that Vault changed could not be told as ours later on, and each rotation would leave one more.
  if (record.name !== expected.name) return bad('its record has another name than the one that was sent')
  if (!record.active) return bad('its record is not active')
  const asked = expected.expiry
  const fine = (warning?: string): Judgement => ({ is: 'fine', record, warning })
  if (record.expiry === undefined) return asked === undefined ? fine() : bad('it never expires, although an expiry was asked for')
  const expires = toSecond(record.expiry)
  const longer = asked === undefined ? Number.NEGATIVE_INFINITY : record.expiry.getTime() - asked.getTime()
  const wanted = asked === undefined ? 'never' : toSecond(asked)
  if (longer > TOLERANCE) return bad(`it expires ${expires}, later than asked for (${wanted})`)
  if (longer >= -TOLERANCE) return fine()
  return fine(
    `it expires ${expires}, earlier than asked for (${wanted}): the security profile of the user allows no longer one. Give an expires that it allows.`
  )
}

/** What is known of a token that is to be handed on. */
export type Proof = Readonly<{
  /** undefined: never. */
  expiry: Date | undefined
  /** What is to become of our other tokens. */
  fates: Fates
  /** Why that is not known beyond twins of the new token, with its code; undefined where it is. */
  gap: Readonly<{ code: ErrorCode; why: string }> | undefined
  /** How many active tokens the user holds, the new one among them; undefined where the list could not be had. */
  active: number | undefined
  /** When the secret was last written; undefined of an output, or where nobody says. */
  written: Written | undefined
}>

/** Of a token that is not to be proven: what was asked for. */
export const unproven = ({ asked }: Made): Proof => ({
  expiry: asked,
  fates: { remove: [], young: [] },
  gap: undefined,
  active: undefined,
  written: undefined
})

/**
 * Proves a new token on its own Vault, with itself; at the same time lists the user's tokens with it, and asks GitHub when the secret was
 * last written. One that does not work yet is tried for up to 30 seconds; one that can't be proven is deleted again.
 * @param own the token's own Vault, addressed with it
 * @throws ActionError, `token-unverified` when the token is not what was asked for
 */
export const prove = async (own: Vault, made: Made, task: TokenTask, world: World): Promise<Proof> => {
  const { patience, runner } = world
  const listedAt = task.way.to === 'secret' ? task.way.secret.now() : undefined
  const giveUp = new AbortController()
  const beside = { ...patience, stopping: AbortSignal.any([patience.stopping, giveUp.signal]) }
  const listedBy = patient(own, USABLE_WITHIN, beside)
  const listing = (
    made.twins ? listShowing(listedBy, made.id, USABLE_WITHIN, beside) : listTokens(listedBy).then(({ records }) => records)
  ).catch(asActionError)
  const asking = task.way.to === 'secret' ? task.way.secret.lastWritten().catch(asActionError) : undefined
  try {
    const record = await proveRecord(patient(own, USABLE_WITHIN, patience), made, task, world)
    return { expiry: record.expiry, ...othersOf(record, await listing, await asking, listedAt, task) }
  } catch (thrown) {
    giveUp.abort()
    if (patience.stopping.aborted) throw thrown
    const removal = await remove({ ...made, worked: false }, USABLE_WITHIN, world)
    if (removal.is === 'gone') task.record({ state: 'over' })
    const left =
      removal.is === 'gone'
        ? 'The new token is deleted again.'
        : `Deleting the new token again failed (${removal.reason}): "${made.name}" (id ${runner.quote(made.id)}); the post step tries once more.`
    throw withHint(asActionError(thrown), left)
  }
}

const proveRecord = async (vault: Vault, made: Made, task: TokenTask, { runner }: World): Promise<TokenRecord> => {
  const what = `Verifying the token "${made.name}" (id ${runner.quote(made.id)}) on ${vault.site.host} failed`
  const seen = await retrieveToken(vault, made.id).catch(thrown => {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session') throw error
    throw new ActionError(
      'token-unverified',
      `${what}: Vault still does not accept it after ${USABLE_WITHIN / 1000} seconds.`,
      'Check that the user is active there and may use the API, and run again.',
      error.executionId
    )
  })
  // With target: vault the Vault that generates is the token's own.
  const vaultId = task.target.is === 'vault' ? made.answeredBy : task.subject.vaultId
  const judgement = judge(seen.record, seen.vaultId, { id: made.id, name: made.name, vaultId, expiry: made.asked })
  if (judgement.is === 'bad')
    throw new ActionError('token-unverified', `${what}: ${judgement.why}.`, 'Check the sandbox and the user’s security profile.')
  if (judgement.warning !== undefined) runner.warning('token-unverified', `The token "${made.name}": ${judgement.warning}`)
  return judgement.record
}

const othersOf = (
  record: TokenRecord,
  listing: readonly TokenRecord[] | ActionError,
  written: Written | ActionError | undefined,
  listedAt: Date | undefined,
  { way, destination }: TokenTask
): Omit<Proof, 'expiry'> => {
  const known = written instanceof ActionError ? undefined : written
  const gap = gapIn(listing, written, listedAt)
  if (listing instanceof ActionError) return { fates: { remove: [], young: [] }, gap, active: undefined, written: known }
  const history =
    gap === undefined && way.to === 'secret' && known !== undefined && listedAt !== undefined
      ? { written: known, listedAt, keepPrevious: way.keepPrevious }
      : undefined
  const fates = fatesOf(listing, record, destination, history)
  // A list that lags does not show the new one.
  const active = activeOfUser(listing, record.user) + (listing.some(({ id }) => id === record.id) ? 0 : 1)
  return { fates, gap, active, written: known }
}

/** Why it can't be told what is to become of our other tokens; undefined where it can. */
const gapIn = (
  listing: readonly TokenRecord[] | ActionError,
  written: Written | ActionError | undefined,
  listedAt: Date | undefined
): Proof['gap'] => {
  if (listing instanceof ActionError) return { code: listing.code, why: sentence(listing) }
  if (written === undefined) return undefined
  if (written instanceof ActionError) return { code: written.code, why: sentence(written) }
  if (written === 'untold') return { code: 'github-refused', why: 'GitHub does not say when the secret was last written.' }
  if (listedAt === undefined) return { code: 'github-refused', why: 'GitHub’s answers do not tell the time (Date).' }
  return undefined
}
