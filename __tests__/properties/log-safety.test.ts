import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { display, mask, parseFileCommands, parseLine } from '../../simulator/log.ts'
import { createWorld } from '../../simulator/world.ts'
import { runPost } from '../../src/action/post-step.ts'
import { run as mainStep } from '../../src/action/run.ts'
import { deleteStep } from '../../src/companions/delete.ts'
import { listStep } from '../../src/companions/list.ts'
import { readRunContext } from '../../src/core/run.ts'
import { githubRunner, trimRaw } from '../../src/core/runner.ts'
import { trimPasted } from '../../src/core/text.ts'
import type { HttpRequest, HttpResponse } from '../../src/net/http.ts'
import { respondTo, response, vaultFailure } from '../helpers/responses.ts'
import { cases, seeded } from '../helpers/seeded.ts'
import { testWorld } from '../unit/world.ts'

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
const pieces = fc.array(piece, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''))
const short = fc.stringMatching(/^[\x21-\x7e]{3,4}$/)
const credential = fc.oneof(pieces, short).filter(isCredential)
const token = fc.stringMatching(/^[\x21-\x7e]{1,30}$/).map(rest => `veeva-vault-${rest}`)
const values = fc.record({
  password: credential,
  stored: fc.oneof(credential, token),
  github: fc.oneof(credential, fc.stringMatching(/^gh[ps]_[\x21-\x7e]{1,30}$/)),
  made: token
})
type Values = ReturnType<typeof values.generate>['value']

/** How a credential looks on its way through requests and responses. */
const FORMS: ((value: string) => string)[] = [
  value => value,
  value => JSON.stringify(value).slice(1, -1),
  value => encodeURIComponent(value),
  value => new URLSearchParams({ '': value }).toString().slice(1)
]

/** A response that repeats a credential, to a request whose path has `at`. */
const PATHS = ['/auth', 'sandbox', '/api_access_token__sys', '/secrets/', '/query', '/session']
const trouble = fc.record({
  at: fc.constantFrom(...PATHS),
  which: fc.constantFrom<keyof Values>('password', 'stored', 'github', 'made'),
  form: fc.constantFrom(...FORMS),
  as: fc.constantFrom('message', 'type', 'page', 'github')
})
type Trouble = ReturnType<typeof trouble.generate>['value']

function troubledResponse({ which, form, as }: Trouble, credentials: Values): HttpResponse {
  const text = `It said (${form(credentials[which])}), and no more.`
  if (as === 'page') return response(`<html>${text}</html>`, 502)
  if (as === 'github') return response({ message: text }, 422)
  return as === 'type' ? vaultFailure(text) : vaultFailure('SOMETHING_ELSE', text)
}

