import { ActionError } from '../core/errors.ts'
import { joinWithAnd } from '../core/text.ts'
import { type Expires, expiryFrom } from '../core/time.ts'
import { readProxySettings } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import type { ActionName } from './definition.ts'
import { cutLabel, type InputName } from './definitions.ts'
import { Inputs } from './reader.ts'
import { readDelivery } from './secret.ts'
import type {
  ConnectionSettings,
  DeleteSettings,
  ListSettings,
  ReadSettings,
  Settings
} from './settings.ts'

const CAUSES =
  'An input that the workflow sets can still arrive empty. Usual causes: a misspelt secret or variable, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets no secrets.'
const CAUSES_OF_DEPENDABOT =
  'An input that the workflow sets can still arrive empty: a run of Dependabot gets only Dependabot secrets, so store the secret as one too (`secret-scope: dependabot`, or by hand).'
/** The input that decides for one of them; what belongs to it is in the table of inputs. */
const SIGN_IN_CHOICES: InputName[] = ['access-token', 'session-id', 'username', 'oauth-profile-id']
const NAMES_MIXED = 'must be either names, or `*` with `!NAME` lines for exceptions'
const SHORT_LIVED =
  '`expires` is longer than a day, but the token is deleted when the job ends: add `secret-name` to store it, or `revoke-after-job: false` to leave it alive, or remove `expires`.'
const KEEP_ONE =
  'must be 1 or more with `access-token`, because that token may itself be the newest one with this name: set `keep-newest: 1`, or sign in another way'
const DAY_SECONDS = 86_400

