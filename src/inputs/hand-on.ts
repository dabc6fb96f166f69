import type { RunContext } from '../context.ts'
import type { Credential } from '../credential.ts'
import { parseDuration } from '../expiry.ts'
import type { SecretPlace, Visibility } from '../github/secrets.ts'
import type { HandOn, Target } from '../settings.ts'
import { listed } from '../text.ts'
import type { Current } from '../token/keep.ts'
import { type KeepPrevious, TOKEN_LIMIT } from '../token/rotation.ts'
import { type Inputs, readBoolean, readLines, USUAL_CAUSE, type Wrong } from './reader.ts'

/** Inputs that only mean something when a secret is written. */
const OF_SECRETS = ['secret-scope', 'secret-visibility', 'github-token', 'keep-previous', 'current-token', 'renew-before']
const REPOSITORY = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/

/** What the other inputs say. */
type Others = Readonly<{
  target: Target | undefined
  run: RunContext
  verify: boolean
  /** Seconds that the token shall live; undefined where that is a mistake itself. */
  lifetime: number | undefined
}>

/** Reads how the token is handed on: as an output only, or also as a secret. */
export const readHandOn = (inputs: Inputs, { target, run, verify, lifetime }: Others, wrong: Wrong): HandOn | undefined => {
  const { input, keep } = inputs
  const rawCurrent = input('current-token')
  const currentToken = rawCurrent === '' ? undefined : keep(rawCurrent)
  const rawToken = input('github-token')
  const token = rawToken === '' ? undefined : keep(rawToken)
  const template = input('secret-name')
  if (template === '') {
    for (const given of OF_SECRETS.filter(name => input(name) !== '')) wrong(given, withoutSecretName)
    if (isElsewhere(input('secret-repository'), run)) wrong('secret-repository', withoutSecretName)
    return { to: 'output', revokeAfterJob: readBoolean(inputs, 'revoke-after-job', true, wrong) }
  }

  if (input('revoke-after-job') !== '') {
    wrong('revoke-after-job', 'can have no effect with secret-name: a stored token is not deleted when the job ends')
  }
  if (token === undefined) {
    wrong('github-token', `is required with secret-name: a GitHub App or personal token that may write secrets; ${USUAL_CAUSE}`)
  } else if (!/^[\x21-\x7e]+$/.test(token.reveal())) {
    wrong('github-token', 'is no token: it holds blanks or characters that none has')
  }
  const apiUrl = URL.parse(run.apiUrl)
  if (apiUrl?.protocol !== 'https:') wrong('GITHUB_API_URL', 'the runner gives no https address for GitHub’s API')
  const secretName = readSecretName(template, target, wrong)
  const place = readPlace(inputs, run, wrong)
  const visibility = readVisibility(inputs, place, wrong)
  if (!verify) {
    for (const given of ['keep-previous', 'current-token', 'renew-before'].filter(name => input(name) !== '')) {
      wrong(given, 'can have no effect with verify: false, which leaves the token’s own Vault alone')
    }
  }
  const keepPrevious = readKeepPrevious(inputs, wrong)
  const current = readCurrent(inputs, currentToken, lifetime, wrong)
  if (token === undefined || apiUrl === null || secretName === undefined || place === undefined) return undefined
  return { to: 'secret', apiUrl, token, place, secretName, visibility, keepPrevious, current }
}

const withoutSecretName = 'can have no effect without secret-name: give secret-name, or leave it out'

/** The default of secret-repository is this repository, so it counts as given only where it names another one. */
const isElsewhere = (repository: string, run: RunContext): boolean =>
  repository !== '' && repository.toLowerCase() !== run.repository.toLowerCase()

/** In: a sandbox's name. Out: what `{sandbox}` stands for: upper case, each character other than A–Z and 0–9 as `_`. */
export const sandboxInSecretName = (sandbox: string): string => sandbox.toUpperCase().replace(/[^A-Z0-9]/g, '_')

/** In: the input and what the token is for. Out: the secret's name, upper case as GitHub stores it ("Naming your secrets"). */
const readSecretName = (template: string, target: Target | undefined, wrong: Wrong): string | undefined => {
  if (target?.is === 'vault' && template.includes('{sandbox}')) {
    return wrong('secret-name', '{sandbox} stands for a sandbox’s name, and there is none with target: vault')
  }
  const name = template.replaceAll('{sandbox}', target?.is === 'sandbox' ? sandboxInSecretName(target.name) : 'X').toUpperCase()
  if (/[\r\n]/.test(template)) return wrong('secret-name', 'holds a line break: give the name of one secret, not its value')
  if (!/^[A-Z0-9_]+$/.test(name)) return wrong('secret-name', `"${template}" may hold letters, digits and underscores only`)
  if (/^\d/.test(name)) return wrong('secret-name', `"${name}" begins with a digit, which GitHub refuses`)
  if (name.startsWith('GITHUB_')) return wrong('secret-name', `"${name}" begins with GITHUB_, which GitHub keeps for itself`)
  return name
}

