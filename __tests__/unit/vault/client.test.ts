import { afterEach, describe, expect, test } from '@jest/globals'
import type { HttpOutcome } from '../../../src/http.ts'
import { reachVault, readAnswer, type VaultCall } from '../../../src/vault/client.ts'
import type { CallKind } from '../../../src/vault/refusals.ts'
import { answer, exception, failure, lost, success, unreached, untrusted } from '../../helpers/answers.ts'
import { startWire } from '../../helpers/loopback.ts'
import { fakeRunner } from '../../helpers/runner.ts'
import { scriptedVault, site } from '../../helpers/settings.ts'
import { errorOf, host, secret } from '../../helpers/values.ts'
import { noon, patience } from '../../helpers/world.ts'

const call = (kind: CallKind = 'read'): VaultCall => ({
  doing: 'Listing the sandboxes',
  kind,
  method: 'GET',
  path: '/objects/sandbox'
})
const page = '<!DOCTYPE html><html><body>Down for maintenance</body></html>'

/** What an answer comes to, in one line. */
const verdictOf = (outcome: HttpOutcome, kind: CallKind = 'read'): string => {
  const verdict = readAnswer(outcome, call(kind), 'acme.veevavault.com', fakeRunner().quote, noon)
  if (verdict.is === 'done') return 'done'
  const which = `${verdict.is} ${verdict.error.code}`
  if (verdict.is === 'failed') return which
  return `${which} effect ${verdict.effect}${verdict.afterMs === undefined ? '' : ` after ${verdict.afterMs}`}`
}
const errorIn = (outcome: HttpOutcome, kind: CallKind = 'read', runner = fakeRunner()) => {
  const verdict = readAnswer(outcome, call(kind), 'acme.veevavault.com', runner.quote, noon)
  if (verdict.is === 'done') throw new Error('It was expected to fail, and did not.')
  return verdict.error
}

describe('Vault’s own answers', () => {
  test.each<[string, HttpOutcome, CallKind, string]>([
    ['a success', success(), 'read', 'done'],
    ['a success with warnings', answer({ responseStatus: 'WARNING', warnings: [{ type: 'X', message: 'y' }] }), 'read', 'done'],
    ['a limit', failure('API_LIMIT_EXCEEDED'), 'read', 'again vault-rate-limit effect none after 10000'],
    ['a limit of signing in', failure('API_LIMIT_EXCEEDED'), 'sign-in', 'again vault-rate-limit effect none after 60000'],
    ['a race', failure('RACE_CONDITION'), 'delete', 'again vault-unavailable effect none'],
    ['an unexpected error', failure('UNEXPECTED_ERROR'), 'generate', 'again vault-unavailable effect perhaps'],
    ['a dead session', failure('INVALID_SESSION_ID'), 'read', 'failed vault-session'],
    ['a wrong password', failure('USERNAME_OR_PASSWORD_INCORRECT'), 'sign-in', 'failed vault-login'],
    ['a missing permission', failure('INSUFFICIENT_ACCESS'), 'read', 'failed vault-permission'],
    ['an unknown type', failure('SOMETHING_NEW'), 'read', 'failed vault-refused'],
    ['an unknown type from a sign-in', failure('SOMETHING_NEW'), 'sign-in', 'failed vault-login'],
    ['an exception of unknown type', exception('JAVA_LANG_NULL'), 'read', 'again vault-unavailable effect perhaps'],
    ['an exception of a sign-in', exception('JAVA_LANG_NULL'), 'sign-in', 'again vault-unavailable effect perhaps'],
    ['an exception that is a dead session', exception('INVALID_SESSION_ID'), 'read', 'failed vault-session'],
    [
      'a refused sign-in as errorType',
      answer({ responseStatus: 'FAILURE', errorType: 'AUTHENTICATION_FAILED' }),
      'sign-in',
      'failed vault-login'
    ],
    ['a refusal without a type', answer({ responseStatus: 'FAILURE' }), 'read', 'failed vault-refused'],
    ['an exception without a type', answer({ responseStatus: 'EXCEPTION' }), 'read', 'again vault-unavailable effect perhaps'],
    [
      'a refusal whose second error is something else',
      answer({ responseStatus: 'FAILURE', errors: [{ type: 'INSUFFICIENT_ACCESS' }, { type: 'UNEXPECTED_ERROR' }] }),
      'read',
      'failed vault-permission'
    ],
    [
      'a dead session with status 401',
      answer({ responseStatus: 'FAILURE', errors: [{ type: 'INVALID_SESSION_ID' }] }, 401),
      'read',
      'failed vault-session'
    ],
    [
      'a wrong password with status 500',
      answer({ responseStatus: 'FAILURE', errors: [{ type: 'USERNAME_OR_PASSWORD_INCORRECT' }] }, 500),
      'sign-in',
      'failed vault-login'
    ]
  ])('%s', (_what, outcome, kind, verdict) => {
    expect(verdictOf(outcome, kind)).toBe(verdict)
  })

  test.each(['MALFORMED_URL', 'METHOD_NOT_SUPPORTED', 'CONFIGURATION_MODE_ENABLED'])(
    '%s from a sign-in says nothing against the credential',
    type => {
      expect(verdictOf(failure(type), 'sign-in')).toBe('failed vault-refused')
    }
  )

  test('are judged by their type, never by their text', () => {
    expect(verdictOf(failure('INVALID_DATA', 'INVALID_SESSION_ID: try again later'))).toBe('failed vault-refused')
  })
})

