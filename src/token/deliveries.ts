import { ActionError } from '../core/errors.ts'
import { GitHub } from '../github/client.ts'
import { isPerSandbox, locationFor } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import { createSecretOpener } from '../github/writable-secret.ts'
import type { DeliverySettings } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import { hashDestination, outputDestination } from './rotation.ts'
import { describeNames } from './sandbox.ts'
import type { Pending, TokenOrigin } from './token.ts'

/** Begins to open the location of all secrets, if they share one, and tells how to get everything for one delivery (again after 5 minutes). */
export function openDeliveries(settings: DeliverySettings, known: TokenOrigin[], world: World) {
  if (settings.to === 'output') {
    const destination = hashDestination(outputDestination(world.run))
    return { shared: undefined, get: async () => ({ delivery: settings, destination }) }
  }
  const { location, nameTemplate, apiUrl, githubToken, visibility } = settings
  const open = createSecretOpener(new GitHub(apiUrl, githubToken, world), visibility)
  const names = known.map(({ displayName }) => secretNameFor(nameTemplate, displayName))
  const shared = isPerSandbox(location) ? undefined : open(location, names)

  const get = async ({ displayName }: TokenOrigin) => {
    const name = secretNameFor(nameTemplate, displayName)
    const problem = secretNameProblem(name)
    if (problem !== undefined) {
      throw new ActionError(
        'input',
        `\`secret-name\` cannot be "${name}": ${problem}.`,
        'Exclude the sandbox with a line `!NAME` in `sandbox-name`, or change `secret-name`.'
      )
    }
    const secretNamed = await open(locationFor(location, displayName), [])
    const secret = await secretNamed(name)
    return { delivery: { ...settings, secret }, destination: hashDestination(secret.destination) }
  }
  return { shared, get }
}

/** More writes than this in one run would exceed GitHub's limit of an hour ("Best practices for using the REST API"). */
const MOST_WRITES = 500

/** Checks all deliveries together, now that it is known what `*` stands for. Throws ActionError. */
export function checkDeliveries(
  settings: DeliverySettings,
  all: Pending<TokenOrigin>[],
  world: World
) {
  if (settings.to === 'output') return
  if (all.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `\`sandbox-name\` stands for ${all.length} sandboxes, but GitHub allows ${MOST_WRITES} secrets to be written in an hour.`,
      'Nothing was generated. Split the sandboxes over several runs.'
    )
  }
  const sandboxNames = all.map(({ origin }) => origin.displayName)
  const collision = findCollision(settings.nameTemplate, settings.location, sandboxNames)
  if (collision === undefined) return
  throw new ActionError(
    'input',
    `\`secret-name\`: the sandboxes ${describeNames(collision.sandboxNames, world)} would both be stored as ${collision.name}.`,
    'Nothing was generated. Exclude one with a line `!NAME` in `sandbox-name`, or store it in a step of its own.'
  )
}
