import pLimit from 'p-limit'
import { ActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { isPerSandbox, locationFor } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import { createSecretStore } from '../github/writable-secret.ts'
import type { DeliverySettings, SecretSettings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { reportUnusedCurrent } from './current.ts'
import { watchGitHubTime } from './github-time.ts'
import type { CurrentToken, Delivery, TokenOrigin } from './token.ts'

/** More writes than this in one run would exceed GitHub's limit of an hour ("Best practices for using the REST API"). */
const MOST_WRITES = 500
/** How many environments are opened at the same time. */
const AT_ONCE = 10

/** How the tokens of one run are delivered, by the names of their sandboxes (empty with `target: vault`). */
export interface Deliveries {
  /** What all of them need, already asked for; undefined if there is nothing of that kind. */
  shared: Promise<unknown> | undefined
  /** Makes sure that a token can be delivered, while its sandbox is still waited for. Throws ActionError. */
  check(sandboxName: string): Promise<void>
  /** Gets everything for a delivery; what GitHub said too long ago is asked again. Throws ActionError. */
  get(sandboxName: string): Promise<Delivery>
}

/**
 * Begins to ask for what deliveries need: the location of all secrets, or the environments of the sandboxes.
 * @param known what the inputs say of the tokens
 */
export function openDeliveries(
  settings: DeliverySettings,
  known: TokenOrigin[],
  world: World
): Deliveries {
  if (settings.to === 'secret') return openSecrets(settings, known, world)
  return { shared: undefined, check: async () => {}, get: async () => settings }
}

function openSecrets(settings: SecretSettings, known: TokenOrigin[], world: World): Deliveries {
  const { apiUrl, githubToken, visibility, location, nameTemplate } = settings
  const time = watchGitHubTime(world.clock)
  const store = createSecretStore({ apiUrl, token: githubToken, visibility }, world)
  const limit = pLimit(AT_ONCE)
  const isSeparate = isPerSandbox(location)
  const nameFor = (sandboxName: string) => secretNameFor(nameTemplate, sandboxName)
  const knownNames = known.map(({ sandboxName }) => nameFor(sandboxName))

  function open(sandboxName: string) {
    const names = isSeparate ? [nameFor(sandboxName)] : knownNames
    return limit(() => store.open(locationFor(location, sandboxName), names))
  }
  async function check(sandboxName: string): Promise<void> {
    checkName(nameFor(sandboxName))
    await open(sandboxName)
  }
  async function get(sandboxName: string): Promise<Delivery> {
    const name = nameFor(sandboxName)
    const secretNamed = await open(sandboxName)
    const secret = await secretNamed(name)
    const { keepPrevious, renewBeforeSeconds } = settings
    const current = currentTokenOf(settings, name)
    return { to: 'secret', secret, time, keepPrevious, current, renewBeforeSeconds }
  }
  if (!isSeparate) return { shared: open(''), check, get }
  // They are awaited later; until then a failure must not count as unhandled.
  for (const { sandboxName } of known) open(sandboxName).catch(() => {})
  return { shared: undefined, check, get }
}

function currentTokenOf({ currentTokens }: SecretSettings, name: string): CurrentToken {
  if (currentTokens.size === 0) return { is: 'not-given' }
  if (!currentTokens.has(name)) return { is: 'no-line' }
  const value = currentTokens.get(name)
  return value === undefined ? { is: 'empty-line' } : { is: 'given', value }
}

function checkName(name: string): void {
  const problem = secretNameProblem(name)
  if (problem === undefined) return
  throw new ActionError(
    'input',
    `\`secret-name\` cannot be "${name}": ${problem}.`,
    'Exclude the sandbox with !NAME, or change `secret-name`.'
  )
}

/** Checks all deliveries together, now that it is known what `*` stands for. Throws ActionError. */
export function checkDeliveries(
  settings: DeliverySettings,
  origins: TokenOrigin[],
  world: World
): void {
  if (settings.to === 'output') return
  const { location, nameTemplate, currentTokens } = settings
  if (origins.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `\`sandbox-name\` stands for ${origins.length} sandboxes, but GitHub allows ${MOST_WRITES} secrets to be written in an hour.`,
      'Nothing was generated. Split the sandboxes over several runs.'
    )
  }
  const secrets = origins.map(({ sandboxName }) => ({
    name: secretNameFor(nameTemplate, sandboxName),
    location: locationFor(location, sandboxName),
    sandboxName
  }))
  const collision = findCollision(secrets)
  if (collision !== undefined) {
    const both = collision.sandboxNames.map(name => `"${world.runner.quote(name)}"`)
    throw new ActionError(
      'input',
      `\`secret-name\`: the sandboxes ${joinWithAnd(both)} would both be stored as ${collision.name}.`,
      'Nothing was generated. Exclude one with !NAME, or give it a step of its own.'
    )
  }
  const names = secrets.map(({ name }) => name)
  reportUnusedCurrent(currentTokens, names, world)
}
