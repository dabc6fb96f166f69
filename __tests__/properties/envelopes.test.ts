import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@actions/core'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseLine } from '../../simulator/log.ts'
import { readAnswer as readGitHub } from '../../src/github/client.ts'
import type { HttpOutcome } from '../../src/http.ts'
import { createJournal, type Place, readJournal, type SessionEntry, type TokenEntry } from '../../src/journal.ts'
import type { Verdict } from '../../src/retry.ts'
import { parseStateFile } from '../../src/state-file.ts'
import { readAnswer as readVault } from '../../src/vault/client.ts'
import { type VaultHost, vaultHost } from '../../src/vault/host.ts'
import { fakeRunner } from '../helpers/runner.ts'
import { cases, seeded } from '../helpers/seeded.ts'
import { noon } from '../helpers/world.ts'

const runs = cases(2000)

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('::error::x', '##[error]x', '<html>', '.', '\r\n::stop')
)
const types = fc.constantFrom(
  'INVALID_SESSION_ID',
  'API_LIMIT_EXCEEDED',
  'UNEXPECTED_ERROR',
  'constructor',
  '__proto__',
  'RACE_CONDITION'
)

const statuses = fc.constantFrom('SUCCESS', 'WARNING', 'FAILURE', 'EXCEPTION', 'success')

/** A body that is nearly an envelope: right fields with any values, and wrong ones. */
const envelope = fc.record(
  {
    responseStatus: fc.oneof({ weight: 9, arbitrary: statuses }, fc.jsonValue()),
    errors: fc.oneof(
      fc.array(fc.record({ type: fc.oneof(types, anyText), message: anyText }, { requiredKeys: [] })),
      fc.jsonValue()
    ),
    errorType: fc.oneof(types, fc.jsonValue()),
    responseMessage: fc.oneof(anyText, fc.jsonValue()),
    message: fc.oneof(anyText, fc.constant('API rate limit exceeded'), fc.jsonValue()),
    data: fc.jsonValue()
  },
  { requiredKeys: [] }
)
const body = fc.oneof(
  { weight: 4, arbitrary: envelope.map(value => JSON.stringify(value)) },
  fc.tuple(envelope, fc.nat()).map(([value, cut]) => JSON.stringify(value).slice(0, cut)),
  fc.jsonValue().map(value => JSON.stringify(value)),
  anyText
)
const headers = fc.dictionary(
  fc.constantFrom(
    ...['date', 'retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-accepted-github-permissions'],
    ...['x-vaultapi-executionid', 'x-vaultapi-vaultid', 'x-vaultapi-userid']
  ),
  fc.oneof(anyText, fc.constantFrom('0', '1', '60', '-1', '9999999999', 'Sun, 22 Nov 2026 12:00:10 GMT', '3003', 'abc-def'))
)
const status = fc.oneof(
  { weight: 2, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 204, 301, 307, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503),
  fc.nat({ max: 999 })
)
const answered = fc.record({ is: fc.constant('answer' as const), status, headers, text: body })
const unanswered = fc.record({
  is: fc.constant('no-answer' as const),
  reason: fc.constant('the connection was lost (ECONNRESET)'),
  reached: fc.constantFrom('no' as const, 'perhaps' as const),
  lasting: fc.boolean()
})
const outcome: fc.Arbitrary<HttpOutcome> = fc.oneof({ weight: 9, arbitrary: answered }, unanswered)
const { quote } = fakeRunner()

/** What is said of a failure is one line, not too long, and no command of the runner. */
const expectFitToPrint = (verdict: Verdict<unknown>) => {
  if (verdict.is === 'done') return
  const { message, hint } = verdict.error
  expect(message.length).toBeLessThan(900)
  expect(message).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  expect(parseLine(`${message} ${hint}`)).toHaveProperty('line')
  expect(hint).not.toBe('')
  if (verdict.is === 'again' && verdict.afterMs !== undefined) expect(verdict.afterMs).toBeGreaterThanOrEqual(0)
}
const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && !Array.isArray(value) ? (value ?? undefined) : undefined
  } catch {
    return undefined
  }
}

