import { asActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { describeTimeLeft, type Expires, expiryFrom, formatInstant } from '../core/time.ts'
import { isPerSandbox } from '../github/locations.ts'
import type { LastWritten, WritableSecret } from '../github/writable-secret.ts'
import type { Settings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { Vault } from '../vault/client.ts'
import { listTokens, type TokenListing } from '../vault/token-records.ts'
import type { Snapshot } from './limit.ts'
import { findHolder, type OwnRecord, parseName } from './rotation.ts'
import { describeExpiry, describeToken, type SecretDelivery, type TokenTask } from './token.ts'

/** What is to be done about the token that the secret holds. `why` is a part of a sentence; `snapshot` is missing if the token does not work. */
export type CurrentCheck =
  | { is: 'none' }
  | { is: 'keep'; record: OwnRecord; snapshot: Snapshot; delivery: SecretDelivery }
  | { is: 'renew'; why: string; snapshot: Snapshot | undefined }

/**
 * Checks whether the token that the secret holds can be kept, by asking its own Vault with it, and GitHub at the same time.
 * @returns `none` if there is none, or its Vault is not to be contacted
 * @throws ActionError if Vault or GitHub can't be asked: that is never a reason to renew
 */
export async function checkCurrent(task: TokenTask): Promise<CurrentCheck> {
  const { delivery, origin, settings, destination, world } = task
  if (delivery.to === 'output' || delivery.current.is !== 'given') return { is: 'none' }
  if (origin.site === undefined || !settings.verify) return { is: 'none' }
  const { secret } = delivery
  const own = new Vault(origin.site, world).as(delivery.current.value)
  const [listing, written] = await Promise.all([listUnlessRefused(own), secret.lastWritten()])
  if (listing === undefined) {
    return { is: 'renew', why: `${origin.site.host} refuses it`, snapshot: undefined }
  }
  const snapshot = { listing, written }
  const record = findHolder(listing.records, listing.userId, destination, written)
  if (record === undefined) return { is: 'renew', why: whyUnknown(written, secret), snapshot }
  const policy = policyOf(settings, delivery)
  warnOfLongRenewBefore(record, policy, world)
  const why = reasonToRenew(record, policy, own.now())
  if (why !== undefined) return { is: 'renew', why, snapshot }
  if (await secret.hasOtherVisibility()) {
    return { is: 'renew', why: 'secret-visibility asks for other repositories', snapshot }
  }
  return { is: 'keep', record, snapshot, delivery }
}

/** That Vault lists tokens with it proves that a token works. Returns undefined if Vault itself says that it does not. */
async function listUnlessRefused(vault: Vault): Promise<TokenListing | undefined> {
  try {
    return await listTokens(vault)
  } catch (thrown) {
    const error = asActionError(thrown)
    if (error.code === 'vault-session' || error.code === 'vault-permission') return undefined
    throw error
  }
}

function whyUnknown(written: LastWritten, secret: WritableSecret): string {
  if (written === 'never') return `GitHub does not have ${secret.displayName}`
  if (written === 'unknown') {
    return 'GitHub does not say when the secret was last written, which is needed to find its record'
  }
  return 'this action made no token when the secret was last written, so perhaps it was written by hand'
}

/** What the inputs say of when a token is renewed. */
export interface RenewalPolicy {
  label: string
  expires: Expires
  isExpiresGiven: boolean
  renewBeforeSeconds: number | undefined
}

function policyOf(settings: Settings, { renewBeforeSeconds }: SecretDelivery): RenewalPolicy {
  const { label, expires, isExpiresGiven } = settings
  return { label, expires, isExpiresGiven, renewBeforeSeconds }
}

/** A part of a record: when its token was made (Unix seconds), and its expiry (undefined: never). */
export type Lifetime = Pick<OwnRecord, 'made' | 'expiry'>

const DEFAULT_RENEW_BEFORE_MS = 7 * 86_400_000
/** What counts as another expiry than the token has: Vault's clock, and ours, may differ a little. */
const EXPIRY_TOLERANCE_MS = 5 * 60_000

/**
 * Says why a token that works is renewed all the same. Only what a new token would change is a reason, so that no run renews
 * what the run before has just renewed.
 * @param now by the clock of the token's own Vault
 * @returns a part of a sentence; undefined to keep it
 */
export function reasonToRenew(
  token: Lifetime,
  policy: RenewalPolicy,
  now: Date
): string | undefined {
  const asked = policy.isExpiresGiven ? expiryFrom(policy.expires, now) : undefined
  const { expiry } = token
  if (asked !== undefined && msBetween(asked, expiry) > EXPIRY_TOLERANCE_MS) {
    return `it ${describeExpiry(expiry)}, and \`expires\` asks for less`
  }
  if (expiry === undefined || msBetween(now, expiry) > renewBeforeMs(token, policy))
    return undefined
  const { expires } = policy
  const isNoLonger =
    expires.is === 'at' && msBetween(expiry, expires.instant) <= EXPIRY_TOLERANCE_MS
  return isNoLonger ? undefined : `it expires ${describeTimeLeft(expiry, now)}`
}

/** How long before its expiry a token is renewed. Its real lifetime counts: a security profile may allow less than was asked for. */
function renewBeforeMs(token: Lifetime, { renewBeforeSeconds }: RenewalPolicy): number {
  const lifetimeMs = realLifetimeMs(token)
  return renewBeforeSeconds === undefined
    ? Math.min(DEFAULT_RENEW_BEFORE_MS, lifetimeMs / 3)
    : Math.min(renewBeforeSeconds * 1000, (lifetimeMs * 2) / 3)
}

function realLifetimeMs({ made, expiry }: Lifetime): number {
  return msBetween(new Date(made * 1000), expiry)
}

/** Milliseconds; without an end, infinitely many. */
function msBetween(from: Date, to: Date | undefined): number {
  return to === undefined ? Number.POSITIVE_INFINITY : to.getTime() - from.getTime()
}

function warnOfLongRenewBefore(record: OwnRecord, policy: RenewalPolicy, world: World): void {
  const askedMs = (policy.renewBeforeSeconds ?? 0) * 1000
  if (askedMs <= renewBeforeMs(record, policy) || policy.renewBeforeSeconds === undefined) return
  const made = formatInstant(new Date(record.made * 1000))
  world.runner.warning(
    'current-token',
    `\`renew-before\` is longer than two thirds of the lifetime of the current token ${describeToken(record, world)}, which was made ${made} and ${describeExpiry(record.expiry)}. It counts as two thirds, because otherwise every run would renew it: give a shorter \`renew-before\`, or a longer \`expires\` if Vault allows it.`
  )
}

/**
 * Says what the inputs ask for that the current token is not, and that does not renew it.
 * @returns parts of a sentence
 */
export function keptDifferences(record: OwnRecord, policy: RenewalPolicy): string[] {
  const { expires, isExpiresGiven, label } = policy
  const differences: string[] = []
  const isOtherLabel = parseName(record.name)?.label !== label
  if (isOtherLabel) differences.push('`token-name` is another one')
  const isLonger = isExpiresGiven && asksForLonger(record, expires)
  if (isLonger) differences.push('`expires` asks for a longer lifetime')
  return differences
}

function asksForLonger(token: Lifetime, expires: Expires): boolean {
  if (token.expiry === undefined) return false
  if (expires.is === 'never') return true
  const made = new Date(token.made * 1000)
  return msBetween(token.expiry, expiryFrom(expires, made)) > EXPIRY_TOLERANCE_MS
}

/** Tells that the current token is kept, and what the inputs ask for that it is not. */
export function reportKept(record: OwnRecord, delivery: SecretDelivery, task: TokenTask): void {
  const { origin, settings, world } = task
  const token = describeToken(record, world)
  world.runner.info(
    `Kept the current token ${token} for ${origin.displayName}; it ${describeExpiry(record.expiry)}.`
  )
  const differences = keptDifferences(record, policyOf(settings, delivery))
  if (differences.length === 0) return
  world.runner.info(
    `The current token ${token} differs from the inputs (${joinWithAnd(differences)}). That does not renew it; the next renewal takes it into account.`
  )
}

/** Tells once which secrets every run renews because `current-token` does not say what they contain, and what would keep them. */
export function reportMissingCurrent(
  deliveries: SecretDelivery[],
  settings: Settings,
  { runner }: World
): void {
  const namesOf = (some: SecretDelivery[]) => joinWithAnd(some.map(({ secret }) => secret.name))
  const empty = deliveries.filter(({ current }) => current.is === 'empty-line')
  if (empty.length > 0) {
    runner.warning(
      'current-token',
      `\`current-token\` has no value for ${namesOf(empty)}, although GitHub has the secret, so every run renews it. Check the name in \`\${{ secrets.NAME }}\`. The secrets of an environment are only there for a job that names the environment; a run from a fork or by Dependabot has none.`
    )
  }
  const others = deliveries.filter(({ current }) => current.is !== 'empty-line')
  if (others.length === 0) return
  const { delivery } = settings
  const needsMatrix = delivery.to === 'secret' && isPerSandbox(delivery.location)
  const remedy = needsMatrix
    ? 'To keep tokens while they work, use a matrix with one job for each sandbox, whose `environment` is named after the sandbox, and set `current-token: ${{ secrets.NAME }}`.'
    : 'To keep a token while it works, set `current-token` to `${{ secrets.NAME }}`; for several secrets, one line `NAME=${{ secrets.NAME }}` each.'
  const names = joinWithAnd([...new Set(others.map(({ secret }) => secret.name))])
  runner.info(`\`current-token\` was not given for ${names}, so every run renews. ${remedy}`)
}

/** Tells of lines of `current-token` that no secret of this run has: they are misspelt if one of its secrets has no line. */
export function reportUnusedCurrent(
  current: Map<string, unknown>,
  names: string[],
  { runner }: World
): void {
  const unused = [...current.keys()].filter(name => !names.includes(name))
  if (unused.length === 0) return
  const missing = names.filter(name => !current.has(name))
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