const SCOPES = ['repository', 'environment/NAME', 'organization/NAME', 'dependabot', 'codespaces']

const readPlace = ({ input }: Inputs, run: RunContext, wrong: Wrong): SecretPlace | undefined => {
  const text = input('secret-scope') || 'repository'
  const slash = text.indexOf('/')
  const [scope, name] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1).trim()]
  const repository = input('secret-repository') || run.repository
  if (scope === 'organization') {
    if (isElsewhere(repository, run)) wrong('secret-repository', 'can have no effect with secret-scope: organization/NAME')
  } else if (!REPOSITORY.test(repository)) {
    wrong('secret-repository', `"${repository}" is not of the form OWNER/NAME`)
  }
  switch (scope) {
    case 'repository':
    case 'dependabot':
    case 'codespaces':
      if (name !== undefined) return wrong('secret-scope', `"${text}": nothing belongs behind ${scope}`)
      return { scope, repository }
    case 'environment':
      if (!name) return wrong('secret-scope', `names no environment: give environment/NAME; ${USUAL_CAUSE}`)
      if (/^\.{1,2}$|\p{Cc}/u.test(name)) return wrong('secret-scope', 'names no environment that there can be')
      return { scope, repository, environment: name }
    case 'organization':
      if (!name) return wrong('secret-scope', `names no organization: give organization/NAME; ${USUAL_CAUSE}`)
      if (!/^[\w-]+$/.test(name)) return wrong('secret-scope', `"${name}" is no name of an organization`)
      return { scope, organization: name }
    default:
      return wrong('secret-scope', `"${text}" is none of ${listed(SCOPES)}`)
  }
}

const readVisibility = (inputs: Inputs, place: SecretPlace | undefined, wrong: Wrong): Visibility | undefined => {
  const lines = readLines(inputs, 'secret-visibility')
  const [first] = lines
  if (first === undefined || place === undefined) return undefined
  if (place.scope !== 'organization') {
    return wrong(
      'secret-visibility',
      `can have no effect with secret-scope: ${place.scope}; only an organization’s secrets have one`
    )
  }
  if (lines.length === 1 && (first === 'all' || first === 'private')) return { is: first }
  const bad = lines.find(line => !REPOSITORY.test(line) || line.split('/')[0]?.toLowerCase() !== place.organization.toLowerCase())
  if (bad !== undefined) {
    return wrong(
      'secret-visibility',
      `"${bad}" is neither all, private, nor a repository of the organization as ${place.organization}/NAME, one per line`
    )
  }
  return { is: 'selected', repositories: lines }
}

const readKeepPrevious = ({ input }: Inputs, wrong: Wrong): KeepPrevious => {
  const text = input('keep-previous') || '1'
  if (text === 'all') return 'all'
  if (!/^\d{1,2}$/.test(text) || Number(text) >= TOKEN_LIMIT) {
    wrong('keep-previous', `"${text}" is neither a number below ${TOKEN_LIMIT} nor all`)
  }
  return Number(text)
}

const DAY = 86_400
const LONGEST_DEFAULT_RENEWAL = 7 * DAY

const readCurrent = (
  { input }: Inputs,
  value: Credential | undefined,
  lifetime: number | undefined,
  wrong: Wrong
): Current | undefined => {
  const text = input('renew-before')
  if (value !== undefined && !/^veeva-vault-[\x21-\x7e]+$/.test(value.reveal())) {
    wrong(
      'current-token',
      'is not an API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run'
    )
  }
  const seconds = text === '' ? Math.min(LONGEST_DEFAULT_RENEWAL, (lifetime ?? DAY) / 3) : parseDuration(text)
  if (seconds === undefined) return wrong('renew-before', `"${text}" is none of 90m, 12h, 7d`)
  if (lifetime !== undefined && seconds >= lifetime) {
    return wrong('renew-before', `${text} is not shorter than the lifetime asked for, so that every run would renew`)
  }
  return value && { value, renewBefore: seconds }
}