describe('answers of something else', () => {
  test.each<[string, HttpOutcome, CallKind, string]>([
    ['401', answer('', 401), 'read', 'again vault-unavailable effect none'],
    ['401 to a sign-in', answer('', 401), 'sign-in', 'failed vault-unavailable'],
    ['400', answer(page, 400), 'read', 'failed vault-unavailable'],
    ['403', answer(page, 403), 'read', 'failed vault-unavailable'],
    ['404', answer('Not found', 404), 'read', 'failed vault-unavailable'],
    ['429', answer('', 429), 'read', 'again vault-rate-limit effect none after 10000'],
    ['429 that says when', answer('', 429, { 'retry-after': '7' }), 'read', 'again vault-rate-limit effect none after 7000'],
    ['502', answer(page, 502), 'generate', 'again vault-unavailable effect perhaps'],
    ['503, which says that nothing was done', answer(page, 503), 'generate', 'again vault-unavailable effect none'],
    [
      '503 that says when',
      answer(page, 503, { 'retry-after': 'Sun, 22 Nov 2026 12:00:20 GMT' }),
      'read',
      'again vault-unavailable effect none after 20000'
    ],
    ['500 with JSON of someone else', answer({ error: 'x' }, 500), 'read', 'again vault-unavailable effect perhaps'],
    ['a page with 200', answer(page), 'read', 'again vault-unavailable effect perhaps'],
    ['half a JSON with 200', answer('{"responseStatus":"SUCCESS","da'), 'generate', 'again vault-unavailable effect perhaps'],
    ['nothing with 200', answer(''), 'delete', 'again vault-unavailable effect perhaps'],
    ['a list with 200', answer([]), 'read', 'again vault-unavailable effect perhaps'],
    ['a status that there is not', answer({ responseStatus: 'MAYBE' }), 'read', 'again vault-unavailable effect perhaps'],
    ['a success with status 500', answer({ responseStatus: 'SUCCESS' }, 500), 'read', 'again vault-unavailable effect perhaps'],
    ['no answer', lost, 'generate', 'again network effect perhaps'],
    ['no connection', unreached, 'generate', 'again network effect none'],
    ['no trust', untrusted, 'read', 'failed network']
  ])('%s', (_what, outcome, kind, verdict) => {
    expect(verdictOf(outcome, kind)).toBe(verdict)
  })

  test.each([300, 301, 302, 303, 307, 308, 399])('a redirect with %i is refused, and its target is not repeated', status => {
    const redirect = answer({ responseStatus: 'SUCCESS' }, status, { location: 'https://evil.example.com/' })
    expect(verdictOf(redirect)).toBe('failed host-refused')
    expect(errorIn(redirect)).toMatchObject({
      message: `Listing the sandboxes on acme.veevavault.com failed: it answered with a redirect (status ${status}).`,
      hint: 'A redirect is never followed: check that vault-dns is the DNS of the Vault itself.'
    })
  })

  test.each([
    [answer(page), 'it answered with status 200 and a page (HTML) where JSON belongs.'],
    [answer('{"responseStatus":"SUCC'), 'it answered with status 200 and text that is no whole JSON.'],
    [answer(` \n${page}`), 'it answered with status 200 and a page (HTML) where JSON belongs.'],
    [answer('1 < 2'), 'it answered with status 200 and text that is no whole JSON.'],
    [answer(' \n'), 'it answered with status 200 and an empty body.'],
    [answer({ hello: 1 }, 502), 'it answered with status 502 and JSON that is no answer of Vault.']
  ])('are told by their kind, and never repeated', (outcome, came) => {
    expect(errorIn(outcome).message).toBe(`Listing the sandboxes on acme.veevavault.com failed: ${came}`)
  })

  test.each([
    [
      answer(page, 502),
      'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.'
    ],
    [
      answer(page),
      'The Vault is down or something in front of it answers in its place: check vault-dns and the Vault’s status, and run again.'
    ],
    [
      answer(page, 403),
      'That is no answer of Vault: check vault-dns, and whether a firewall, gateway or proxy answers in its place.'
    ],
    [lost, 'Check vault-dns and that the runner may reach this host (DNS, firewall, HTTPS_PROXY), and run again.'],
    [untrusted, 'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).']
  ])('come with what to look at', (outcome, hint) => {
    expect(errorIn(outcome).hint).toBe(hint)
  })
})

