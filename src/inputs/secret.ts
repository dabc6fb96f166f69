import type { RunContext } from '../core/run.ts'
import { isPerSandbox, locationFor, PLACEHOLDER, type SecretLocation } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import type { Visibility } from '../github/writable-secret.ts'
import { readCurrentTokens } from './current-tokens.ts'
import type { Inputs } from './reader.ts'
import { type DeliverySettings, isSingle, type SecretSettings, type Target } from './settings.ts'
import { REPOSITORY } from './token-inputs.ts'

const NO_SANDBOX = `contains ${PLACEHOLDER}, but there is no sandbox with \`target: vault\`: remove it`
const NEEDS_PLACEHOLDER = `must contain ${PLACEHOLDER} for several sandboxes, because all would be stored as one secret`
const NOT_TOLD_APART = `can’t tell the sandboxes apart, whose secrets have one name in different environments: add ${PLACEHOLDER} to \`secret-name\`, or run one job per sandbox, which names its environment`

/** What the other inputs and the run say. */
interface DeliveryContext {
  target: Target | undefined
  verify: boolean
  run: RunContext
}

/** Reads how the token is delivered: as an output only, or also as a secret. */
export function readDelivery(
  inputs: Inputs,
  { target, verify, run }: DeliveryContext
): DeliverySettings | undefined {
  if (inputs.text('secret-name') !== '') return readSecret(inputs, target, run)
  const revokeAfterJob = inputs.read('revoke-after-job') ?? verify
  if (revokeAfterJob && !verify) {
    inputs.addProblem('revoke-after-job', 'has no effect with `verify: false`: remove one of them')
  }
  return { to: 'output', revokeAfterJob }
}

function readSecret(
  inputs: Inputs,
  target: Target | undefined,
  run: RunContext
): SecretSettings | undefined {
  const githubToken = inputs.readCredential('github-token')
  const apiUrl = readApiUrl(inputs, run)
  const location = readLocation(inputs, run)
  const visibility = readVisibility(inputs, location)
  const keepPrevious = inputs.read('keep-previous')
  const renewBeforeSeconds = inputs.read('renew-before')
  const nameTemplate = inputs.text('secret-name')
  if (target === undefined || location === undefined) {
    addNameProblem(inputs, [secretNameFor(nameTemplate, 'X')])
    return undefined
  }
  checkSecretNames(inputs, target, location)
  const secretNames = sandboxNamesOf(target).map(name => secretNameFor(nameTemplate, name))
  const currentTokens = readCurrentTokens(inputs, secretNames)
  if (!githubToken || !apiUrl || keepPrevious === undefined) return undefined
  return {
    to: 'secret',
    apiUrl,
    githubToken,
    location,
    nameTemplate,
    visibility,
    keepPrevious,
    currentTokens,
    renewBeforeSeconds
  }
}

function readApiUrl(inputs: Inputs, { apiUrl }: RunContext): URL | undefined {
  const url = URL.parse(apiUrl)
  if (url?.protocol === 'https:') return url
  return inputs.addProblem(
    'GITHUB_API_URL',
    'of the runner is not an https address, and a secret is sent to no other: set up TLS on GitHub Enterprise Server'
  )
}

function readLocation(inputs: Inputs, run: RunContext): SecretLocation | undefined {
  const location = inputs.read('secret-scope')
  const repository = inputs.read('secret-repository') ?? run.repository
  if (location === undefined || location.scope === 'organization') return location
  if (!REPOSITORY.test(repository)) return inputs.addWrong('secret-repository', repository)
  return { ...location, repository }
}

function readVisibility(
  inputs: Inputs,
  location: SecretLocation | undefined
): Visibility | undefined {
  const lines = inputs.lines('secret-visibility')
  const first = lines[0]
  if (first === undefined || location?.scope !== 'organization') return undefined
  if (lines.length === 1 && (first === 'all' || first === 'private')) return { is: first }
  const owner = `${location.organization}/`.toLowerCase()
  const wrong = lines.find(line => !REPOSITORY.test(line) || !line.toLowerCase().startsWith(owner))
  if (wrong !== undefined) return inputs.addWrong('secret-visibility', wrong)
  return { is: 'selected', repositories: lines }
}

/** The sandboxes' names as far as they are known; one empty name for the Vault itself. */
function sandboxNamesOf(target: Target): string[] {
  if (target.is === 'vault') return ['']
  return target.selection.is === 'named' ? target.selection.names : []
}

/** Notes where `{sandbox}` is wrong or missing. Returns whether the names can be checked. */
function checkPlaceholders(inputs: Inputs, target: Target, location: SecretLocation): boolean {
  const hasPlaceholder = inputs.text('secret-name').includes(PLACEHOLDER)
  const isEach = isPerSandbox(location)
  if (target.is === 'vault') {
    if (isEach) inputs.addProblem('secret-scope', NO_SANDBOX)
    if (hasPlaceholder) inputs.addProblem('secret-name', NO_SANDBOX)
    return !hasPlaceholder
  }
  if (hasPlaceholder || isSingle(target)) return true
  if (!isEach) inputs.addProblem('secret-name', NEEDS_PLACEHOLDER)
  else if (inputs.text('current-token') !== '') inputs.addProblem('current-token', NOT_TOLD_APART)
  return isEach
}

/** Checks the names and locations that `secret-name` and `secret-scope` come to. */
function checkSecretNames(inputs: Inputs, target: Target, location: SecretLocation): void {
  if (!checkPlaceholders(inputs, target, location)) return
  const template = inputs.text('secret-name')
  const secrets = sandboxNamesOf(target).map(sandboxName => ({
    name: secretNameFor(template, sandboxName),
    location: locationFor(location, sandboxName),
    sandboxName
  }))
  const names = secrets.map(({ name }) => name)
  // What `*` stands for is not known yet: the rest of the name is checked with a letter in its place.
  if (names.length === 0) names.push(secretNameFor(template, 'X'))
  if (addNameProblem(inputs, names)) return
  const collision = findCollision(secrets)
  if (collision !== undefined) {
    const remedy = 'remove one of them, or store it in a step of its own'
    const what = `would be stored as one secret, ${collision.name}: ${remedy}`
    inputs.addWrong('sandbox-name', collision.sandboxNames.join('" and "'), what)
  }
}

/** Notes the first name that can't be a secret's. Returns whether there is one. */
function addNameProblem(inputs: Inputs, names: string[]): boolean {
  const problem = names.map(secretNameProblem).find(Boolean)
  if (problem !== undefined) inputs.addProblem('secret-name', problem)
  return problem !== undefined
}