describe('an answer', () => {
  const kinds = fc.constantFrom(
    'sign-in' as const,
    'read' as const,
    'generate' as const,
    'delete' as const,
    'end-session' as const
  )

  test(`of Vault is taken for a success when it is one, with status 200 and an envelope that says so, and never else ${seeded}`, () => {
    let done = 0
    fc.assert(
      fc.property(outcome, kinds, (came, kind) => {
        const call = { doing: 'Doing it', kind, method: 'POST', path: '/x' } as const
        const verdict = readVault(came, call, 'acme.veevavault.com', quote, noon)
        expectFitToPrint(verdict)
        const envelope = came.is === 'answer' && came.status === 200 ? parsed(came.text) : undefined
        expect(verdict.is === 'done').toBe(['SUCCESS', 'WARNING'].includes(envelope?.responseStatus as string))
        if (verdict.is === 'done') {
          done++
          expect(verdict.value.body).toEqual(envelope)
          for (const id of [verdict.value.executionId, verdict.value.vaultId, verdict.value.userId])
            expect(id).toMatch(/^[\w.-]{0,100}$/)
        }
        if (verdict.is === 'again' && came.is === 'no-answer' && came.reached === 'perhaps')
          expect(verdict.effect).toBe('perhaps')
      }),
      runs
    )
    expect(done).toBeGreaterThan(100)
  })

  test(`of Vault to a rejected sign-in is never asked for again ${seeded}`, () => {
    const login = fc.constantFrom(
      'USERNAME_OR_PASSWORD_INCORRECT',
      'USER_LOCKED_OUT',
      'AUTHENTICATION_FAILED',
      'INACTIVE_USER',
      'SOMETHING_ELSE'
    )
    const failed = fc.record({ status, headers, type: login, message: anyText })
    fc.assert(
      fc.property(failed, ({ type, message, ...rest }) => {
        fc.pre(rest.status < 300 || rest.status >= 400)
        const text = JSON.stringify({ responseStatus: 'FAILURE', errors: [{ type, message }] })
        const call = { doing: 'Signing in', kind: 'sign-in', method: 'POST', path: '/auth' } as const
        const verdict = readVault({ is: 'answer', ...rest, text }, call, 'acme.veevavault.com', quote, noon)
        expect(verdict).toMatchObject({ is: 'failed', error: { code: 'vault-login' } })
      }),
      runs
    )
  })

  test(`of GitHub is taken for a success with a status from 200 to 299 and no body or whole JSON, and never else ${seeded}`, () => {
    let done = 0
    fc.assert(
      fc.property(outcome, came => {
        const call = { doing: 'Doing it', method: 'PUT', path: '/x', needs: '"Secrets: write"' } as const
        const verdict = readGitHub(came, call, new URL('https://api.github.com'), quote, noon)
        expectFitToPrint(verdict)
        if (verdict.is !== 'done') return
        done++
        if (came.is !== 'answer') throw new Error('There was no answer.')
        expect(came.status >= 200 && came.status < 300).toBe(true)
        if (came.text !== '') expect(verdict.value.body).toEqual(JSON.parse(came.text))
      }),
      runs
    )
    expect(done).toBeGreaterThan(100)
  })

  test(`of GitHub that forbids is asked for again only when it is a limit ${seeded}`, () => {
    fc.assert(
      fc.property(headers, body, (given, text) => {
        const call = { doing: 'Doing it', method: 'GET', path: '/x', needs: '"Secrets: write"' } as const
        const verdict = readGitHub(
          { is: 'answer', status: 403, headers: given, text },
          call,
          new URL('https://api.github.com'),
          quote,
          noon
        )
        const says = given['retry-after'] !== undefined || given['x-ratelimit-remaining'] === '0'
        const said = /rate limit/i.test(String(parsed(text)?.message ?? ''))
        expect(verdict.is).toBe(says || said ? 'again' : 'failed')
        expect(verdict).toHaveProperty('error.code', says || said ? 'github-rate-limit' : 'github-permission')
      }),
      runs
    )
  })
})

const host: fc.Arbitrary<VaultHost> = fc
  .stringMatching(/^[a-z0-9]{1,20}$/)
  .map(name => vaultHost(`${name}.veevavault.com`))
  .filter(name => name !== undefined)
