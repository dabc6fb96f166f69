import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { display, mask, parseFileCommands, parseLine } from '../../simulator/log.ts'
import { createWorld } from '../../simulator/world.ts'
import { runPost } from '../../src/action/post-step.ts'
import { run } from '../../src/action/run.ts'
import { deleteStep } from '../../src/companions/delete.ts'
import { listStep } from '../../src/companions/list.ts'
import { readRunContext } from '../../src/core/run.ts'
import { githubRunner, trimRaw } from '../../src/core/runner.ts'
import { trimPasted } from '../../src/core/text.ts'
import type { HttpRequest, HttpResponse } from '../../src/net/http.ts'
import type { World } from '../../src/net/world.ts'
import { respondTo, response, vaultFailure } from '../helpers/responses.ts'
import { cases, seeded } from '../helpers/seeded.ts'

const runs = cases(200)

/** Pieces that mean something to a shell, a regular expression, Markdown, HTML, a URL, JSON, or the runner. */
const PIECES = [
  ...['%', '%25', '%0A', '::', '##[error]', '"', "'", '\\', '\\n', '$&', '$1', '(.*)', '[a-z]+'],
  ...['|', '`', '&#42;', '&amp;', '<b>', '*x*', '_', '{"a":1}', '+', ' ', '\t', '\n', '\r\n'],
  ...['\u2028', '\u202e', 'é', 'ß', '漢字', '👩‍👩‍👧', 'www.', 'https://']
]
const piece = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ maxLength: 8 })
)

/** What no environment can hold, and what can't be told from the mask itself, is not a credential. */
function isCredential(text: string): boolean {
  const isLong = text.split(/[\r\n]+/).every(line => trimPasted(line).length > 2)
  return isLong && !text.includes('\0') && /[^\s*]/.test(text) && trimRaw(text) === text
}
const credential = fc
  .oneof(
    fc.array(piece, { minLength: 1, maxLength: 6 }).map(parts => parts.join('')),
    fc.stringMatching(/^[\x21-\x7e]{3,4}$/)
  )
  .filter(isCredential)
const token = fc.stringMatching(/^[\x21-\x7e]{1,30}$/).map(rest => `veeva-vault-${rest}`)

/** How a credential looks on its way through requests and responses. */
const FORMS: ((value: string) => string)[] = [
  value => value,
  value => JSON.stringify(value).slice(1, -1),
  value => encodeURIComponent(value),
  value => new URLSearchParams({ '': value }).toString().slice(1)
]

/** The forms of a credential that a text shows, beside its masks. */
function formsIn(text: string, value: string): string[] {
  const rest = text.split('***')
  return FORMS.map(form => form(value.trim())).filter(form =>
    rest.some(part => part.includes(form))
  )
}

const folder = mkdtempSync(join(tmpdir(), 'log-safety-'))
const file = (name: string) => join(folder, name)
const environment = process.env
let printed = ''
beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    printed += String(chunk)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = environment
})
afterAll(() => rmSync(folder, { recursive: true }))

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']

/** Makes the environment of a step that of this process. */
function enterStep(inputs: Record<string, string>, state: Record<string, string> = {}): void {
  process.env = { GITHUB_REPOSITORY: 'acme/pipelines', GITHUB_RUN_ID: '4711' }
  for (const [name, value] of Object.entries(inputs)) {
    process.env[`INPUT_${name.toUpperCase()}`] = value
  }
  for (const [name, value] of Object.entries(state)) process.env[`STATE_${name}`] = value
  for (const name of FILES) {
    process.env[name] = file(name)
    writeFileSync(file(name), '')
  }
  printed = ''
}

