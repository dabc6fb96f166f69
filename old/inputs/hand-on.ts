import type { RunContext } from '../context.ts'
import type { Credential } from '../credential.ts'
import { parseDuration } from '../expiry.ts'
import { collision, isPerSandbox, PLACEHOLDER, placeFor, secretNameFor, secretNameMistake } from '../github/secret-name.ts'
import type { SecretPlace, Visibility } from '../github/secrets.ts'
import { type HandOn, isOne, type Target } from '../settings.ts'
import { listed } from '../text.ts'
import { type KeepPrevious, TOKEN_LIMIT } from '../token/rotation.ts'
import { type Inputs, readBoolean, readLines, type Wrong } from './reader.ts'

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
  const { input, keep, usualCause } = inputs
  const rawToken = input('github-token')
  const token = rawToken === '' ? undefined : keep(rawToken)
  const currents = keepCurrents(inputs)
  const template = input('secret-name')
  if (template === '') {
    for (const given of OF_SECRETS.filter(name => input(name) !== '')) wrong(given, withoutSecretName)
    if (isElsewhere(input('secret-repository'), run)) wrong('secret-repository', withoutSecretName)
    const revokeAfterJob = readBoolean(inputs, 'revoke-after-job', verify, wrong)
    if (revokeAfterJob && !verify) wrong('revoke-after-job', WITHOUT_VERIFY)
    return { to: 'output', revokeAfterJob }
  }

  if (input('revoke-after-job') !== '') {
    wrong(
      'revoke-after-job',
      'can have no effect with secret-name, because a stored token is not deleted when the job ends; leave it out'
    )
  }
  if (token === undefined) {
    wrong('github-token', `is required with secret-name: a GitHub App or personal token that may write secrets; ${usualCause}`)
  } else if (!/^[\x21-\x7e]{3,}$/.test(token.reveal())) {
    wrong('github-token', 'is no token: it holds blanks or characters that none has; give the token alone')
  }
  const apiUrl = URL.parse(run.apiUrl)
  if (apiUrl?.protocol !== 'https:')
    wrong(
      'GITHUB_API_URL',
      'the runner gives no https address for GitHub’s API, and a secret is sent to no other: have GitHub Enterprise Server use TLS'
    )
  const place = readPlace(inputs, run, target, wrong)
  const named = readSecretName(template, target, place, wrong)
  const visibility = readVisibility(inputs, place, wrong)
  if (!verify) {
    for (const given of ['keep-previous', 'current-token', 'renew-before'].filter(name => input(name) !== '')) {
      wrong(given, WITHOUT_VERIFY)
    }
  }
  const keepPrevious = readKeepPrevious(inputs, wrong)
  const current = readCurrents(currents, template, target, wrong)
  if (current.size > 0 && place && isPerSandbox(place) && target && !isOne(target) && !template.includes(PLACEHOLDER)) {
    wrong(
      'current-token',
      `can’t tell the sandboxes apart where each has a secret of the same name in an environment of its own: put ${PLACEHOLDER} into secret-name too, or run one job for each sandbox, which names its environment`
    )
  }
  const renewBefore = readRenewBefore(inputs, lifetime, wrong)
  if (token === undefined || apiUrl === null || !named || place === undefined) return undefined
  return { to: 'secret', apiUrl, token, place, template, visibility, keepPrevious, current, renewBefore }
}

const WITHOUT_VERIFY = 'can have no effect with verify: false, which leaves the token’s own Vault alone; leave one of them out'
const withoutSecretName = 'can have no effect without secret-name: give secret-name, or leave it out'

/** The default of secret-repository is this repository, so it counts as given only where it names another one. */
const isElsewhere = (repository: string, run: RunContext): boolean =>
  repository !== '' && repository.toLowerCase() !== run.repository.toLowerCase()

/** Checks the names of all secrets that are known by now. Out: whether they are fine. */
const readSecretName = (template: string, target: Target | undefined, place: SecretPlace | undefined, wrong: Wrong): boolean => {
  const at: SecretPlace = place ?? { scope: 'repository', repository: '' }
  const say = (what: string): boolean => {
    wrong('secret-name', what)
    return false
  }
  const several = target !== undefined && !isOne(target)
  if (target?.is === 'vault' && template.includes(PLACEHOLDER)) {
    return say(`${PLACEHOLDER} stands for a sandbox’s name, and there is none with target: vault; leave it out`)
  }
  if (several && !template.includes(PLACEHOLDER) && place !== undefined && !isPerSandbox(place)) {
    return say(`needs ${PLACEHOLDER} for several sandboxes, or all would be written to one secret`)
  }
  const sandboxes = namesOf(target)
  const names = sandboxes.map(of => ({ name: secretNameFor(template, of), of }))
  // What `*` stands for is not known yet: the rest of the name is checked with a letter in its place.
  const checked = names.length > 0 ? names : [{ name: secretNameFor(template, 'X'), of: '' }]
  for (const { name, of } of checked) {
    const mistake = secretNameMistake(name)
    if (mistake !== undefined) return say(of !== '' && several ? `for the sandbox "${of}" it ${mistake}` : mistake)
  }
  const same = collision(names.map(({ name, of }) => ({ name, at: placeFor(at, of), of })))
  return (
    same === undefined ||
    say(
      `the sandboxes "${same.of[0]}" and "${same.of[1]}" would both be stored as ${same.name}: leave one out, or give it a step of its own`
    )
  )
}