const site = fc.record({ host, apiVersion: fc.constant('v26.2'), clientId: anyText, referenceId: anyText })
const at: fc.Arbitrary<Place> = fc.record({ called: anyText, vaultId: anyText, site: fc.option(site, { nil: undefined }) })
const notEmpty = anyText.filter(text => text !== '')
const live = { at, name: notEmpty, id: notEmpty, value: notEmpty, twins: fc.boolean() }
const repository = fc.constantFrom('acme/pipelines', 'a/b.c')
const visibility = fc.oneof(
  fc.constantFrom(undefined, 'as it is' as const, { visibility: 'all' } as const, { visibility: 'private' } as const),
  fc.array(fc.nat()).map(ids => ({ visibility: 'selected', selected_repository_ids: ids }) as const)
)
const secret = fc.record({
  apiUrl: fc.constantFrom('https://api.github.com/', 'https://github.acme.example/api/v3'),
  place: fc.oneof(
    fc.record({ scope: fc.constantFrom('repository' as const, 'dependabot' as const, 'codespaces' as const), repository }),
    fc.record({ scope: fc.constant('environment' as const), repository, environment: notEmpty }),
    fc.record({ scope: fc.constant('organization' as const), organization: notEmpty })
  ),
  name: fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/),
  visibility
})
const tokenEntry: fc.Arbitrary<TokenEntry> = fc.oneof(
  fc.record({ state: fc.constant('generating' as const), at, name: notEmpty }),
  fc.record({ state: fc.constantFrom('made' as const, 'handed-over' as const, 'kept' as const), ...live }),
  fc.record({ state: fc.constant('storing' as const), ...live, secret }),
  fc.constant({ state: 'over' as const })
)
const sessionEntry: fc.Arbitrary<SessionEntry> = fc.oneof(
  fc.record({ state: fc.constant('open' as const), site, session: notEmpty }),
  fc.constant({ state: 'over' as const })
)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the journal', () => {
  test(`is read as it was written ${seeded}`, () => {
    fc.assert(
      fc.property(fc.array(tokenEntry, { maxLength: 5 }), sessionEntry, anyText, (entries, session, stateFile) => {
        const saved: Record<string, string> = {}
        const journal = createJournal((name, value) => Object.assign(saved, { [name]: value }))
        journal.began({ pid: 77, started: '1234' }, stateFile)
        journal.session(session)
        entries.forEach((entry, index) => {
          journal.token(index, entry)
        })
        const main = { pid: 77, started: '1234', stateFile }
        expect(plain(readJournal(saved))).toEqual(plain({ main, caCertificate: '', session, tokens: entries, unreadable: [] }))
      }),
      runs
    )
  })

  /** An entry of which something was changed: another value at some place, or a text that ends too early. */
  const spoilt = fc
    .tuple(
      fc.oneof<fc.Arbitrary<unknown>[]>(tokenEntry, sessionEntry, fc.jsonValue()),
      fc.nat(),
      fc.oneof(fc.jsonValue(), anyText),
      fc.boolean()
    )
    .map(([entry, where, put, cut]) => {
      const json = JSON.stringify(entry)
      if (cut) return json.slice(0, where % (json.length + 1))
      const values = [...json.matchAll(/(?<=":)("(?:[^"\\]|\\.)*"|\w+)/g)]
      const hit = values[where % Math.max(1, values.length)]
      return hit === undefined ? json : json.slice(0, hit.index) + JSON.stringify(put) + json.slice(hit.index + hit[0].length)
    })

  test(`that something else has changed names what can’t be read, and leads to no host but a Vault’s ${seeded}`, () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('main', 'session', 'token-0', 'token-1', 'token-01', 'token-x', 'x'),
          fc.oneof(spoilt, anyText)
        ),
        saved => {
          const story = readJournal(saved)
          const keys = Object.keys(saved).filter(key => /^token-\d+$/.test(key))
          expect(story.tokens.length + story.unreadable.filter(key => key.startsWith('token-')).length).toBe(keys.length)
          for (const entry of story.tokens) {
            if (entry.state === 'over') continue
            expect(entry.name).not.toBe('')
            if (entry.at.site !== undefined) expect(vaultHost(entry.at.site.host)).toBe(entry.at.site.host)
            if (entry.state !== 'storing') continue
            expect(new URL(entry.secret.apiUrl).protocol).toBe('https:')
            expect(entry.secret.name).toMatch(/^[A-Z0-9_]+$/)
          }
          if (story.session.state === 'open') expect(vaultHost(story.session.site.host)).toBe(story.session.site.host)
        }
      ),
      runs
    )
  })
})

describe('the file of saved state', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
  const entries = fc.array(fc.tuple(name, anyText), { maxLength: 6 })

  test(`is read as the runner’s own library writes it; what is cut off is left out, and the rest stays as it was ${seeded}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'state-'))
    const file = join(folder, 'state')
    const before = process.env.GITHUB_STATE
    process.env.GITHUB_STATE = file
    try {
      fc.assert(
        fc.property(entries, fc.nat(), (written, cut) => {
          writeFileSync(file, '')
          const states: Record<string, string>[] = [{}]
          for (const [key, value] of written) {
            core.saveState(key, value)
            states.push({ ...states.at(-1), [key]: value.replaceAll('\r\n', '\n') })
          }
          const text = readFileSync(file, 'utf8')
          expect(parseStateFile(text)).toEqual(states.at(-1))
          // Cut off where it may, what is read is what stood there at one time.
          expect(states).toContainEqual(parseStateFile(text.slice(0, cut % (text.length + 1))))
        }),
        cases(500)
      )
    } finally {
      if (before === undefined) delete process.env.GITHUB_STATE
      else process.env.GITHUB_STATE = before
      rmSync(folder, { recursive: true })
    }
  })

  test(`of any other content is read without trouble ${seeded}`, () => {
    const line = fc.oneof(anyText, fc.constantFrom('a<<X', 'X', '', 'b<<', '<<X', '__proto__<<X', 'a=b'))
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        for (const value of Object.values(parseStateFile(lines.join(end)))) expect(typeof value).toBe('string')
      }),
      runs
    )
  })
})