/** Everything that the user sees of a step: the log behind the masks so far, and the summary, rendered too. */
function visible(masks: string[]): string[] {
  const log: string[] = []
  for (const line of printed.split(/\r?\n/)) {
    const event = parseLine(line)
    log.push(mask(display(event) ?? '', masks))
    const isMask = 'command' in event && event.command === 'add-mask' && event.data.trim() !== ''
    if (isMask) masks.push(event.data)
  }
  const summary = readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')
  const rendered = summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  return [log.join('\n'), summary, rendered]
}

interface Values {
  password: string
  stored: string
  github: string
  made: string
}

/** A response that repeats a credential. */
const trouble = fc.record({
  /** Part of the path of the request. */
  at: fc.constantFrom(
    '/auth',
    'sandbox',
    '/api_access_token__sys',
    '/secrets/',
    '/query',
    '/session'
  ),
  which: fc.constantFrom<keyof Values>('password', 'stored', 'github', 'made'),
  form: fc.constantFrom(...FORMS),
  as: fc.constantFrom('message', 'type', 'page', 'github')
})
type Trouble = ReturnType<typeof trouble.generate>['value']

function troubledResponse({ which, form, as }: Trouble, values: Values): HttpResponse {
  const text = `It said (${form(values[which])}), and no more.`
  if (as === 'page') return response(`<html>${text}</html>`, 502)
  if (as === 'github') return response({ message: text }, 422)
  return as === 'type' ? vaultFailure(text) : vaultFailure('SOMETHING_ELSE', text)
}

/** A Vault with one sandbox and GitHub, in which some requests go wrong once, and in which waiting takes no time. */
function setUp(values: Values, sandboxName: string, troubles: Trouble[]) {
  let time = Date.parse('2026-11-22T12:00:00Z')
  const simulator = createWorld(() => time)
  const parent = simulator.addVault({ host: 'acme.veevavault.com' })
  simulator.addSandbox(parent, { name: sandboxName, host: 'acme-dev.veevavault.com' })
  const password = values.password.replace(/[\r\n]+$/, '')
  const user = simulator.addUser({ name: 'robot@acme.com', password })
  const name = `named after ${values.stored}`
  const stored = simulator.mint(parent, user, { value: values.stored, name })
  simulator.github.addRepository('acme/pipelines')
  simulator.github.addToken({ value: values.github, permissions: ['secrets:write'] })
  const mint = simulator.mint.bind(simulator)
  simulator.mint = (...given) => Object.assign(mint(...given), { value: values.made })
  const left = [...troubles]
  const sent: HttpRequest[] = []
  function world(): World {
    return {
      runner: githubRunner(),
      environment: process.env,
      run: readRunContext(process.env),
      async send(request) {
        sent.push(request)
        const index = left.findIndex(({ at }) => request.url.pathname.includes(at))
        const [hit] = index < 0 ? [] : left.splice(index, 1)
        return hit ? troubledResponse(hit, values) : respondTo(request, simulator)
      },
      connect: async () => undefined,
      trust: () => {},
      clock: {
        now: () => new Date(time),
        elapsed: () => time,
        async sleep(ms) {
          time += ms
        }
      },
      random: () => 0.5,
      stopping: new AbortController().signal,
      nonce: () => '0badbeef'
    }
  }
  return { world, stored, sent }
}

function signInOf(way: string, { password, stored }: Values): Record<string, string> {
  if (way === 'password') return { username: 'robot@acme.com', password }
  return way === 'oauth' ? { 'oauth-profile-id': 'OP1', 'oauth-token': stored } : { [way]: stored }
}

const values = fc.record({
  password: credential,
  stored: fc.oneof(credential, token),
  github: fc.oneof(credential, fc.stringMatching(/^gh[ps]_[\x21-\x7e]{1,30}$/)),
  made: token
})
const troubles = fc.array(trouble, { maxLength: 3 })
const mainStory = fc.record({
  values,
  way: fc.constantFrom('password', 'access-token', 'session-id', 'oauth'),
  isStored: fc.boolean(),
  /** The sandbox may have the name of a credential: nobody keeps a user from that. */
  sandbox: fc.oneof(piece, fc.constant('password'), fc.constant('UAT')),
  label: fc.oneof(piece, fc.constant('')),
  troubles
})

