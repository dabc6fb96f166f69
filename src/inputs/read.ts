import { type Expires, expiryFrom } from '../core/time.ts'
import type { World } from '../net/world.ts'
import { readInputs } from './connection.ts'
import type { Inputs } from './reader.ts'
import { readDelivery } from './secret.ts'
import type {
  DeleteSettings,
  DeletionTarget,
  ListSettings,
  ReadSettings,
  Settings,
  TokenSelection
} from './settings.ts'
import { readTarget } from './target.ts'

/** Longest `token-name`, in characters. */
const LABEL_LIMIT = 80
const DAY_SECONDS = 86_400
const SHORT_LIVED =
  '`expires` is longer than a day, but the token is deleted when the job ends: add `secret-name` to store it, or `revoke-after-job: false` to leave it alive, or remove `expires`.'

const OR_NAME = 'or `token-name` is required, to say which tokens to delete'
const KEEP_ONE =
  'must be 1 or more with `access-token`, which may itself be the newest token of the name: set it to `1`, or sign in another way'

/** Reads the inputs of the main action; every credential among them is masked first. Warnings and notices about inputs are printed. */
export function readSettings(world: World): ReadSettings<Settings> {
  const { run, runner } = world
  const now = world.clock.now()
  const result = readInputs('main', world, (inputs, connection): Settings | undefined => {
    const target = readTarget(inputs)
    const label = readLabel(inputs) ?? cutLabel(`github-actions ${run.repository}`)
    const expires = readExpires(inputs, now)
    const verify = inputs.read('verify') ?? true
    const delivery = readDelivery(inputs, { target, verify, run })
    const dryRun = inputs.read('dry-run') ?? false
    const isExpiresGiven = inputs.text('expires') !== ''
    if (!connection || !target || !delivery || !expires) return undefined
    return { ...connection, target, label, expires, isExpiresGiven, delivery, verify, dryRun }
  })
  if (result.is === 'settings' && isCutShort(result.settings, now)) {
    runner.notice('input', SHORT_LIVED)
  }
  return result
}

/** Whether the token is deleted long before the expiry that was asked for. */
function isCutShort({ delivery, expires, isExpiresGiven }: Settings, now: Date): boolean {
  const expiry = expiryFrom(expires, now)
  const isLong = expiry === undefined || expiry.getTime() > now.getTime() + DAY_SECONDS * 1000
  return isExpiresGiven && isLong && delivery.to === 'output' && delivery.revokeAfterJob
}

function readLabel(inputs: Inputs): string | undefined {
  const label = inputs.read('token-name')
  const isLong = label !== undefined && [...label].length > LABEL_LIMIT
  return isLong ? inputs.addWrong('token-name', label) : label
}

function cutLabel(label: string): string {
  return [...label].slice(0, LABEL_LIMIT).join('').trim()
}

function readExpires(inputs: Inputs, now: Date): Expires | undefined {
  const text = inputs.text('expires')
  if (text === '') {
    const days = inputs.text('secret-name') === '' ? 1 : 30
    return { is: 'after', seconds: days * DAY_SECONDS }
  }
  const expires = inputs.read('expires')
  const isOver = expires?.is === 'at' && expires.instant <= now
  return isOver ? inputs.addWrong('expires', text, 'is in the past: set a later instant') : expires
}

/** Reads the inputs of list-tokens. */
export function readListSettings(world: World): ReadSettings<ListSettings> {
  return readInputs('list-tokens', world, (inputs, connection) => {
    const selection = readSelection(inputs)
    return connection && { ...connection, selection }
  })
}

/** Reads the inputs of delete-tokens. One of `token-ids` and `token-name` is required, so that nothing can mean everything. */
export function readDeleteSettings(world: World): ReadSettings<DeleteSettings> {
  return readInputs('delete-tokens', world, (inputs, connection): DeleteSettings | undefined => {
    const target = readDeletionTarget(inputs, connection?.signIn.by === 'access-token')
    const dryRun = inputs.read('dry-run') ?? false
    return connection && target && { ...connection, target, dryRun }
  })
}

function readSelection(inputs: Inputs): TokenSelection {
  const label = inputs.read('token-name')
  return {
    owner: inputs.read('owner') ?? 'me',
    label: label && cutLabel(label),
    expiresWithin: inputs.read('expires-within'),
    unusedFor: inputs.read('unused-for')
  }
}

function readDeletionTarget(inputs: Inputs, isByToken: boolean): DeletionTarget | undefined {
  const ids = inputs.readLines('token-ids')
  if (ids.length > 0) return { by: 'ids', ids }
  const selection = readSelection(inputs)
  const keepNewest = inputs.read('keep-newest')
  const { label } = selection
  if (label === undefined) return inputs.addMissing('token-ids', OR_NAME)
  if (isByToken && keepNewest === 0) inputs.addProblem('keep-newest', KEEP_ONE)
  if (keepNewest === undefined) return undefined
  return { by: 'name', selection: { ...selection, label }, keepNewest }
}
