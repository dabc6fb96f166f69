import { ActionError, asActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { describeTimeLeft, type Expires, expiryFrom, formatInstant } from '../core/time.ts'
import { isPerSandbox } from '../github/locations.ts'
import type { Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { Vault } from '../vault/client.ts'
import { findHolder, type OwnRecord, parseName } from './rotation.ts'
import { type Survey, takeSurvey } from './survey.ts'
import {
  describeExpiry,
  describeTokens,
  type SecretDelivery,
  type Token,
  type TokenResult,
  type TokenTask
} from './token.ts'

/** What is to be done about the token that the secret holds. */
export type CurrentCheck = {
  /** What the token has shown; undefined if it does not work. */
  survey: Survey | undefined
} & (
  | { is: 'kept'; result: Extract<TokenResult, { is: 'kept' }> }
  /** `why` is a part of a sentence. */
  | { is: 'renewed'; why: string }
)

/**
 * Checks whether the token that the secret holds can be kept, by asking its own Vault with it.
 * @returns undefined if there is none, or its Vault is not to be contacted
 * @throws ActionError if Vault or GitHub can't be asked: that is never a reason to renew
 */
export async function checkCurrent(task: TokenTask): Promise<CurrentCheck | undefined> {
  const { delivery, origin, settings, destination, world } = task
  if (delivery.to === 'output' || delivery.current.is !== 'given') return undefined
  if (origin.site === undefined || !settings.verify) return undefined
  const { secret, renewBeforeSeconds } = delivery
  const { value } = delivery.current
  const own = new Vault(origin.site, world).as(value)
  // That Vault lists tokens with it proves that the token works.
  const survey = await takeSurvey(own, delivery).catch(whereRefused)
  if (survey === undefined) {
    return { is: 'renewed', why: `${origin.site.host} refuses it`, survey }
  }
  const { listing, written } = survey
  if (written instanceof ActionError) throw written
  const record = findHolder(listing.records, listing.userId, destination, written)
  if (record === undefined) return { is: 'renewed', why: whyUnknown(written), survey }

  warnOfLongRenewBefore(record, renewBeforeSeconds, world)
  const why =
    reasonToRenew(record, settings, renewBeforeSeconds, own.now()) ??
    ((await secret.hasOtherVisibility())
      ? '`secret-visibility` differs from that of the secret'
      : undefined)
  if (why !== undefined) return { is: 'renewed', why, survey }
  const { id, name, expiry } = record
  const token = { origin, name, id, value, expiry, executionId: '' }
  return { is: 'kept', result: { is: 'kept', token, secret }, survey }
}

function whereRefused(thrown: unknown): undefined {
  const error = asActionError(thrown)
  if (error.code !== 'vault-session' && error.code !== 'vault-permission') throw error
}

function whyUnknown(written: Survey['written']): string {
  if (written === 'never') return 'GitHub does not have the secret'
  return written instanceof Date
    ? 'this action made no token when the secret was last written, so perhaps it was written by hand'
    : 'GitHub does not say when the secret was last written, which is needed to find its record'
}

/** A part of a record: when its token was made (Unix seconds), and its expiry (undefined: never). */
export type Lifetime = Pick<OwnRecord, 'made' | 'expiry'>

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
  const asked = expiryFrom(expires, now)
  const isShorter = asked !== undefined && msBetween(asked, token.expiry) > SAME_EXPIRY_MS
  if (isExpiresGiven && isShorter) {
    return `it ${describeExpiry(token.expiry)}, and \`expires\` asks for less`
  }
  if (msBetween(now, token.expiry) > renewBeforeMs(token, renewBeforeSeconds)) return undefined
  // A new token would expire at the same instant, so that each run would renew.
  if (expires.is === 'at' && !asksForLonger(token, expires)) return undefined
  return `it expires ${describeTimeLeft(token.expiry, now)}`
}

/** How long before its expiry a token is renewed. Its real lifetime counts: a security profile may allow less than was asked for. */
function renewBeforeMs(token: Lifetime, askedSeconds: number | undefined): number {
  const lifetimeMs = msBetween(new Date(token.made * 1000), token.expiry)
  return askedSeconds === undefined
    ? Math.min(DEFAULT_RENEW_BEFORE_MS, lifetimeMs / 3)
    : Math.min(askedSeconds * 1000, (lifetimeMs * 2) / 3)
}

/** Milliseconds; without an end, infinitely many. */
function msBetween(from: Date, to: Date | undefined): number {
  return to === undefined ? Number.POSITIVE_INFINITY : to.getTime() - from.getTime()
}

function warnOfLongRenewBefore(
  record: OwnRecord,
  askedSeconds: number | undefined,
  world: World
): void {
  if ((askedSeconds ?? 0) * 1000 <= renewBeforeMs(record, askedSeconds)) return
  world.runner.warning(
    'current-token',
    `\`renew-before\` is longer than two thirds of the lifetime of the current token ${describeTokens([record], world)}, which was made ${formatInstant(new Date(record.made * 1000))} and ${describeExpiry(record.expiry)}. It counts as two thirds, because otherwise every run would renew the token: give a shorter \`renew-before\`, or a longer \`expires\` if Vault allows it.`
  )
}

/** Whether a new token with the same lifetime that was asked for would live longer than this one was made for. */
function asksForLonger(token: Lifetime, expires: Expires): boolean {
  if (token.expiry === undefined) return false
  const asked = expiryFrom(expires, new Date(token.made * 1000))
  return msBetween(token.expiry, asked) > SAME_EXPIRY_MS
}

/**
 * Says what the inputs ask for that a token is not, and that does not renew it.
 * @returns parts of a sentence
 */
export function keptDifferences(
  { name, expiry }: { name: string; expiry: Date | undefined },
  { expires, isExpiresGiven, label }: Wanted
): string[] {
  const parts = parseName(name)
  const differences: string[] = []
  if (isExpiresGiven && asksForLonger({ made: parts?.made ?? 0, expiry }, expires)) {
    differences.push('a longer `expires`')
  }
  if (parts?.label !== label) differences.push('another `token-name`')
  return differences
}

/** Tells that the current token is kept, and what the inputs ask for that it is not. */
export function reportKept(token: Token, { settings, world }: TokenTask): void {
  const differences = keptDifferences(token, settings)
  const note =
    differences.length === 0
      ? ''
      : ` The inputs ask for ${joinWithAnd(differences)}; that alone does not renew it.`
  world.runner.info(
    `Kept the current token ${describeTokens([token], world)} for ${token.origin.displayName}; it ${describeExpiry(token.expiry)}.${note}`
  )
}

/** Tells once which secrets every run renews because `current-token` does not say what they contain, and what would keep them. */
export function reportMissingCurrent(
  deliveries: SecretDelivery[],
  { delivery }: Settings,
  { runner }: World
): void {
  const namesOf = (areEmpty: boolean) => {
    const some = deliveries.filter(({ current }) => (current.is === 'empty-line') === areEmpty)
    return joinWithAnd([...new Set(some.map(({ secret }) => secret.name))])
  }
  const empty = namesOf(true)
  if (empty !== '') {
    runner.warning(
      'current-token',
      `\`current-token\` has no value for ${empty}, although GitHub has the secret, so every run renews it. Check the name behind \`secrets.\`; an environment’s secrets are there only for a job that names the environment, and a run from a fork or by Dependabot has none.`
    )
  }
  const others = namesOf(false)
  if (others === '') return
  const isSeparate = delivery.to === 'secret' && isPerSandbox(delivery.location)
  const remedy = isSeparate
    ? 'use a matrix with one job for each sandbox, whose `environment` is named after the sandbox, and set `current-token` to the secret'
    : 'set `current-token` to the secret; for several secrets, with one line NAME=VALUE for each'
  runner.info(
    `\`current-token\` was not given for ${others}, so every run renews. To keep a token while it works, ${remedy}.`
  )
}

/** Tells of lines of `current-token` that no secret of this run has: if one of its secrets has no line, they may be misspelt. */
export function reportUnusedCurrent(
  lines: Map<string, unknown>,
  names: string[],
  { runner }: World
): void {
  const unused = [...lines.keys()].filter(name => !names.includes(name))
  const missing = names.filter(name => !lines.has(name))
  if (unused.length === 0) return
  const text = `\`current-token\` has lines for ${joinWithAnd(unused)}, which this run does not write`
  if (missing.length === 0) {
    runner.info(`${text}.`)
    return
  }
  runner.warning(
    'current-token',
    `${text}, and none for ${joinWithAnd(missing)}, so every run renews. Name each line after its secret.`
  )
}
