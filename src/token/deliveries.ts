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

/** How the tokens of one run are delivered. */
export interface Deliveries {
  /** What all of them need, already asked for. Rejects with an ActionError. */
  shared: Promise<unknown>
  /**
   * Gets everything for the delivery of one token; what GitHub said more than 5 minutes ago is asked again. Throws ActionError.
   * @param sandboxName as the inputs have it; empty with `target: vault`
   */
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
  if (settings.to === 'output') return { shared: Promise.resolve(), get: async () => settings }
  const { location, nameTemplate, keepPrevious, renewBeforeSeconds } = settings
  const { apiUrl, githubToken: token, visibility, currentTokens } = settings
  const time = watchGitHubTime(world.clock)
  const store = createSecretStore({ apiUrl, token, visibility }, world)
  const isSeparate = isPerSandbox(location)
  const nameFor = (sandboxName: string) => secretNameFor(nameTemplate, sandboxName)
  const sandboxNames = known.map(({ sandboxName }) => sandboxName)
  function open(sandboxName: string) {
    const names = (isSeparate ? [sandboxName] : sandboxNames).map(nameFor)
    return store.open(locationFor(location, sandboxName), names)
  }
  async function get(sandboxName: string): Promise<Delivery> {
    const name = nameFor(sandboxName)
    checkName(name)
    const secretNamed = await open(sandboxName)
    const secret = await secretNamed(name)
    const current = currentTokenOf(currentTokens, name)
    return { to: 'secret', secret, time, keepPrevious, current, renewBeforeSeconds }
  }
  if (!isSeparate) return { shared: open(''), get }
  // They are awaited later; until then a failure must not count as unhandled.
  for (const name of sandboxNames) open(name).catch(() => {})
  return { shared: Promise.resolve(), get }
}

function currentTokenOf(
  currentTokens: SecretSettings['currentTokens'],
  name: string
): CurrentToken {
  const value = currentTokens.get(name)
  if (value !== undefined) return { is: 'given', value }
  if (currentTokens.has(name)) return { is: 'empty-line' }
  return { is: currentTokens.size === 0 ? 'not-given' : 'no-line' }
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
  sandboxNames: string[],
  world: World
): void {
  if (settings.to === 'output') return
  if (sandboxNames.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `\`sandbox-name\` stands for ${sandboxNames.length} sandboxes, but GitHub allows ${MOST_WRITES} secrets to be written in an hour.`,
      'Nothing was generated. Split the sandboxes over several runs.'
    )
  }
  const secrets = sandboxNames.map(sandboxName => ({
    name: secretNameFor(settings.nameTemplate, sandboxName),
    location: locationFor(settings.location, sandboxName),
    sandboxName
  }))
  const collision = findCollision(secrets)
  if (collision !== undefined) {
    const names = collision.sandboxNames.map(name => `"${world.runner.quote(name)}"`)
    throw new ActionError(
      'input',
      `\`secret-name\`: the sandboxes ${joinWithAnd(names)} would both be stored as ${collision.name}.`,
      'Nothing was generated. Exclude one with !NAME, or give it a step of its own.'
    )
  }
  const names = secrets.map(({ name }) => name)
  reportUnusedCurrent(settings.currentTokens, names, world)
}