type MainStory = ReturnType<typeof mainStory.generate>['value']

/** A name that a sandbox can have. */
function nameIn({ sandbox, values: { password } }: MainStory): string {
  const name = sandbox === 'password' ? password : sandbox
  return name.replace(/[\r\n\0]+/g, ' ').trim() || 'UAT'
}

function inputsOf(story: MainStory): Record<string, string> {
  const signIn = signInOf(story.way, story.values)
  const inputs: Record<string, string> = {
    'vault-dns': 'acme.veevavault.com',
    'sandbox-name': nameIn(story),
    'token-name': story.label.replace('\0', ''),
    ...signIn
  }
  if (!story.isStored) return inputs
  return { ...inputs, 'secret-name': 'VAULT_TOKEN', 'github-token': story.values.github }
}

function expectHidden(credentials: string[], seen: string[]): void {
  for (const value of credentials.filter(Boolean)) {
    for (const text of seen) expect(formsIn(text, value)).toEqual([])
  }
}

test(`neither log nor summary shows a credential, whatever Vault and GitHub respond ${seeded}`, async () => {
  const results = { succeeded: 0, failed: 0 }
  const property = fc.asyncProperty(mainStory, async story => {
    const { password, stored, github, made } = story.values
    const { world } = setUp(story.values, nameIn(story), story.troubles)
    const inputs = inputsOf(story)
    enterStep(inputs)
    results[await run(world())]++
    const masks: string[] = []
    const seen = visible(masks)
    const state = parseFileCommands(readFileSync(file('GITHUB_STATE'), 'utf8'))
    enterStep(inputs, state)
    await runPost(world())
    seen.push(...visible(masks))
    const session = String(JSON.parse(state.session ?? '{}').session ?? '')
    const used = [story.way === 'password' ? password : stored, session]
    if (story.isStored) used.push(github)
    if (masks.includes(made)) used.push(made)
    expectHidden(used, seen)
  })
  await fc.assert(property, runs)
  expect(Math.min(results.succeeded, results.failed)).toBeGreaterThan(40)
})

const companionStory = fc.record({
  values,
  way: fc.constantFrom('password', 'access-token', 'session-id'),
  step: fc.constantFrom(listStep, deleteStep),
  /** The input that somebody pasted a token into. */
  // Without a pasted token a step can succeed.
  pastedInto: fc.option(
    fc.constantFrom('token-ids', 'token-name', 'owner', 'keep-newest', 'unused-for'),
    { freq: 1, nil: '' }
  ),
  around: fc.constantFrom('', 'id ', '0PI1\n'),
  troubles
})

test(`the companions show no credential, nor a token that was pasted into a wrong input ${seeded}`, async () => {
  const results = { succeeded: 0, failed: 0 }
  const property = fc.asyncProperty(companionStory, async story => {
    const { way, step, pastedInto, around } = story
    const foreign = 'veeva-vault-0123456789ABCDEF-pasted'
    const { world, stored, sent } = setUp(story.values, 'UAT', story.troubles)
    const inputs: Record<string, string> = {
      'vault-dns': 'acme.veevavault.com',
      ...signInOf(way, story.values)
    }
    if (step === deleteStep) inputs['token-ids'] = stored.id
    if (pastedInto !== '') inputs[pastedInto] = around + foreign
    enterStep(inputs)
    results[await step(world())]++
    const used = way === 'password' ? story.values.password : story.values.stored
    expectHidden([used, foreign], visible([]))
    const requests = sent.map(({ url, body = '' }) => decodeURIComponent(url.href) + body)
    expect(requests.join('\n')).not.toContain(foreign)
  })
  await fc.assert(property, runs)
  expect(Math.min(results.succeeded, results.failed)).toBeGreaterThan(20)
})