/** In: what the tokens are for. Out: the sandboxes' names as far as they are known; one empty name with `target: vault`. */
const namesOf = (target: Target | undefined): readonly string[] => {
  if (target?.is === 'vault') return ['']
  return target?.which.are === 'named' ? target.which.names : []
}

const SCOPES = ['repository', 'environment/NAME', 'environment/{sandbox}', 'organization/NAME', 'dependabot', 'codespaces']

const readPlace = (
  { input, usualCause }: Inputs,
  run: RunContext,
  target: Target | undefined,
  wrong: Wrong
): SecretPlace | undefined => {
  const text = input('secret-scope') || 'repository'
  const slash = text.indexOf('/')
  const [scope, name] = slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1).trim()]
  const repository = input('secret-repository') || run.repository
  if (text.includes(PLACEHOLDER)) {
    if (text.replaceAll(' ', '') !== `environment/${PLACEHOLDER}`)
      return wrong(
        'secret-scope',
        `"${text}": ${PLACEHOLDER} can stand only as environment/${PLACEHOLDER}, for an environment of each sandbox’s own name`
      )
    if (target?.is === 'vault')
      return wrong(
        'secret-scope',
        `${PLACEHOLDER} stands for a sandbox’s name, and there is none with target: vault; name the environment`
      )
  }
  if (scope === 'organization') {
    if (isElsewhere(repository, run))
      wrong('secret-repository', 'can have no effect with secret-scope: organization/NAME; leave it out')
  } else if (!REPOSITORY.test(repository)) {
    wrong('secret-repository', `"${repository}" is not of the form OWNER/NAME`)
  }
  switch (scope) {
    case 'repository':
    case 'dependabot':
    case 'codespaces':
      if (name !== undefined)
        return wrong(
          'secret-scope',
          `"${text}": nothing belongs behind ${scope}; another repository belongs in secret-repository`
        )
      return { scope, repository }
    case 'environment':
      if (!name) return wrong('secret-scope', `names no environment: give environment/NAME; ${usualCause}`)
      if (/^\.{1,2}$|\p{Cc}/u.test(name))
        return wrong('secret-scope', 'names no environment that there can be: give its name as on GitHub')
      return { scope, repository, environment: name }
    case 'organization':
      if (!name) return wrong('secret-scope', `names no organization: give organization/NAME; ${usualCause}`)
      if (!/^[\w-]+$/.test(name))
        return wrong('secret-scope', `"${name}" is no name of an organization: give the one in its address on GitHub`)
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
      `can have no effect with secret-scope: ${place.scope}, because only an organization’s secrets have one; leave it out`
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

/** A line of `current-token`: with several sandboxes NAME=value, else the value alone. */
type CurrentLine = Readonly<{ name: string; value: Credential | undefined }>

/** Reads `current-token`; every value is masked, whatever is wrong with it. */
const keepCurrents = (inputs: Inputs): readonly CurrentLine[] =>
  readLines(inputs, 'current-token').map(line => {
    const [, name = '', value = ''] = /^([A-Za-z0-9_]+)=(?!=)(.*)$/s.exec(line) ?? ['', '', line]
    return { name: name.toUpperCase(), value: value.trim() === '' ? undefined : inputs.keep(value.trim()) }
  })

const readCurrents = (
  lines: readonly CurrentLine[],
  template: string,
  target: Target | undefined,
  wrong: Wrong
): ReadonlyMap<string, Credential | undefined> => {
  const one = target !== undefined && isOne(target)
  const unnamed = lines.find(({ name }) => name === '')
  if (unnamed !== undefined && !(one && lines.length === 1)) {
    // Where it is not known how many sandboxes there are, that is the mistake.
    if (target !== undefined) {
      wrong('current-token', 'for several sandboxes has one line per secret: its name, =, and its value from the secrets context')
    }
    return new Map()
  }
  // Empty where nobody knows yet what `*` stands for.
  const written = namesOf(target).map(of => secretNameFor(template, of))
  const currents = new Map<string, Credential | undefined>()
  for (const { name, value } of lines) {
    const secret = name || (written[0] ?? '')
    // One block of lines may serve several steps: of what this one does not write only the name counts.
    if (value === undefined || (written.length > 0 && !written.includes(secret))) {
      if (!currents.has(secret)) currents.set(secret, undefined)
      continue
    }
    if (currents.get(secret) !== undefined) wrong('current-token', `names ${secret} twice: leave one line out`)
    if (!/^veeva-vault-[\x21-\x7e]+$/.test(value.reveal())) {
      wrong(
        'current-token',
        `holds for ${secret} no API access token (those begin with veeva-vault-): give what the secret holds now, or nothing on the first run`
      )
    }
    currents.set(secret, value)
  }
  return currents
}

const readRenewBefore = ({ input }: Inputs, lifetime: number | undefined, wrong: Wrong): number => {
  const text = input('renew-before')
  const seconds = text === '' ? Math.min(LONGEST_DEFAULT_RENEWAL, (lifetime ?? DAY) / 3) : parseDuration(text)
  if (seconds === undefined) {
    wrong('renew-before', `"${text}" is no length in minutes, hours or days, like 90m, 12h or 7d`)
    return 0
  }
  if (lifetime !== undefined && seconds >= lifetime) {
    wrong(
      'renew-before',
      `${text} is not shorter than the lifetime asked for, so that every run would renew: give a shorter one, or a longer expires`
    )
  }
  return seconds
}
