import { ActionError, asActionError, type ErrorCode } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { type Expires, expiryFrom, formatInstant } from '../core/time.ts'
import { isPerSandbox } from '../github/locations.ts'
import type { Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import {
  expiryMs,
  findHolders,
  isLater,
  type OwnRecord,
  parseName,
  type Survey
} from './rotation.ts'
import {
  describeExpiry,
  describeTokens,
  type Token,
  type TokenResult,
  type TokenTask,
  vaultOf
} from './token.ts'
import { countTokens, takeSurvey, warnNearLimit } from './verify.ts'

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
  const { listing, written } = survey
  if (written instanceof ActionError) throw written
  // If Vault does not say whose token it is, the times tell.
  const record = findHolders(survey, destination).find(({ userId }) =>
    [userId, ''].includes(listing.userId)
  )
  if (record === undefined) return { survey, why: whyUnknown(written) }

  warnOfLongRenewBefore(record, renewBeforeSeconds, world)
  const why =
    reasonToRenew(record, settings, renewBeforeSeconds, own.now()) ??
    ((await secret.hasOtherVisibility())
      ? '`secret-visibility` differs from that of the secret'
      : undefined)
  if (why !== undefined) return { survey, why }
  warnNearLimit(countTokens(listing, listing.userId), own.site.host, world)
  const { id, name, expiry } = record
  const kept = { origin, name, id, value, expiry, executionId: '' }
  return { survey, kept, why: keptDifferences(record, settings) }
}

/** How Vault refuses a token that is dead, or whose user is inactive or may not use the API. */
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

/** A part of a record: its name, when it was made, and its expiry. */
export type Lifetime = Pick<OwnRecord, 'name' | 'madeMs' | 'expiry'>

/** What the inputs say of a new token. */
export type Wanted = Pick<Settings, 'expires' | 'isExpiresGiven' | 'label'>

const DEFAULT_RENEW_BEFORE_MS = 7 * 86_400_000
/** Two expiries that are not further apart count as the same. */
const SAME_EXPIRY_MS = 5 * 60_000

/**
 * Says why a token that works is renewed all the same. Only what a new token would change is a reason, so that no run renews
 * what the run before has just renewed.
 * @param now by the clock of the token's own Vault
 * @returns a part of a sentence; undefined to keep it
 */
export function reasonToRenew(
  token: Lifetime,
  { expires, isExpiresGiven }: Wanted,
  renewBeforeSeconds: number | undefined,
  now: Date
): string | undefined {
  const { expiry } = token
  if (isExpiresGiven && isLater(expiry, expiryFrom(expires, now), SAME_EXPIRY_MS)) {
    return `it ${describeExpiry(expiry)}, and \`expires\` asks for less`
  }
  const leftMs = expiryMs(expiry) - now.getTime()
  if (leftMs > renewBeforeMs(token, renewBeforeSeconds)) return undefined
  // A new token would expire at the same instant, so that each run would renew.
  if (expires.is === 'at' && !asksForLonger(token, expires)) return undefined
  return `it ${describeExpiry(expiry)}`
}

/** How long before its expiry a token is renewed. Its real lifetime counts: a security profile may allow less than was asked for. */
function renewBeforeMs({ madeMs, expiry }: Lifetime, askedSeconds: number | undefined): number {
  const lifetimeMs = expiryMs(expiry) - madeMs
  return askedSeconds === undefined
    ? Math.min(DEFAULT_RENEW_BEFORE_MS, lifetimeMs / 3)
    : Math.min(askedSeconds * 1000, (lifetimeMs * 2) / 3)
}

function warnOfLongRenewBefore(record: OwnRecord, askedSeconds = 0, world: World): void {
  if (askedSeconds * 1000 <= renewBeforeMs(record, askedSeconds)) return
  world.runner.warning(
    'current-token',
    `\`renew-before\` is longer than two thirds of the lifetime of the current token ${describeTokens([record], world)}, which was generated ${formatInstant(new Date(record.madeMs))} and ${describeExpiry(record.expiry)}. It counts as two thirds, because otherwise every run would renew the token: set a shorter \`renew-before\`, or a longer \`expires\` if Vault allows it.`
  )
}

/** Whether a new token with the same lifetime that was asked for would live longer than this one was made for. */
function asksForLonger({ madeMs, expiry }: Lifetime, expires: Expires): boolean {
  return isLater(expiryFrom(expires, new Date(madeMs)), expiry, SAME_EXPIRY_MS)
}

/** Says what the inputs ask for that a token is not, and that does not renew it, as a part of a sentence. */
export function keptDifferences(
  token: Lifetime,
  { expires, isExpiresGiven, label }: Wanted
): string {
  const differences: string[] = []
  if (isExpiresGiven && asksForLonger(token, expires)) differences.push('a longer `expires`')
  if (parseName(token.name)?.label !== label) differences.push('another `token-name`')
  return joinWithAnd(differences)
}

/** Tells once which secrets every run renews because `current-token` does not say what they contain, and what would keep them. */
export function reportMissingCurrent(
  results: TokenResult[],
  { delivery, verify }: Settings,
  { runner }: World
): void {
  if (delivery.to === 'output' || !verify) return
  const { currentTokens, location } = delivery
  const stored = results.flatMap(result =>
    result.is === 'generated' && result.delivered.to === 'secret' ? [result.delivered] : []
  )
  const updated = stored
    .filter(({ status }) => status === 'updated')
    .map(({ secret }) => secret.name)
  const renewed = [...new Set(updated)].filter(name => currentTokens.get(name) === undefined)
  const empty = joinWithAnd(renewed.filter(name => currentTokens.has(name)))
  if (empty !== '') {
    runner.warning(
      'current-token',
      `\`current-token\` has no value for ${empty}, although GitHub has the secret, so every run renews it. Check the name after \`secrets.\`. The secrets of an environment are available only to a job that names the environment, and a run from a fork or by Dependabot has none.`
    )
  }
  const others = joinWithAnd(renewed.filter(name => !currentTokens.has(name)))
  if (others === '') return
  const remedy = isPerSandbox(location)
    ? `use a matrix with one job for each sandbox, whose \`environment\` is named after the sandbox, and set \`current-token\` to \`\${{ secrets.NAME }}\``
    : `set \`current-token\` to \`\${{ secrets.NAME }}\`, or for several secrets to one line \`NAME=\${{ secrets.NAME }}\` for each`
  runner.info(
    `\`current-token\` was not set for ${others}, so every run generates a new token. To keep a token while it works, ${remedy}.`
  )
}

/** Warns of lines of `current-token` that no secret of this run has, if one of its secrets has no line: they may be misspelt. */
export function reportUnusedCurrent(
  lines: Map<string, unknown>,
  names: string[],
  { runner }: World
): void {
  const unused = [...lines.keys()].filter(name => !names.includes(name))
  const missing = names.filter(name => !lines.has(name))
  if (unused.length === 0 || missing.length === 0) return
  runner.warning(
    'current-token',
    `\`current-token\` has lines for ${joinWithAnd(unused)}, which this run does not write, and none for ${joinWithAnd(missing)}, so every run renews. Name each line after its secret.`
  )
}
