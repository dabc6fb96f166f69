import { ActionError, asActionError } from '../core/errors.ts'
import { formatExpiry } from '../core/time.ts'
import { stoppingWith } from '../net/world.ts'
import { Vault } from '../vault/client.ts'
import { readToken, type TokenRecord } from '../vault/token-records.ts'
import { deleteAgain, USABLE_WITHIN_MS } from './delete.ts'
import type { NewToken } from './generate.ts'
import { type Survey, takeSurvey } from './survey.ts'
import { describeExpiry, type TokenTask } from './token.ts'

/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE_MS = 60_000
const NEVER_MS = 8.64e15

/** What the record of a new token has to say. */
export interface ExpectedToken {
  id: string
  name: string
  /** The Vault that the token has to work on; empty if its id is not known. */
  vaultId: string
  /** What was asked for; undefined: never. */
  expiry: Date | undefined
}

/** Whether a token may be delivered. `why` and `warning`, which may be empty, are parts of a sentence. */
export type Judgement =
  | { is: 'good'; record: TokenRecord; warning: string }
  | { is: 'bad'; why: string }

/**
 * Judges the record of a new token. A shorter lifetime than was asked for is a warning.
 * @param respondedBy the id of the Vault that responded; empty if it does not say
 */
export function judgeRecord(
  record: TokenRecord | undefined,
  respondedBy: string,
  expected: ExpectedToken
): Judgement {
  const { id, name, vaultId, expiry } = expected
  const bad = (why: string): Judgement => ({ is: 'bad', why })
  if (vaultId !== '' && respondedBy !== '' && respondedBy !== vaultId) {
    return bad(`Vault ${respondedBy} responded, not Vault ${vaultId}`)
  }
  if (record === undefined || record.id !== id) return bad('its record does not exist')
  // A name that Vault changed could not be recognised as ours later, and each rotation would leave one more token.
  if (record.name !== name) return bad('its record has another name than the one that was sent')
  if (!record.isActive) return bad('its record is not active')

  const laterMs = (record.expiry?.getTime() ?? NEVER_MS) - (expiry?.getTime() ?? NEVER_MS)
  const found = describeExpiry(record.expiry)
  const asked = `\`expires\` asks for ${formatExpiry(expiry) || 'never'}`
  if (laterMs > TOLERANCE_MS) return bad(`it ${found}, but ${asked}`)
  const warning = laterMs < -TOLERANCE_MS ? `${found}, although ${asked}` : ''
  return { is: 'good', record, warning }
}

/** What the verification of a new token has shown. */
export interface Verification {
  /** The token's own Vault, addressed with it. */
  own: Vault
  record: TokenRecord
  survey: Survey | ActionError
}

/**
 * Verifies a new token on its own Vault, with itself, and takes the survey for the cleanup at the same time. A token that does not
 * work yet is retried for up to 30 seconds; one that is not as it should be is deleted.
 * @returns undefined if the token's own Vault is not contacted
 * @throws ActionError, `token-unverified` if the token is not what was asked for
 */
export async function verify(made: NewToken, task: TokenTask): Promise<Verification | undefined> {
  const { world } = task
  const { origin, value } = made.token
  if (origin.site === undefined) return undefined
  const own = new Vault(origin.site, world).as(value)
  const giveUp = new AbortController()
  const beside = new Vault(origin.site, stoppingWith(world, giveUp.signal)).as(value)
  const surveying = takeSurvey(beside.patient(USABLE_WITHIN_MS), task.delivery).catch(asActionError)
  try {
    const record = await verifyRecord(own.patient(USABLE_WITHIN_MS), made, task)
    return { own, record, survey: await surveying }
  } catch (thrown) {
    giveUp.abort()
    // A run that is stopping leaves the token to the post step.
    if (world.stopping.aborted) throw thrown
    throw await deleteAgain(asActionError(thrown), made.token, USABLE_WITHIN_MS, task)
  }
}

async function verifyRecord(vault: Vault, made: NewToken, task: TokenTask): Promise<TokenRecord> {
  const { id, name, origin } = made.token
  const failure = (problem: string, hint: string) =>
    new ActionError(
      'token-unverified',
      `Could not verify the new token on ${vault.site.host}: ${problem}.`,
      hint
    )
  const { record, vaultId } = await readToken(vault, id).catch(thrown => {
    const error = asActionError(thrown)
    if (error.code !== 'vault-session') throw error
    throw failure(
      `Vault still does not accept it after ${USABLE_WITHIN_MS / 1000} seconds`,
      'Check that the user is active there and may use the API, and run again.'
    )
  })
  // With `target: vault` the Vault that made the token is its own.
  const isOwn = task.settings.target.is === 'vault'
  const expected = { ...made.token, vaultId: isOwn ? made.madeBy : origin.vaultId }
  const judgement = judgeRecord(record, vaultId, expected)
  if (judgement.is === 'bad') {
    throw failure(judgement.why, 'Check the sandbox and the security profile of the user.')
  }
  if (judgement.warning !== '') {
    task.world.runner.warning(
      'token-unverified',
      `The token "${name}" ${judgement.warning}: the security profile of the user allows no longer lifetime. Give an \`expires\` that it allows.`
    )
  }
  return judgement.record
}