const folder = mkdtempSync(join(tmpdir(), 'log-safety-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

type Variables = Record<string, string>
type Given = [prefix: string, variables: Variables]

/** What the user sees of a step with inputs or state: the log behind the masks so far, and the summary, rendered too. */
async function seenOf(step: () => unknown, [prefix, variables]: Given, masks: string[]) {
  const environment = process.env
  process.env = { GITHUB_REPOSITORY: 'acme/pipelines', GITHUB_RUN_ID: '4711' }
  for (const [name, text] of Object.entries(variables)) process.env[prefix + name] = text
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']) {
    process.env[name] = file(name)
    writeFileSync(file(name), '')
  }
  const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  await step()
  const printed = stdout.mock.calls.map(([chunk]) => String(chunk)).join('')
  stdout.mockRestore()
  process.env = environment
  const log = printed.split(/\r?\n/).map(line => {
    const event = parseLine(line)
    const shown = mask(display(event) ?? '', masks)
    const isMask = 'command' in event && event.command === 'add-mask' && event.data.trim() !== ''
    if (isMask) masks.push(event.data)
    return shown
  })
  const summary = readFileSync(file('GITHUB_STEP_SUMMARY'), 'utf8')
  const rendered = summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
  return [log.join('\n'), summary, rendered]
}

/** A Vault with one sandbox and GitHub, in which some requests go wrong once. */
function setUp(credentials: Values, sandboxName: string, left: Trouble[]) {
  const given = testWorld({
    respond(_route, _before, request) {
      const index = left.findIndex(({ at }) => request.url.pathname.includes(at))
      const [hit] = index < 0 ? [] : left.splice(index, 1)
      return hit ? troubledResponse(hit, credentials) : respondTo(request, simulator)
    }
  })
  const simulator = createWorld(() => given.clock.now().getTime())
  const parent = simulator.addVault({ host: 'acme.veevavault.com' })
  simulator.addSandbox(parent, { name: sandboxName, host: 'acme-dev.veevavault.com' })
  const password = credentials.password.replace(/[\r\n]+$/, '')
  const user = simulator.addUser({ name: 'robot@acme.com', password })
  const name = `named after ${credentials.stored}`
  const { id: storedId } = simulator.mint(parent, user, { value: credentials.stored, name })
  simulator.github.addRepository('acme/pipelines')
  simulator.github.addToken({ value: credentials.github, permissions: ['secrets:write'] })
  const mint = simulator.mint.bind(simulator)
  simulator.mint = (...parts) => Object.assign(mint(...parts), { value: credentials.made })
  const world = () => {
    const [environment, run] = [process.env, readRunContext(process.env)]
    return { ...given, runner: githubRunner(), environment, run }
  }
  return { world, storedId, sent: given.requests }
}

/** Nothing shows a given credential, nor one that was sent: a session, or a new token. */
function expectHidden(given: string[], sent: HttpRequest[], seen: string[]): void {
  const bearers = sent.map(({ headers }) => headers.authorization?.replace(/^\w+ /, '') ?? '')
  const used = new Set(given.concat(bearers).map(each => each.trim()))
  used.delete('')
  const parts = seen.flatMap(text => text.split('***'))
  for (const value of used) {
    const forms = FORMS.map(form => form(value))
    expect(forms.filter(form => parts.some(part => part.includes(form)))).toEqual([])
  }
}

const FOREIGN = 'veeva-vault-0123456789ABCDEF-pasted'
const OTHER_INPUTS = ['TOKEN-IDS', 'TOKEN-NAME', 'OWNER', 'KEEP-NEWEST', 'UNUSED-FOR']
const story = fc.record({
  values,
  troubles: fc.array(trouble, { maxLength: 3 }),
  step: fc.constantFrom(mainStep, mainStep, mainStep, listStep, deleteStep),
  signInBy: fc.constantFrom('PASSWORD', 'ACCESS-TOKEN', 'SESSION-ID', 'OAUTH-TOKEN'),
  isStored: fc.boolean(),
  /** The sandbox may have the name of a credential: nobody keeps a user from that. */
  isNamedAfterPassword: fc.boolean(),
  label: piece,
  /** The input of a companion that somebody pasted a token into. */
  pastedInto: fc.option(fc.constantFrom(...OTHER_INPUTS), { freq: 1 }),
  around: fc.constantFrom('', 'id ', '0PI1\n')
})
type Story = ReturnType<typeof story.generate>['value']

function inputsOf(one: Story, sandboxName: string, storedId: string): Variables {
  const { step, signInBy, values: credentials, pastedInto } = one
  const inputs: Variables = { 'VAULT-DNS': 'acme.veevavault.com' }
  inputs[signInBy] = signInBy === 'PASSWORD' ? credentials.password : credentials.stored
  if (signInBy === 'PASSWORD') inputs.USERNAME = 'robot@acme.com'
  if (signInBy === 'OAUTH-TOKEN') inputs['OAUTH-PROFILE-ID'] = 'OP1'
  if (step === deleteStep) inputs['TOKEN-IDS'] = storedId
  if (step !== mainStep)
    return pastedInto ? { ...inputs, [pastedInto]: one.around + FOREIGN } : inputs
  inputs['SANDBOX-NAME'] = sandboxName
  inputs['TOKEN-NAME'] = one.label.replace('\0', '')
  if (!one.isStored) return inputs
  return { ...inputs, 'SECRET-NAME': 'X', 'GITHUB-TOKEN': credentials.github }
}

test(`no action shows a credential, whatever Vault and GitHub respond, nor a token that was pasted into a wrong input ${seeded}`, async () => {
  const results = { succeeded: 0, failed: 0 }
  const property = fc.asyncProperty(story, async one => {
    const plain = one.values.password.replace(/[\r\n\0]+/g, ' ').trim()
    const name = one.isNamedAfterPassword ? plain : 'UAT'
    const { world, storedId, sent } = setUp(one.values, name, [...one.troubles])
    const inputs = inputsOf(one, name, storedId)
    const masks: string[] = []
    const main = async () => results[await one.step(world())]++
    const seen = await seenOf(main, ['INPUT_', inputs], masks)
    const state = parseFileCommands(readFileSync(file('GITHUB_STATE'), 'utf8'))
    seen.push(...(await seenOf(() => runPost(world()), ['STATE_', state], masks)))
    expectHidden([inputs[one.signInBy] ?? '', inputs['GITHUB-TOKEN'] ?? '', FOREIGN], sent, seen)
    const requests = sent.map(({ url, body = '' }) => decodeURIComponent(url.href) + body)
    expect(requests.join('\n')).not.toContain(FOREIGN)
  })
  await fc.assert(property, cases(200))
  expect(Math.min(results.succeeded, results.failed)).toBeGreaterThan(40)
})