/** Reads the inputs of the main action; every credential among them is masked first. Warnings and notices about inputs are printed. */
export function readSettings(world: World): ReadSettings<Settings> {
  const { run, runner, clock } = world
  const now = clock.now()
  const result = readInputs('main', world, (inputs, connection): Settings => {
    const target = readTarget(inputs)
    return {
      ...connection,
      target,
      label: inputs.value('token-name') ?? cutLabel(`github-actions ${run.repository}`),
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
function isCutShort({ delivery, expires }: Settings, now: Date): boolean {
  const expiry = expiryFrom(expires, now)
  const isLong = expiry === undefined || expiry.getTime() > now.getTime() + DAY_SECONDS * 1000
  return isLong && delivery.to === 'output' && delivery.revokeAfterJob
}

/** Reads the inputs of list-tokens. */
export function readListSettings(world: World): ReadSettings<ListSettings> {
  return readInputs('list-tokens', world, (inputs, connection) => ({
    ...connection,
    selection: readSelection(inputs)
  }))
}

/** Reads the inputs of delete-tokens. */
export function readDeleteSettings(world: World): ReadSettings<DeleteSettings> {
  return readInputs('delete-tokens', world, (inputs, connection) => ({
    ...connection,
    target: readDeletionTarget(inputs, connection.signIn.by === 'access-token'),
    dryRun: inputs.value('dry-run')
  }))
}

/** Reads the inputs that all actions have in common, and with `read` those that one action has besides. */
function readInputs<T>(
  action: ActionName,
  world: World,
  read: (inputs: Inputs, connection: ConnectionSettings) => T
): ReadSettings<T> {
  const { environment, runner } = world
  const { mistake, credentials } = readProxySettings(environment)
  credentials.forEach(runner.maskSecret)
  const inputs = new Inputs(action, world)
  const settings = read(inputs, {
    vaultHost: inputs.value('vault-dns'),
    apiVersion: inputs.value('api-version'),
    clientId: inputs.value('vault-client-id'),
    signIn: readSignIn(inputs),
    caCertificates: inputs.value('ca-certificate') ?? []
  })
  const { problems, isMissing } = inputs
  if (mistake !== undefined) problems.push(`${mistake}.`)
  if (isMissing) {
    const isOfDependabot = environment.GITHUB_ACTOR === 'dependabot[bot]'
    problems.push(isOfDependabot ? CAUSES_OF_DEPENDABOT : CAUSES)
  }
  if (problems.length === 0) return { is: 'settings', settings }
  return { is: 'problems', problems: problems.map(text => new ActionError('input', text, '')) }
}

function readSignIn(inputs: Inputs): ConnectionSettings['signIn'] {
  const chosen = SIGN_IN_CHOICES.filter(name => inputs.given(name) !== '')
  inputs.isMissing ||= chosen.length === 0
  if (chosen.length !== 1) {
    const given = joinWithAnd(chosen.map(name => `\`${name}\``)) || 'none'
    inputs.problems.push(
      `Use exactly one way to sign in (given: ${given}): \`access-token\`, \`session-id\`, \`username\` with \`password\`, or \`oauth-profile-id\` with \`oauth-token\` or \`oidc-token-url\`.`
    )
  }
  const token = inputs.value('access-token')
  if (token !== undefined) return { by: 'access-token', token }
  const session = inputs.value('session-id')
  if (session !== undefined) return { by: 'session-id', session }
  const username = inputs.value('username')
  if (username !== undefined) {
    return { by: 'password', username, password: inputs.value('password') }
  }
  const profileId = inputs.value('oauth-profile-id') ?? ''
  const clientId = inputs.value('oauth-client-id')
  const tokenUrl = inputs.value('oidc-token-url')
  if (tokenUrl === undefined) {
    return { by: 'oauth', profileId, token: inputs.value('oauth-token'), clientId }
  }
  return {
    by: 'oidc',
    profileId,
    vaultClientId: clientId,
    tokenUrl,
    clientId: inputs.value('oidc-client-id'),
    scope: inputs.value('oidc-scope') ?? '',
    audience: inputs.value('oidc-audience')
  }
}

/** Reads which Vault the token is for: with the lines of `sandbox-name` names, or `*` and `!NAME` for each exception. */
function readTarget(inputs: Inputs): Settings['target'] {
  if (inputs.value('target') === 'vault') return { is: 'vault' }
  const lines = inputs.lines('sandbox-name')
  const isEvery = lines.includes('*')
  const names = lines.filter(line => line !== '*')
  const wrong = names.find(name => name.startsWith('!') !== isEvery)
  if (wrong !== undefined) inputs.addWrong('sandbox-name', wrong, NAMES_MIXED)
  const dns = inputs.value('sandbox-dns')
  if (dns !== undefined && (isEvery || lines.length > 1)) {
    inputs.addProblem('sandbox-dns', 'is for one sandbox: name only that one in `sandbox-name`')
  }
  return {
    is: 'sandboxes',
    selection: isEvery
      ? { is: 'every', except: names.map(name => name.slice(1).trim()) }
      : { is: 'named', names },
    dns,
    jobId: inputs.value('vault-job-id'),
    waitTimeoutMs: inputs.value('wait-timeout') * 1000
  }
}

function readExpires(inputs: Inputs, now: Date): Expires {
  const expires = inputs.value('expires')
  if (expires?.is === 'at' && expires.instant <= now) {
    inputs.addWrong('expires', inputs.given('expires'), 'is in the past: set a later instant')
  }
  const days = inputs.value('secret-name') === undefined ? 1 : 30
  return expires ?? { is: 'after', seconds: days * DAY_SECONDS }
}

function readSelection(inputs: Inputs): ListSettings['selection'] {
  return {
    owner: inputs.value('owner'),
    label: inputs.value('token-name'),
    expiresWithin: inputs.value('expires-within'),
    unusedFor: inputs.value('unused-for')
  }
}

/** One of `token-ids` and `token-name` is required, so that nothing can mean everything. */
function readDeletionTarget(inputs: Inputs, isByToken: boolean): DeleteSettings['target'] {
  const ids = inputs.lines('token-ids')
  if (ids.length > 0) return { by: 'ids', ids }
  const { label = '', ...selection } = readSelection(inputs)
  const keepNewest = inputs.value('keep-newest')
  if (inputs.given('token-name') === '') {
    inputs.addMissing('token-ids', 'or `token-name` is required, to say which tokens to delete')
  } else if (isByToken && keepNewest === 0) {
    inputs.addProblem('keep-newest', KEEP_ONE)
  }
  return { by: 'name', selection: { ...selection, label }, keepNewest }
}
