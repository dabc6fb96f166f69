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
  Target,
  TokenSelection
} from './settings.ts'

/** Longest `token-name`, in characters. */
const LABEL_LIMIT = 80
const DAY_SECONDS = 86_400

const PART_OF_EVERY = 'is part of `*`: remove it, or write `!NAME` to leave it out'
const EXCEPTION_ALONE =
  'is an exception, which has no effect without a line `*`: add that line, or remove the exception'
const SHORT_LIVED =
  '`expires` is longer than a day, but the token is deleted when the job ends: add `secret-name` to store it, or `revoke-after-job: false` to leave it alive, or remove `expires`.'
const OR_NAME = 'or `token-name` is required, to say which tokens to delete'
const KEEP_ONE =
  'must be 1 or more with `access-token`, because that token may itself be the newest one with this name: set `keep-newest: 1`, or sign in another way'

/** Reads the inputs of the main action; every credential among them is masked first. Warnings and notices about inputs are printed. */
export function readSettings(world: World): ReadSettings<Settings> {
  const { run, runner, clock } = world
  const now = clock.now()
  const result = readInputs('main', world, (inputs, connection): Settings => {
    const target = readTarget(inputs)
    return {
      ...connection,
      target,
      label: readLabel(inputs) ?? cutLabel(`github-actions ${run.repository}`),
      expires: readExpires(inputs, now),
      isExpiresGiven: inputs.value('expires') !== undefined,
      delivery: readDelivery(inputs, target, run),
      verify: inputs.value('verify'),
      dryRun: inputs.value('dry-run')
    }
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

/** Reads which Vault the token is for: with the lines of `sandbox-name` names, or `*` and `!NAME` for each exception. */
function readTarget(inputs: Inputs): Target {
  if (inputs.value('target') === 'vault') return { is: 'vault' }
  const lines = inputs.lines('sandbox-name')
  const isEvery = lines.includes('*')
  const others = lines.filter(line => line !== '*')
  for (const line of others) {
    if (isEvery && !/^!./.test(line)) inputs.addWrong('sandbox-name', line, PART_OF_EVERY)
    if (!isEvery && line.startsWith('!')) inputs.addWrong('sandbox-name', line, EXCEPTION_ALONE)
  }
  const dns = inputs.value('sandbox-dns')
  if (dns !== undefined && (isEvery || lines.length > 1)) {
    inputs.addProblem('sandbox-dns', 'is for one sandbox: name only that one in `sandbox-name`')
  }
  return {
    is: 'sandboxes',
    selection: isEvery
      ? { is: 'every', except: others.map(line => line.slice(1).trim()) }
      : { is: 'named', names: lines },
    dns,
    jobId: inputs.value('vault-job-id'),
    waitTimeoutMs: inputs.value('wait-timeout') * 1000
  }
}

function readLabel(inputs: Inputs): string | undefined {
  const label = inputs.value('token-name')
  if (label !== undefined && cutLabel(label) !== label) inputs.addWrong('token-name', label)
  return label
}

function cutLabel(label: string): string {
  return [...label].slice(0, LABEL_LIMIT).join('').trim()
}

function readExpires(inputs: Inputs, now: Date): Expires {
  const expires = inputs.value('expires')
  if (expires?.is === 'at' && expires.instant <= now) {
    const text = inputs.given('expires')
    inputs.addWrong('expires', text, 'is in the past: set a later instant')
  }
  const days = inputs.value('secret-name') === undefined ? 1 : 30
  return expires ?? { is: 'after', seconds: days * DAY_SECONDS }
}

/** Reads the inputs of list-tokens. */
export function readListSettings(world: World): ReadSettings<ListSettings> {
  return readInputs('list-tokens', world, (inputs, connection) => ({
    ...connection,
    selection: readSelection(inputs)
  }))
}

/** Reads the inputs of delete-tokens. One of `token-ids` and `token-name` is required, so that nothing can mean everything. */
export function readDeleteSettings(world: World): ReadSettings<DeleteSettings> {
  return readInputs('delete-tokens', world, (inputs, connection) => ({
    ...connection,
    target: readDeletionTarget(inputs, connection.signIn.by === 'access-token'),
    dryRun: inputs.value('dry-run')
  }))
}

function readSelection(inputs: Inputs): TokenSelection {
  const label = inputs.value('token-name')
  return {
    owner: inputs.value('owner'),
    label: label && cutLabel(label),
    expiresWithin: inputs.value('expires-within'),
    unusedFor: inputs.value('unused-for')
  }
}

function readDeletionTarget(inputs: Inputs, isByToken: boolean): DeletionTarget {
  const ids = inputs.lines('token-ids')
  if (ids.length > 0) return { by: 'ids', ids }
  const selection = readSelection(inputs)
  const { label = '' } = selection
  const keepNewest = inputs.value('keep-newest')
  if (inputs.given('token-name') === '') inputs.addMissing('token-ids', OR_NAME)
  else if (isByToken && keepNewest === 0) inputs.addProblem('keep-newest', KEEP_ONE)
  return { by: 'name', selection: { ...selection, label }, keepNewest }
}