describe('a message', () => {
  test('says what was done, what came back and the execution id, and the hint what to do', () => {
    const error = errorIn(
      failure('INSUFFICIENT_ACCESS', 'User [12] may not.', { 'x-vaultapi-executionid': 'exec-1' }),
      'generate'
    )
    expect(error.message).toBe(
      'Listing the sandboxes on acme.veevavault.com failed: Vault answered INSUFFICIENT_ACCESS: User [12] may not (execution id exec-1).'
    )
    expect(error.executionId).toBe('exec-1')
    expect(error.hint).toContain('Application: API: Access API')
  })

  test('ends in one full stop, however many Vault ends in', () => {
    expect(errorIn(failure('INVALID_DATA', 'Not so ...')).message).toMatch(/failed: Vault answered INVALID_DATA: Not so\.$/)
  })

  test('of Vault without a text is its type alone', () => {
    expect(errorIn(failure('RACE_CONDITION', '')).message).toMatch(/failed: Vault answered RACE_CONDITION\.$/)
  })

  test('of an unreachable Vault says why', () => {
    expect(errorIn(lost).message).toBe(
      'Listing the sandboxes on acme.veevavault.com failed: the connection was lost (ECONNRESET).'
    )
  })

  test('never holds a credential that Vault repeats, in whatever place', () => {
    const runner = fakeRunner()
    runner.keep('Pa55"word')
    const error = errorIn(
      failure('Pa55"word', 'The password Pa55"word or "Pa55\\"word" or Pa55%22word is wrong', {
        'x-vaultapi-executionid': 'Pa55"word'
      }),
      'read',
      runner
    )
    expect(`${error.message}${error.executionId}${error.hint}`).not.toContain('55')
    expect(error.message).toContain('The password *** or "***" or *** is wrong')
  })

  test('quotes a long text of several lines as one of 300 characters', () => {
    const { message } = errorIn(failure('INVALID_DATA', `::error::first\n##[group]${'x'.repeat(400)}`))
    expect(message).toContain('INVALID_DATA: : :error::first ## [group]xxx')
    expect(message).not.toContain('\n')
    expect(message.length).toBeLessThan(400)
  })
})

describe('repeats', () => {
  test.each<[CallKind, number]>([
    ['sign-in', 2],
    ['read', 4],
    ['generate', 1],
    ['delete', 4],
    ['end-session', 2]
  ])('a %s call is tried at most %i times', async (kind, tries) => {
    const { vault, sent } = scriptedVault(Array.from({ length: 5 }, () => lost))
    expect((await errorOf(vault.call(call(kind)))).code).toBe('network')
    expect(sent).toHaveLength(tries)
  })

  test('wait as long as Vault says', async () => {
    const { vault, waits } = scriptedVault([
      answer('', 429, { 'retry-after': '3' }),
      answer('', 503),
      failure('API_LIMIT_EXCEEDED'),
      success()
    ])
    await vault.call(call())
    expect(waits).toHaveLength(3)
    expect(waits[0]).toBe(3_000)
    expect(waits[1]).toBeLessThanOrEqual(2_000)
    expect(waits[2]).toBe(10_000)
  })
})

describe('deadlines', () => {
  test.each<[CallKind, number]>([
    ['generate', 60_000],
    ['read', 30_000],
    ['sign-in', 30_000],
    ['delete', 30_000]
  ])('a %s call has %i ms', async (kind, ms) => {
    const { vault, sent } = scriptedVault([success()])
    await vault.ask(call(kind))
    expect(sent[0]?.deadlineMs).toBe(ms)
  })
})

