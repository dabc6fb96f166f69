import type { RunContext } from '../core/run.ts'
import { PLACEHOLDER, type SecretLocation } from '../github/locations.ts'
import { findCollision, secretNameFor, secretNameProblem } from '../github/secret-names.ts'
import type { Visibility } from '../github/writable-secret.ts'
import { type Inputs, splitCurrentToken } from './reader.ts'
import type { DeliverySettings, SecretSettings, Target } from './settings.ts'

const NO_TLS =
  'of the runner is not an https address, and secrets are only sent over TLS: set up TLS on GitHub Enterprise Server'
const NO_REPOSITORY = 'is required: OWNER/NAME, because the runner sets no `GITHUB_REPOSITORY`'
const NO_SANDBOX = 'contains {sandbox}, but there is no sandbox with `target: vault`: remove it'
const SAME_NAME =
  'must be different for each sandbox: add {sandbox} to it, and store sandboxes whose names differ only in case or punctuation in separate steps'
const LINES_NEEDED = `must be the value of one secret, or for several sandboxes, whose secrets have different names, one line per secret: \`NAME=\${{ secrets.NAME }}\``
const NOT_A_TOKEN = `is not an API access token, which begins with veeva-vault-: write \`\${{ secrets.NAME }}\`, not the name of the secret, and leave the value empty on the first run`

/** Reads how the token is delivered: as an output only, or also as a secret. */
export function readDelivery(inputs: Inputs, target: Target, run: RunContext): DeliverySettings {
  const nameTemplate = inputs.value('secret-name')
  if (nameTemplate === undefined) return readOutput(inputs)
  const apiUrl = URL.parse(run.apiUrl)
  if (apiUrl?.protocol !== 'https:') inputs.addProblem('GITHUB_API_URL', NO_TLS)
  const location = readLocation(inputs, target, run)
  const sandboxNames = sandboxNamesOf(target)
  const names = sandboxNames.map(name => secretNameFor(nameTemplate, name))
  const isShared = findCollision(nameTemplate, location, sandboxNames) !== undefined
  const problem = names.map(secretNameProblem).find(Boolean) ?? (isShared ? SAME_NAME : undefined)
  if (problem !== undefined) inputs.addProblem('secret-name', problem)
  return {
    to: 'secret',
    apiUrl: apiUrl as URL,
    githubToken: inputs.value('github-token'),
    location,
    nameTemplate,
    visibility: readVisibility(inputs, location),
    keepPrevious: inputs.value('keep-previous'),
    currentTokens: readCurrentTokens(inputs, names),
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

function readLocation(inputs: Inputs, target: Target, run: RunContext): SecretLocation {
  for (const name of ['secret-name', 'secret-scope'] as const) {
    const isForSandboxes = inputs.given(name).includes(PLACEHOLDER)
    if (isForSandboxes && target.is === 'vault') inputs.addProblem(name, NO_SANDBOX)
  }
  const location = inputs.value('secret-scope')
  if (location?.scope === 'organization') return location
  const repository = inputs.value('secret-repository') ?? run.repository
  if (repository === '') inputs.addProblem('secret-repository', NO_REPOSITORY)
  return { ...location, owner: repository }
}

/** The sandboxes' names; an empty one for the Vault itself. What `*` stands for is not known yet: two letters show what all of them would have in common. */
function sandboxNamesOf(target: Target): string[] {
  if (target.is === 'vault') return ['']
  return target.selection.is === 'named' ? target.selection.names : ['X', 'Y']
}

function readVisibility(inputs: Inputs, location: SecretLocation): Visibility | undefined {
  const lines = inputs.lines('secret-visibility')
  const [first] = lines
  if (first === undefined || location.scope !== 'organization') return undefined
  if (lines.length === 1 && (first === 'all' || first === 'private')) return first
  const repository = new RegExp(`^${location.owner}/(?!\\.{1,2}$)[\\w.-]+$`, 'i')
  const wrong = lines.find(line => !repository.test(line))
  if (wrong !== undefined) inputs.addWrong('secret-visibility', wrong)
  return lines
}

/** Reads `current-token`. One block of lines may serve several steps: of other secrets' lines nothing is checked. */
function readCurrentTokens(inputs: Inputs, secretNames: string[]): SecretSettings['currentTokens'] {
  const tokens: SecretSettings['currentTokens'] = new Map()
  const lines = inputs.lines('current-token').map(splitCurrentToken)
  const isOneValue = lines.length === 1 && secretNames.length === 1
  const isDistinct = (names: string[]) => new Set(names).size === names.length
  const isOneUnclear = lines.some(({ name }) => name === '' || !isDistinct(secretNames))
  const filled = lines.filter(({ name, value }) => value !== '' && secretNames.includes(name))
  if (!isDistinct(filled.map(({ name }) => name)) || (isOneUnclear && !isOneValue)) {
    inputs.addProblem('current-token', LINES_NEEDED)
    return tokens
  }
  for (const { name, value } of lines) {
    const secretName = name || String(secretNames[0])
    const isToken = /^veeva-vault-[\x21-\x7e]+$/.test(value)
    if (value !== '' && !isToken && secretNames.includes(secretName)) {
      inputs.addProblem('current-token', NOT_A_TOKEN)
    }
    tokens.set(secretName, isToken ? inputs.mask(value) : tokens.get(secretName))
  }
  return tokens
}
