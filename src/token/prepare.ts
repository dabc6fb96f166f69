import { ActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { GitHub } from '../github/client.ts'
import { isPerSandbox, locationFor } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import { createSecretOpener } from '../github/writable-secret.ts'
import type { DeliverySettings, Settings } from '../inputs/settings.ts'
import { stoppingWith, type World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { checkSignIn, checkVault } from '../vault/sign-in.ts'
import { reportUnusedCurrent } from './current.ts'
import { hashDestination, outputDestination } from './rotation.ts'
import { findSandboxes } from './sandbox.ts'
import type { Delivery, Pending, TokenOrigin, TokenTask } from './token.ts'

/** The session of the main step, as the tokens need it. */
export interface TokenSession {
  /** The Vault without a credential, for its clock and its versions. */
  vault: Vault
  /** Throws what `signIn` throws. */
  signedIn: Promise<Vault>
  /** Ends the session that was opened, if any, at the first call. Never throws. */
  end(): Promise<unknown>
}

/** What preparation finds out for a task. */
export type Prepared = Pick<TokenTask, 'vault' | 'origin' | 'waitedMs' | 'delivery' | 'destination'>

/** The Vaults of the tokens, as far as the inputs tell; empty if only Vault's list of sandboxes does. */
export function originsByInputs({ target }: Settings, vault: Vault): TokenOrigin[] {
  const { site } = vault
  if (target.is === 'vault') {
    return [{ displayName: site.host, sandboxName: '', vaultId: '', site }]
  }
  if (target.selection.is === 'every') return []
  const own = target.dns === undefined ? undefined : vault.at(target.dns).site
  return target.selection.names.map(name => {
    return { displayName: name, sandboxName: name, vaultId: '', site: own }
  })
}

/**
 * Gets everything that has to be there before anything is generated, at the same time: the Vault, signed in to, with its sandboxes,
 * and the locations of the secrets. What fails for all tokens ends all waiting.
 * @throws ActionError if it fails for all
 */
export async function prepareTokens(
  settings: Settings,
  session: TokenSession,
  world: World
): Promise<Pending<Prepared>[]> {
  const { target, signIn } = settings
  const giveUp = new AbortController()
  const stoppable = stoppingWith(world, giveUp.signal)
  const known = originsByInputs(settings, session.vault)
  const deliveries = openDeliveries(settings.delivery, known, stoppable)
  // A token or session that was given may be of another Vault; that is checked at the same time as the next call.
  const isGiven = signIn.by === 'access-token' || signIn.by === 'session-id'
  const signedIn = session.signedIn.then(vault => (isGiven ? checkVault(vault) : undefined))
  const shared = Promise.all([signedIn, deliveries.shared])
  shared.catch(() => giveUp.abort())
  /** The cause comes first: a credential of another Vault, or what is shared and has ended the waiting. */
  async function rethrow(thrown: unknown): Promise<never> {
    await shared
    throw thrown
  }
  const vault = await session.signedIn
  const began = world.clock.elapsed()
  const wanted =
    target.is === 'vault'
      ? known.map(origin => ({ origin, ready: () => checkOwnVault(origin, settings, vault) }))
      : await findSandboxes(known, { target, settings, vault, world: stoppable, began }).catch(
          rethrow
        )
  checkDeliveries(settings.delivery, wanted, world)

  async function prepare({
    origin: { sandboxName },
    ready
  }: Pending<TokenOrigin>): Promise<Prepared> {
    // By the name that the inputs have: the one in Vault may have white space at its ends.
    const all = Promise.all([ready(), deliveries.get(sandboxName), shared])
    const [origin] = await all.catch(rethrow)
    const waitedMs = world.clock.elapsed() - began
    const delivery = await deliveries.get(sandboxName)
    const isOutput = delivery.to === 'output'
    const canonical = isOutput ? outputDestination(world.run) : delivery.secret.destination
    return { vault, origin, waitedMs, delivery, destination: hashDestination(canonical) }
  }
  return wanted.map(one => ({ origin: one.origin, ready: () => prepare(one) }))
}

/**
 * Generating proves the sign-in by itself. But if nothing was asked of this Vault yet, its time is not known, by which the token is
 * named: with the clock of a runner that is behind, an overlapping run would take it for the oldest.
 */
async function checkOwnVault(
  origin: TokenOrigin,
  { dryRun, signIn }: Settings,
  vault: Vault
): Promise<TokenOrigin> {
  if (dryRun || signIn.by !== 'password') await checkSignIn(vault)
  return origin
}

/**
 * Begins to ask for what deliveries need: the location of all secrets, or the environments of the sandboxes.
 * @param known what the inputs say of the tokens
 * @returns what all deliveries need, as a promise that may reject, and a function that gets everything for the delivery to one
 * sandbox (empty with `target: vault`); what GitHub said more than 5 minutes ago is asked again
 */
function openDeliveries(settings: DeliverySettings, known: TokenOrigin[], world: World) {
  if (settings.to === 'output') return { shared: undefined, get: async () => settings }
  const { location, nameTemplate, apiUrl, githubToken, visibility } = settings
  const openLocation = createSecretOpener(new GitHub(apiUrl, githubToken, world), visibility)
  const isSeparate = isPerSandbox(location)
  const sandboxNames = known.map(({ sandboxName }) => sandboxName)
  const names = sandboxNames.map(sandboxName => secretNameFor(nameTemplate, sandboxName))
  const open = (sandboxName: string) =>
    openLocation(locationFor(location, sandboxName), isSeparate ? [] : names)
  const opening = Promise.all((isSeparate ? sandboxNames : ['']).map(open))
  // It is awaited later, or one by one; until then a failure must not count as unhandled.
  opening.catch(() => {})
  const get = async (sandboxName: string): Promise<Delivery> => {
    const name = secretNameFor(nameTemplate, sandboxName)
    const problem = secretNameProblem(name)
    if (problem !== undefined) {
      throw new ActionError(
        'input',
        `\`secret-name\` cannot be "${name}": ${problem}.`,
        'Exclude the sandbox with a line `!NAME` in `sandbox-name`, or change `secret-name`.'
      )
    }
    const secretNamed = await open(sandboxName)
    return { ...settings, secret: await secretNamed(name) }
  }
  return { shared: isSeparate ? undefined : opening, get }
}

/** More writes than this in one run would exceed GitHub's limit of an hour ("Best practices for using the REST API"). */
const MOST_WRITES = 500

/** Checks all deliveries together, now that it is known what `*` stands for. Throws ActionError. */
function checkDeliveries(
  settings: DeliverySettings,
  wanted: Pending<TokenOrigin>[],
  world: World
): void {
  if (settings.to === 'output') return
  const { nameTemplate, location, currentTokens } = settings
  if (wanted.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `\`sandbox-name\` stands for ${wanted.length} sandboxes, but GitHub allows ${MOST_WRITES} secrets to be written in an hour.`,
      'Nothing was generated. Split the sandboxes over several runs.'
    )
  }
  const secrets = wanted.map(({ origin: { sandboxName } }) => {
    const name = secretNameFor(nameTemplate, sandboxName)
    return { name, location: locationFor(location, sandboxName), sandboxName }
  })
  const collision = findCollision(secrets)
  if (collision !== undefined) {
    const names = collision.sandboxNames.map(name => `"${world.runner.quote(name)}"`)
    throw new ActionError(
      'input',
      `\`secret-name\`: the sandboxes ${joinWithAnd(names)} would both be stored as ${collision.name}.`,
      'Nothing was generated. Exclude one with a line `!NAME` in `sandbox-name`, or store it in a step of its own.'
    )
  }
  const names = secrets.map(({ name }) => name)
  reportUnusedCurrent(currentTokens, names, world)
}