describe('Vault’s clock', () => {
  test('is the runner’s until Vault has said otherwise, and then goes as far ahead or behind as Vault', async () => {
    const { vault } = scriptedVault([success({}, { date: 'Sun, 22 Nov 2026 12:05:00 GMT' }), success({}, { date: 'nonsense' })])
    expect(vault.now()).toEqual(noon)
    await vault.call(call())
    const signedIn = vault.as(secret('S'))
    expect(signedIn.now()).toEqual(new Date('2026-11-22T12:05:00Z'))
    await signedIn.call(call())
    expect(vault.now()).toEqual(new Date('2026-11-22T12:05:00Z'))
  })
})

describe('a call', () => {
  test('may count its path from the host', async () => {
    const { vault, sent } = scriptedVault([success(), success()])
    await vault.call({ ...call(), path: '/api/', root: true })
    await vault.call(call())
    expect(sent.map(({ url }) => url.href)).toEqual([
      'https://acme.veevavault.com/api/',
      'https://acme.veevavault.com/api/v26.2/objects/sandbox'
    ])
  })

  test('may go to another host, in the same way and without the credential', async () => {
    const { vault, sent } = scriptedVault([success()])
    const other = vault.as(secret('SESSION')).at(host('login.veevavault.com'))
    await other.call(call())
    expect(other.site).toEqual(site({ host: host('login.veevavault.com') }))
    expect(sent[0]?.url.href).toBe('https://login.veevavault.com/api/v26.2/objects/sandbox')
    expect(sent[0]?.headers).toEqual({
      accept: 'application/json',
      'x-vaultapi-clientid': 'github-actions-vault-sandbox-token',
      'x-vaultapi-referenceid': 'acme/pipelines/4711.2'
    })
  })

  test('that posts nothing has an empty body, and one that reads has none', async () => {
    const { vault, sent } = scriptedVault([success(), success()])
    await vault.call({ ...call(), method: 'POST' })
    await vault.call(call())
    expect(sent[0]).toHaveProperty('body', '')
    expect(sent[1]).not.toHaveProperty('body')
  })
})

describe('on the wire', () => {
  const wire = async (body: object, headers: Record<string, string> = {}) => {
    const { send, arrived, close } = await startWire((_request, response) =>
      response.writeHead(200, headers).end(JSON.stringify({ responseStatus: 'SUCCESS', ...body }))
    )
    closing = close
    return { arrived, vault: reachVault(site(), { send, patience: patience(), quote: fakeRunner().quote }) }
  }
  let closing: () => Promise<unknown>
  afterEach(() => closing())

  test('a call carries client id, reference id and the credential as a bearer, and nothing else that tells of us', async () => {
    const ids = { 'X-VaultAPI-ExecutionId': 'exec-1', 'X-VaultAPI-VaultId': '1001', 'X-VaultAPI-UserId': '12' }
    const { vault, arrived } = await wire({}, ids)
    expect(await vault.as(secret('SESSION')).call(call())).toMatchObject({ executionId: 'exec-1', vaultId: '1001', userId: '12' })
    expect(arrived).toEqual([
      {
        line: 'GET acme.veevavault.com/api/v26.2/objects/sandbox',
        headers: {
          accept: 'application/json',
          authorization: 'Bearer SESSION',
          connection: 'keep-alive',
          host: 'acme.veevavault.com',
          'x-vaultapi-clientid': 'github-actions-vault-sandbox-token',
          'x-vaultapi-referenceid': 'acme/pipelines/4711.2'
        },
        body: ''
      }
    ])
  })

  test('a call before the sign-in carries no credential', async () => {
    const { vault, arrived } = await wire({ sessionId: 'S' })
    const form = { username: 'robot@acme.com', password: 'a b&c+ä' }
    const { body } = await vault.call({ doing: 'Signing in', kind: 'sign-in', method: 'POST', path: '/auth', form })
    expect(body.sessionId).toBe('S')
    expect(arrived).toMatchObject([
      {
        line: 'POST acme.veevavault.com/api/v26.2/auth',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'username=robot%40acme.com&password=a+b%26c%2B%C3%A4'
      }
    ])
    expect(arrived[0]?.headers).not.toHaveProperty('authorization')
  })

  test('a list is sent as JSON, also with DELETE', async () => {
    const { vault, arrived } = await wire({ data: [] })
    const path = '/vobjects/api_access_token__sys'
    const { body } = await vault.call({ doing: 'Deleting', kind: 'delete', method: 'DELETE', path, json: [{ id: 'V8T1' }] })
    expect(body.data).toEqual([])
    expect(arrived).toMatchObject([
      {
        line: `DELETE acme.veevavault.com/api/v26.2${path}`,
        headers: { 'content-type': 'application/json' },
        body: '[{"id":"V8T1"}]'
      }
    ])
  })
})
