import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { display, mask, parseFileCommands, parseLine } from '../../simulator/log.ts'
import { afterJob } from '../../src/after-job.ts'
import { deleteSelected } from '../../src/companion/delete.ts'
import { list } from '../../src/companion/list.ts'
import { credentials } from '../../src/credential.ts'
import { run } from '../../src/run.ts'
import { githubRunner, raw } from '../../src/runner.ts'
import { neutral, pasted, quote } from '../../src/text.ts'
import { answer, failure } from '../helpers/answers.ts'
import { cases, seeded } from '../helpers/seeded.ts'
import { DELETING, GENERATE, GET_KEY, PUT_SECRET, QUERY, RECORD, stage } from '../helpers/stage.ts'
import { jobEnvironment } from '../helpers/world.ts'

const runs = cases(300)

/** Pieces that mean something to a shell, a regular expression, Markdown, HTML, a URL, JSON, or the runner. */
const pieces = [
  ...[
    '%',
    '%25',
    '%0A',
    '::',
    '##[error]',
    '"',
    "'",
    '\\',
    '\\n',
    '$&',
    '$1',
    '(.*)',
    '[a-z]+',
    '|',
    '`',
    '&#42;',
    '&amp;',
    '<b>'
  ],
  ...[
    '*x*',
    '_',
    '{"a":1}',
    '+',
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\u2028',
    '\u202e',
    'é',
    'ß',
    '漢字',
    '👩‍👩‍👧',
    'www.',
    'https://'
  ]
]
const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ maxLength: 8 }))
/** What no environment can hold, and what can't be told from the mask itself, is no credential. */
const isCredential = (text: string) =>
  !text.includes('\0') &&
  text.replace(/[\s*]/g, '') !== '' &&
  text.split(/[\r\n]+/).every(line => pasted(line).length > 2) &&
  raw(text) === text
const credential = fc
  .oneof(
    fc.array(piece, { minLength: 1, maxLength: 6 }).map(parts => parts.join('')),
    fc.stringMatching(/^[\x21-\x7e]{3,4}$/),
    fc.stringMatching(/^veeva-vault-[\x21-\x7e]{1,40}$/)
  )
  .filter(isCredential)
const storedToken = fc.oneof(
  credential,
  fc.stringMatching(/^[\x21-\x7e]{1,30}$/).map(rest => `veeva-vault-${rest}`)
)

/** How a credential looks on its way through requests and answers. */
const forms: readonly ((value: string) => string)[] = [
  value => value,
  value => JSON.stringify(value).slice(1, -1),
  value => encodeURIComponent(value),
  value => new URLSearchParams({ '': value }).toString().slice(1)
]
/** The forms of a credential that a text shows; what was masked is taken out first. */
const shown = (text: string, value: string): readonly string[] => {
  const rest = text.split('***')
  return forms.map(form => form(value.trim())).filter(form => rest.some(part => part.includes(form)))
}
/** The text as a reader of the rendered summary sees it. */
const rendered = (summary: string) => summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

let folder: string
let printed: string[]
const file = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-safety-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const environment = process.env
beforeEach(() => {
  printed = []
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    printed.push(String(chunk))
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = environment
})

