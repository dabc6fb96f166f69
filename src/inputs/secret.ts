import type { Credential } from '../core/credential.ts'
import type { RunContext } from '../core/run.ts'
import { isPerSandbox, locationFor, PLACEHOLDER, type SecretLocation } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import type { Visibility } from '../github/writable-secret.ts'
import { SECRET_VALUE } from './definition.ts'
import { type Inputs, splitCurrentToken } from './reader.ts'
import { type DeliverySettings, isSingle, type Target } from './settings.ts'
import { REPOSITORY } from './token-inputs.ts'

const NO_SANDBOX = `contains ${PLACEHOLDER}, but there is no sandbox with \`target: vault\`: remove it`
const NEEDS_PLACEHOLDER = `must contain ${PLACEHOLDER} for several sandboxes, because all would be stored as one secret`
const NOT_TOLD_APART = `can’t tell the sandboxes apart, because their secrets have the same name in different environments: add ${PLACEHOLDER} to \`secret-name\`, or run one job for each sandbox, whose \`environment\` is that of the sandbox`
const NO_TLS =
  'of the runner is not an https address, and secrets are only sent over TLS: set up TLS on GitHub Enterprise Server'
const LINES_NEEDED = `must be the value of one secret, or for several sandboxes one line per secret: \`NAME=${SECRET_VALUE}\``
const NOT_A_TOKEN = `is not an API access token, which begins with veeva-vault-: write \`${SECRET_VALUE}\`, not the name of the secret, and leave the value empty on the first run`

/** Reads how the token is delivered: as an output only, or also as a secret. */
export function readDelivery(inputs: Inputs, target: Target, run: RunContext): DeliverySettings {
  const nameTemplate = inputs.value('secret-name')
  if (nameTemplate === undefined) return readOutput(inputs)
  const apiUrl = URL.parse(run.apiUrl)
  if (apiUrl?.protocol !== 'https:') inputs.addProblem('GITHUB_API_URL', NO_TLS)
  const location = readLocation(inputs, run)
  const names = sandboxNamesOf(target)
  // What `*` stands for is not known yet: the rest of the name is checked with a letter in its place.
  const secrets = (names.length === 0 ? ['X'] : names).map(sandboxName => ({
    name: secretNameFor(nameTemplate, sandboxName),
    location: locationFor(location, sandboxName),
    sandboxName
  }))
  if (inputs.value('secret-scope') === undefined) checkNames(inputs, secrets.slice(0, 1))
  else if (checkPlaceholders(inputs, target, location)) checkNames(inputs, secrets)
  return {
    to: 'secret',
    apiUrl: apiUrl as URL,
    githubToken: inputs.value('github-token'),
    location,
    nameTemplate,
    visibility: readVisibility(inputs, location),
    keepPrevious: inputs.value('keep-previous'),
    currentTokens: readCurrentTokens(
      inputs,
      names.map(name => secretNameFor(nameTemplate, name))
    ),
    renewBeforeSeconds: inputs.value('renew-before')
  }
}

function readOutput(inputs: Inputs): DeliverySettings {
  const verify = inputs.value('verify')
  const revokeAfterJob = inputs.value('revoke-after-job') ?? verify
  if (revokeAfterJob && verify === false) {
    inputs.addProblem('revoke-after-job', 'has no effect with `verify: false`: remove one of them')
  }
  return { to: 'output', revokeAfterJob }
}

function readLocation(inputs: Inputs, run: RunContext): SecretLocation {
  const location = inputs.value('secret-scope')
  if (location?.scope === 'organization') return location
  return { ...location, owner: inputs.value('secret-repository') ?? run.repository }
}

function readVisibility(inputs: Inputs, location: SecretLocation): Visibility | undefined {
  const repositories = inputs.lines('secret-visibility')
  const [first] = repositories
  if (first === undefined || location.scope !== 'organization') return undefined
  if (repositories.length === 1 && (first === 'all' || first === 'private')) return first
  const owner = `${location.owner}/`.toLowerCase()
  const wrong = repositories.find(
    name => !REPOSITORY.test(name) || !name.toLowerCase().startsWith(owner)
  )
  if (wrong !== undefined) inputs.addWrong('secret-visibility', wrong)
  return repositories
}

/** The sandboxes' names as far as they are known; one empty name for the Vault itself. */
function sandboxNamesOf(target: Target): string[] {
  if (target.is === 'vault') return ['']
  return target.selection.is === 'named' ? target.selection.names : []
}

/** Notes where `secret-name` or `secret-scope` lacks `{sandbox}`, or has it for no sandbox. Returns whether the names can be checked. */
function checkPlaceholders(inputs: Inputs, target: Target, location: SecretLocation): boolean {
  const hasPlaceholder = inputs.given('secret-name').includes(PLACEHOLDER)
  const isEach = isPerSandbox(location)
  if (target.is === 'vault') {
    if (isEach) inputs.addProblem('secret-scope', NO_SANDBOX)
    if (hasPlaceholder) inputs.addProblem('secret-name', NO_SANDBOX)
  } else if (!hasPlaceholder && !isSingle(target)) {
    if (!isEach) inputs.addProblem('secret-name', NEEDS_PLACEHOLDER)
    else if (inputs.given('current-token') !== '')
      inputs.addProblem('current-token', NOT_TOLD_APART)
    return isEach
  }
  return true
}

/** Notes a name that GitHub would refuse, and two equal ones. */
function checkNames(inputs: Inputs, secrets: Parameters<typeof findCollision>[0]): void {
  const problem = secrets.map(({ name }) => secretNameProblem(name)).find(Boolean)
  const collision = findCollision(secrets)
  if (problem !== undefined) {
    inputs.addProblem('secret-name', problem)
  } else if (collision !== undefined) {
    const what = `would be stored as one secret, ${collision.name}: remove one of them, or store it in a step of its own`
    inputs.addWrong('sandbox-name', collision.sandboxNames.join('" and "'), what)
  }
}

/**
 * Reads `current-token`. One block of lines may serve several steps: of other secrets' lines nothing is checked.
 * @returns the values by the secrets' names; undefined for a line without a value
 */
function readCurrentTokens(
  inputs: Inputs,
  secretNames: string[]
): Map<string, Credential | undefined> {
  const tokens = new Map<string, Credential | undefined>()
  const lines = inputs.lines('current-token').map(splitCurrentToken)
  const isOneValue = lines.length === 1 && secretNames.length === 1
  if (lines.some(({ name }) => name === '') && !isOneValue) {
    inputs.addProblem('current-token', LINES_NEEDED)
    return tokens
  }
  for (const [index, line] of lines.entries()) {
    const name = line.name || (secretNames[0] ?? '')
    const value = isWritten(name, secretNames) ? line.value : ''
    const problem = currentTokenProblem(value, name, tokens)
    if (problem !== undefined) {
      inputs.addProblem('current-token', `(line ${index + 1}) ${problem}`)
    }
    tokens.set(name, value === '' ? tokens.get(name) : inputs.mask(value))
  }
  return tokens
}

function currentTokenProblem(
  value: string,
  name: string,
  known: Map<string, Credential | undefined>
): string | undefined {
  if (!/^(veeva-vault-[\x21-\x7e]+)?$/.test(value)) return NOT_A_TOKEN
  const isSecond = value !== '' && known.get(name) !== undefined
  return isSecond ? `is a second value for ${name}: remove one of them` : undefined
}

function isWritten(name: string, secretNames: string[]): boolean {
  return secretNames.length === 0 || secretNames.includes(name)
}
