import { ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { type Expires, expiryFrom } from '../core/time.ts'
import type { Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { takeSurvey } from './generate.ts'
import { expiryMs, findHolders, isLater, type OwnRecord, type Survey } from './rotation.ts'
import { describeExpiry, type Token, type TokenResult, type TokenTask, vaultOf } from './token.ts'

/** What is to be done about the token that the secret holds. */
export interface CurrentCheck {
  /** What the token has shown; undefined if it does not work. */
  survey: Survey | undefined
  /** The token, if it is kept. */
  kept?: Token
  /** Why it is renewed, or what the inputs ask for that does not renew it, as a part of a sentence. */
  why: string
}

/**
 * Checks whether the token that the secret holds can be kept, by asking its own Vault with it.
 * @returns undefined if there is none, or its Vault is not to be contacted
 * @throws ActionError if Vault or GitHub can't be asked: that is never a reason to renew
 */
export async function checkCurrent(task: TokenTask): Promise<CurrentCheck | undefined> {
  const { delivery, origin, settings, destination, world } = task
  if (delivery.to === 'output' || !settings.verify) return undefined
  const { secret, currentTokens, renewBeforeSeconds } = delivery
  const value = currentTokens.get(secret.name)
  const own = value && vaultOf(origin, value, world)
  if (value === undefined || own === undefined) return undefined
  // That Vault lists tokens with it proves that the token works.
  const survey = await takeSurvey(own, delivery).catch(undefinedIfRefused)
  if (survey === undefined) return { survey, why: `${own.site.host} rejects it` }
  const { written } = survey
  if (written instanceof ActionError) throw written
  // If Vault does not say whose token it is, the times tell.
  const record = findHolders(survey, destination).find(({ userId }) =>
    [userId, ''].includes(survey.userId)
  )
  if (record === undefined) return { survey, why: whyUnknown(written) }

  warnOfLongRenewBefore(record, renewBeforeSeconds, world)
  let why = reasonToRenew(record, settings, renewBeforeSeconds, own.now())
  if (why === undefined && (await secret.hasOtherVisibility())) {
    why = '`secret-visibility` differs from that of the secret'
  }
  if (why !== undefined) return { survey, why }
  const { id, name, expiry } = record
  const kept = { origin, name, id, value, expiry, executionId: '' }
  return { survey, kept, why: keptDifferences(record, settings) }
}

/** How Vault refuses a token that is dead, or whose user is inactive. */
const REFUSES_TOKEN: ErrorCode[] = ['vault-session', 'vault-login', 'vault-permission']

function undefinedIfRefused(thrown: unknown): undefined {
  const error = asActionError(thrown)
  if (!REFUSES_TOKEN.includes(error.code)) throw error
}

function whyUnknown(written: Survey['written']): string {
  return written === 'never'
    ? 'GitHub does not have the secret'
    : 'this action generated no token when the secret was last written, so it was probably written by hand'
}

const DEFAULT_RENEW_BEFORE_MS = 7 * 86_400_000
/** Two expiries that are not further apart count as the same. */
const SAME_EXPIRY_MS = 5 * 60_000

/**
 * Says why a token that works is renewed all the same, as a part of a sentence; undefined to keep it. Only what a new token would
 * change is a reason, so that no run renews what the run before has just renewed.
 */
export function reasonToRenew(
  record: OwnRecord,
  { expires, isExpiresGiven }: Settings,
  renewBeforeSeconds: number | undefined,
  now: Date
): string | undefined {
  const { expiry } = record
  if (isExpiresGiven && isLater(expiry, expiryFrom(expires, now), SAME_EXPIRY_MS)) {
    return `it ${describeExpiry(expiry)}, and \`expires\` asks for less`
  }
  const leftMs = expiryMs(expiry) - now.getTime()
  if (leftMs > renewBeforeMs(record, renewBeforeSeconds)) return undefined
  // A new token would expire at the same instant, so that each run would renew.
  if (expires.is === 'at' && !asksForLonger(record, expires)) return undefined
  return `it ${describeExpiry(expiry)}`
}

/** How long before its expiry a token is renewed. Its real lifetime counts: a security profile may allow less than was asked for. */
function renewBeforeMs({ madeMs, expiry }: OwnRecord, askedSeconds: number | undefined): number {
  const lifetimeMs = expiryMs(expiry) - madeMs
  return askedSeconds === undefined
    ? Math.min(DEFAULT_RENEW_BEFORE_MS, lifetimeMs / 3)
    : Math.min(askedSeconds * 1000, (lifetimeMs * 2) / 3)
}

function warnOfLongRenewBefore(record: OwnRecord, askedSeconds = 0, { runner }: World): void {
  if (askedSeconds * 1000 <= renewBeforeMs(record, askedSeconds)) return
  runner.warning(
    'current-token',
    `\`renew-before\` is longer than two thirds of the lifetime of the current token, which ${describeExpiry(record.expiry)}. It counts as two thirds, because otherwise every run would renew the token: set a shorter \`renew-before\`, or a longer \`expires\` if Vault allows it.`
  )
}

/** Whether a new token with the same lifetime that was asked for would live longer than this one was made for. */
function asksForLonger({ madeMs, expiry }: OwnRecord, expires: Expires): boolean {
  return isLater(expiryFrom(expires, new Date(madeMs)), expiry, SAME_EXPIRY_MS)
}

/** Says what the inputs ask for that a token is not, and that does not renew it, as a part of a sentence. */
export function keptDifferences(record: OwnRecord, { expires, isExpiresGiven, label }: Settings) {
  const isShorter = isExpiresGiven && asksForLonger(record, expires)
  const isOther = isShorter || !record.name.startsWith(`${label} #`)
  return isOther ? 'a longer `expires` or another `token-name`' : ''
}

/** Tells, once for all secrets, which ones every run renews because `current-token` does not say what they contain. */
export function reportRenewals(results: TokenResult[], settings: Settings, { runner }: World) {
  const { delivery, verify } = settings
  if (delivery.to === 'output' || !verify) return
  const { currentTokens } = delivery
  const renewed = new Set<string>()
  for (const result of results) {
    if (result.is !== 'generated' || result.delivered.to === 'output') continue
    const { secret, status } = result.delivered
    const isUnknown = currentTokens.get(secret.name) === undefined
    if (status === 'updated' && isUnknown) renewed.add(secret.name)
  }
  if (renewed.size === 0) return
  const names = joinWithAnd([...renewed])
  const lines = joinWithAnd([...currentTokens.keys()])
  if (lines !== '') {
    runner.warning(
      'current-token',
      `\`current-token\` has no value for ${names}, although GitHub has the secret, so every run renews it. Its lines are for ${lines}: check these names, and the names after \`secrets.\`. The secrets of an environment are available only to a job that names it, and a run from a fork or by Dependabot has none.`
    )
    return
  }
  runner.info(
    `\`current-token\` was not set for ${names}, so every run generates a new token. To keep a token while it works, set \`current-token\` to \`\${{ secrets.NAME }}\`, or for several secrets to one line \`NAME=\${{ secrets.NAME }}\` for each; for environments, use a matrix with one job for each, which names its environment.`
  )
}