/** The real runner of a step, on an environment of its own. */
const runnerOf = (inputs: Readonly<Record<string, string>>, state: Readonly<Record<string, string>> = {}) => {
  process.env = {
    ...jobEnvironment,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]))
  }
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    process.env[name] = file(name)
    writeFileSync(file(name), '')
  }
  return githubRunner()
}
/** What the user sees of all that a step printed, and of its summary. Masks stay for the whole job. */
const seen = (masks: string[]): Readonly<{ log: string; summary: string }> => {
  const log: string[] = []
  for (const line of printed.join('').split(/\r?\n/)) {
    const event = parseLine(line)
    const visible = display(event)
    if (visible !== undefined) log.push(mask(visible, masks))
    if ('command' in event && event.command === 'add-mask' && event.data.trim() !== '') masks.push(event.data)
  }
  printed = []
  return { log: log.join('\n'), summary: readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8') }
}

const routes = [/^POST \/auth/, /sandbox$/, GENERATE, RECORD, GET_KEY, PUT_SECRET, QUERY, DELETING, /^DELETE \/session/]
const drawnTrouble = fc.record({
  route: fc.constantFrom(...routes),
  /** Which credential the answer repeats, in which form. */
  which: fc.nat({ max: 3 }),
  form: fc.constantFrom(...forms),
  as: fc.constantFrom('message', 'type', 'page', 'github')
})
const story = fc.record({
  password: credential,
  stored: storedToken,
  github: fc.oneof(credential, fc.stringMatching(/^gh[ps]_[\x21-\x7e]{1,30}$/)),
  made: storedToken,
  way: fc.constantFrom('password', 'access-token', 'session-id', 'oauth'),
  secret: fc.boolean(),
  /** The sandbox may be called like a credential: nobody keeps a user from that. */
  sandbox: fc.oneof(piece, fc.constant('password'), fc.constant('UAT')),
  label: fc.oneof(piece, fc.constant('')),
  troubles: fc.array(drawnTrouble, { maxLength: 3 })
})

test(`whatever the credentials are, and whatever Vault and GitHub answer, neither log nor summary shows one ${seeded}`, async () => {
  const ended = { succeeded: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(story, async ({ password, stored, github, made, way, secret, sandbox, label, troubles }) => {
      const play = stage()
      play.user.password = password.replace(/[\r\n]+$/, '')
      play.stored.value = stored
      play.githubToken.value = github
      const called = (sandbox === 'password' ? password : sandbox).replace(/[\r\n\0]+/g, ' ').trim() || 'UAT'
      play.sandbox.name = called
      const mint = play.model.mint
      play.model.mint = (...given) => Object.assign(mint(...given), { value: made })
      const values = [password, stored, github, made]
      for (const { route, which, form, as } of troubles) {
        const text = `It said (${form(values[which] ?? '')}), and no more.`
        const outcome = {
          message: failure('SOMETHING_ELSE', text),
          type: failure(text),
          page: answer(`<html>${text}</html>`, 502),
          github: answer({ message: text }, 422)
        }[as]
        play.trouble(route, outcome)
      }
      const signIn = {
        password: { username: play.user.name, password },
        'access-token': { 'access-token': stored },
        'session-id': { 'session-id': stored },
        oauth: { 'oauth-profile-id': 'OP1', 'oauth-token': stored }
      }[way]
      const inputs = {
        'vault-dns': play.parent.host,
        'sandbox-name': called,
        'token-name': label.replace('\0', ''),
        ...signIn,
        ...(secret && { 'secret-name': 'VAULT_TOKEN', 'github-token': github })
      }

      const given = runnerOf(inputs)
      ended[await run({ ...play.world, runner: given, env: process.env })]++
      const state = parseFileCommands(readFileSync(file('GITHUB_STATE'), 'utf8'))
      const masks: string[] = []
      const main = seen(masks)
      const outputs = parseFileCommands(readFileSync(file('GITHUB_OUTPUT'), 'utf8'))
      const session = JSON.parse(state.session ?? '{}').session ?? ''
      await afterJob({ ...play.world, runner: runnerOf(inputs, state), env: process.env })
      const post = seen(masks)

      const used = [...(way === 'password' ? [password] : [stored]), ...(secret ? [github] : [])]
      const handedOn = outputs.token !== undefined && outputs.token !== ''
      const known = [...used, ...(handedOn || masks.includes(made) ? [made] : []), ...(session === '' ? [] : [session])]
      for (const value of known) {
        for (const { log, summary } of [main, post]) {
          expect(shown(log, value)).toEqual([])
          expect(shown(summary, value)).toEqual([])
          expect(shown(rendered(summary), value)).toEqual([])
        }
      }
    }),
    runs
  )
  expect(ended.succeeded).toBeGreaterThan(50)
  expect(ended.failed).toBeGreaterThan(50)
})

const companionStory = fc.record({
  password: credential,
  stored: storedToken,
  way: fc.constantFrom('password', 'access-token', 'session-id'),
  action: fc.constantFrom(list, deleteSelected),
  /** A token that somebody pasted into an input where none belongs, among something else. */
  pastedInto: fc.constantFrom('', 'token-ids', 'token-name', 'owner', 'keep-newest', 'unused-for', 'expires-within'),
  around: fc.constantFrom('', 'id ', '0PI1\n'),
  troubles: fc.array(drawnTrouble, { maxLength: 3 })
})

test(`the companions show no credential either, nor a token that was pasted where none belongs ${seeded}`, async () => {
  const ended = { succeeded: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(companionStory, async ({ password, stored, way, action, pastedInto, around, troubles }) => {
      const play = stage()
      const foreign = 'veeva-vault-0123456789ABCDEF-pasted'
      play.user.password = password.replace(/[\r\n]+$/, '')
      play.stored.value = stored
      play.stored.name = `named after ${stored}`
      for (const { route, which, form, as } of troubles) {
        const text = `It said (${form([password, stored, foreign][which % 3] ?? '')}), and no more.`
        play.trouble(route, as === 'page' ? answer(`<html>${text}</html>`, 502) : failure('SOMETHING_ELSE', text))
      }
      const inputs: Record<string, string> = {
        'vault-dns': play.parent.host,
        ...{
          password: { username: play.user.name, password },
          'access-token': { 'access-token': stored },
          'session-id': { 'session-id': stored }
        }[way],
        ...(action === deleteSelected && { 'token-ids': play.stored.id })
      }
      if (pastedInto !== '') inputs[pastedInto] = `${around}${foreign}`
      ended[await action({ ...play.world, runner: runnerOf(inputs), env: process.env })]++
      const { log, summary } = seen([])
      for (const value of [way === 'password' ? password : stored, ...(pastedInto === '' ? [] : [foreign])]) {
        expect(shown(log, value)).toEqual([])
        expect(shown(summary, value)).toEqual([])
        expect(shown(rendered(summary), value)).toEqual([])
      }
      if (pastedInto !== '')
        for (const { url, body = '' } of play.sent.filter(({ url }) => !url.pathname.endsWith('/query')))
          expect(decodeURIComponent(url.href) + body).not.toContain(foreign)
    }),
    runs
  )
  expect(ended.succeeded).toBeGreaterThan(20)
  expect(ended.failed).toBeGreaterThan(20)
})

test(`a text without what was kept holds it in no form, and neither does what is quoted of it ${seeded}`, () => {
  fc.assert(
    fc.property(fc.array(credential, { minLength: 1, maxLength: 4 }), fc.array(piece), (values, words) => {
      const { keep, redact } = credentials(() => {})
      for (const value of values) keep(value)
      const echoes = values.flatMap(value => forms.map(form => form(value)))
      const text = words.flatMap((word, index) => [word, echoes[index % echoes.length] ?? '']).join(' ')
      for (const value of values) {
        expect(shown(redact(text), value)).toEqual([])
        expect(shown(quote(redact(text)), value)).toEqual([])
      }
    }),
    cases(2000)
  )
})

test(`a credential that is printed by accident is three stars, as text, as JSON and looked into ${seeded}`, () => {
  fc.assert(
    fc.property(credential, value => {
      const kept = credentials(() => {}).keep(value)
      expect(`${kept}`).toBe('***')
      expect(JSON.stringify({ kept })).toBe('{"kept":"***"}')
      expect(kept.reveal()).toBe(value)
    }),
    runs
  )
})

test(`text from outside is one line that the runner takes for no command ${seeded}`, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map(parts => parts.join('')),
        fc.string()
      ),
      text => {
        for (const made of [neutral(text), quote(text)]) {
          expect(parseLine(made)).toEqual({ line: made })
          expect(made).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        }
        expect(quote(text).length).toBeLessThanOrEqual(300)
      }
    ),
    cases(2000)
  )
})
