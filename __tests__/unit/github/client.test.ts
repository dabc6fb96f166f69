import { afterEach, describe, expect, test } from '@jest/globals'
import { ActionError } from '../../../src/errors.ts'
import { type GitHubCall, reachGitHub, readAnswer } from '../../../src/github/client.ts'
import type { HttpOutcome } from '../../../src/http.ts'
import { answer, lost, saying, unreached, untrusted } from '../../helpers/answers.ts'
import { startWire } from '../../helpers/loopback.ts'
import { fakeRunner } from '../../helpers/runner.ts'
import { errorOf, secret } from '../../helpers/values.ts'
import { noon, patience, type Scripted, scriptedSend, virtualClock } from '../../helpers/world.ts'

const call: GitHubCall = {
  doing: 'Writing the secret VAULT_TOKEN of the repository acme/pipelines',
  method: 'PUT',
  path: '/repos/acme/pipelines/actions/secrets/VAULT_TOKEN',
  json: { key_id: '1' },
  needs: '"Secrets: write"'
}
const api = new URL('https://api.github.com')
const page = '<!DOCTYPE html><html><body>Unicorn!</body></html>'
const inSeconds = (seconds: number) => String(noon.getTime() / 1000 + seconds)

/** What an answer comes to, in one line. */
const verdictOf = (outcome: HttpOutcome): string => {
  const verdict = readAnswer(outcome, call, api, fakeRunner().quote, noon)
  if (verdict.is === 'done') return `done ${verdict.value.status}`
  if (verdict.is === 'failed') return `failed ${verdict.error.code}`
  return `${verdict.is} ${verdict.error.code} effect ${verdict.effect}${verdict.afterMs === undefined ? '' : ` after ${verdict.afterMs}`}`
}
const errorIn = (outcome: HttpOutcome, runner = fakeRunner()) => {
  const verdict = readAnswer(outcome, call, api, runner.quote, noon)
  if (verdict.is === 'done') throw new Error('It was expected to fail, and did not.')
  return verdict.error
}

describe('an answer of GitHub', () => {
  test.each<[string, HttpOutcome, string]>([
    ['200 with JSON', answer({ key_id: '1' }), 'done 200'],
    ['201 with {}', answer({}, 201), 'done 201'],
    ['204 with nothing', answer('', 204), 'done 204'],
    ['200 with a page', answer(page), 'again network effect perhaps'],
    ['200 with half a JSON', answer('{"key_id":"1'), 'again network effect perhaps'],
    ['400', saying(400, 'Problems parsing JSON'), 'failed github-refused'],
    ['401', saying(401, 'Bad credentials'), 'failed github-login'],
    ['403', saying(403, 'Resource not accessible by integration'), 'failed github-permission'],
    ['403 with a page', answer(page, 403), 'failed github-permission'],
    ['403 with requests left', saying(403, 'No', { 'x-ratelimit-remaining': '4999' }), 'failed github-permission'],
    ['403 that asks to wait', saying(403, 'Slow down', { 'retry-after': '7' }), 'again github-rate-limit effect none after 7000'],
    [
      '403 with no requests left',
      saying(403, 'No', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(20) }),
      'again github-rate-limit effect none after 20000'
    ],
    [
      '403 with no requests left, reset already',
      saying(403, 'No', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(-5) }),
      'again github-rate-limit effect none'
    ],
    [
      '403 with no requests left, and no word until when',
      saying(403, 'No', { 'x-ratelimit-remaining': '0' }),
      'again github-rate-limit effect none after 60000'
    ],
    [
      '403 that speaks of a rate limit',
      saying(403, 'You have exceeded a secondary rate limit.'),
      'again github-rate-limit effect none after 60000'
    ],
    [
      '403 that speaks of it in capitals, with a reset that is not the reason',
      saying(403, 'API Rate Limit exceeded', { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': inSeconds(5) }),
      'again github-rate-limit effect none after 60000'
    ],
    [
      '403 with no requests left, and a reset of no time',
      saying(403, 'No', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }),
      'again github-rate-limit effect none after 60000'
    ],
    ['429', saying(429, 'Too many'), 'again github-rate-limit effect none after 60000'],
    [
      '429 that says when, both ways: the first counts',
      saying(429, 'No', { 'retry-after': '3', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(50) }),
      'again github-rate-limit effect none after 3000'
    ],
    [
      '403 with no requests left, until a moment that can be none',
      saying(403, 'No', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9'.repeat(20) }),
      'again github-rate-limit effect none after 60000'
    ],
    ['404', saying(404, 'Not Found'), 'failed github-not-found'],
    ['404 with a page, which is a gateway’s', answer(page, 404), 'failed network'],
    ['404 with nothing', answer('', 404), 'failed network'],
    ['404 that demands single sign-on', saying(404, 'Not Found', { 'x-github-sso': 'required' }), 'failed github-permission'],
    ['101, which GitHub never sends', answer({}, 101), 'again network effect perhaps'],
    ['300, which is no address to go to', saying(300, 'Multiple Choices'), 'failed github-refused'],
    ['301', saying(301, 'Moved Permanently', { location: 'https://evil.example.com/' }), 'failed github-not-found'],
    ['307', saying(307, 'Temporary Redirect', { location: 'https://evil.example.com/' }), 'failed github-not-found'],
    ['409 to a write', saying(409, 'Conflict'), 'again github-refused effect none'],
    ['422', saying(422, 'Validation Failed'), 'failed github-refused'],
    ['500', saying(500, 'Server Error'), 'again network effect perhaps'],
    ['502 with a page', answer(page, 502), 'again network effect perhaps'],
    ['503 that says when', answer('', 503, { 'retry-after': '4' }), 'again network effect perhaps after 4000'],
    ['none', lost, 'again network effect perhaps'],
    ['none, since nobody was there', unreached, 'again network effect none'],
    ['none, since it is not trusted', untrusted, 'failed network']
  ])('%s', (_what, outcome, verdict) => {
    expect(verdictOf(outcome)).toBe(verdict)
  })
})

test('until a limit ends is counted by the answer’s own clock, whatever the runner’s says', () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(600), date: 'Sun, 22 Nov 2026 12:09:50 GMT' }
  expect(verdictOf(saying(403, 'No', headers))).toBe('again github-rate-limit effect none after 10000')
  expect(errorIn(saying(403, 'No', headers)).hint).toContain('run again after 2026-11-22T12:10:00Z')
  const date = { 'retry-after': 'Sun, 22 Nov 2026 12:10:00 GMT', date: 'Sun, 22 Nov 2026 12:09:50 GMT' }
  expect(verdictOf(saying(429, 'No', date))).toBe('again github-rate-limit effect none after 10000')
})

describe('a message', () => {
  test('says what GitHub would accept, where it does', () => {
    const error = errorIn(
      saying(403, 'Resource not accessible by integration.', { 'x-accepted-github-permissions': 'secrets=write' })
    )
    expect(error.message).toBe(
      'Writing the secret VAULT_TOKEN of the repository acme/pipelines on api.github.com failed: GitHub answered with status 403: Resource not accessible by integration (it would accept the permissions secrets=write).'
    )
  })

  const how = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'
  test.each<[HttpOutcome, string, string]>([
    [
      saying(401, 'Bad credentials'),
      'GitHub answered with status 401: Bad credentials.',
      `The token in github-token is wrong, expired or revoked: make a new one (${how}).`
    ],
    [
      saying(403, 'No'),
      'GitHub answered with status 403: No.',
      `Check that the token in github-token has the permission "Secrets: write" for this place (${how}).`
    ],
    [
      saying(404, 'Not Found'),
      'GitHub answered with status 404: Not Found.',
      'It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission "Secrets: write" there.'
    ],
    [
      saying(422, 'Slow down... '),
      'GitHub answered with status 422: Slow down.',
      'See what GitHub says, and check secret-name and secret-scope.'
    ],
    [
      saying(429, 'Too many'),
      'GitHub answered with status 429: Too many.',
      'GitHub limits how often secrets may be written: run again after 2026-11-22T12:01:00Z, or with fewer secrets at a time.'
    ],
    [
      answer(page, 500),
      'GitHub answered with status 500.',
      'GitHub is down or something in front of it answers in its place: look at its status page, and run again.'
    ],
    [
      lost,
      'the connection was lost (ECONNRESET).',
      'Check that the runner may reach GitHub’s API (DNS, firewall, HTTPS_PROXY), and run again.'
    ],
    [
      untrusted,
      'its certificate is not trusted here (SELF_SIGNED_CERT_IN_CHAIN).',
      'Check the proxy settings (HTTPS_PROXY, NO_PROXY) and the certificates that the runner trusts (ca-certificate).'
    ]
  ])('says what came back, and has a remedy of its own: %#', (outcome, came, remedy) => {
    const { message, hint } = errorIn(outcome)
    expect(message).toBe(`Writing the secret VAULT_TOKEN of the repository acme/pipelines on api.github.com failed: ${came}`)
    expect(hint).toBe(remedy)
  })

  test('says of each mistake that GitHub lists what it is', () => {
    const errors = ['is too long', { message: 'has no key' }, { resource: 'Secret', field: 'name', code: 'invalid' }, {}, 7]
    expect(errorIn(answer({ message: 'Validation Failed', errors }, 422)).message).toContain(
      'status 422: Validation Failed; is too long; has no key; Secret name invalid; 7.'
    )
    expect(errorIn(answer({ message: 'Validation Failed', errors: 'none' }, 422)).message).toMatch(/Validation Failed\.$/)
  })

  test('repeats no page, no address of a redirect, and no credential', () => {
    const runner = fakeRunner()
    runner.keep('ghs_S3CRET')
    expect(errorIn(answer(page, 403), runner).message).toMatch(/GitHub answered with status 403\.$/)
    expect(errorIn(saying(301, '', { location: 'https://evil.example.com/' }), runner).message).not.toContain('evil')
    const { message } = errorIn(saying(422, 'You sent ghs_S3CRET\n::error::x'), runner)
    expect(message).toContain('You sent *** ::error::x')
    expect(message).not.toContain('\n')
  })
})

describe('a call that may find nothing', () => {
  const finding = (outcome: HttpOutcome, mayBeMissing = true) =>
    readAnswer(
      outcome,
      { doing: 'Reading it', method: 'GET', path: '/', needs: '', ...(mayBeMissing && { mayBeMissing }) },
      api,
      fakeRunner().quote,
      noon
    )

  test('is done with GitHub’s own 404, and tells what it means', () => {
    expect(finding(saying(404, 'Not Found'))).toMatchObject({
      is: 'done',
      value: { status: 404, body: { message: 'Not Found' }, missing: { code: 'github-not-found' } }
    })
  })

  test.each<[string, HttpOutcome, string]>([
    ['a gateway’s 404', answer(page, 404), 'network'],
    ['a 404 that demands single sign-on', saying(404, 'Not Found', { 'x-github-sso': 'required' }), 'github-permission'],
    ['a redirect', saying(301, 'Moved Permanently', { location: '/repositories/1' }), 'github-not-found'],
    ['403', saying(403, 'No'), 'github-permission']
  ])('fails with %s', (_what, outcome, code) => {
    expect(finding(outcome)).toMatchObject({ is: 'failed', error: { code } })
  })

  test('fails with any 404 where it is not to find nothing', () => {
    expect(finding(saying(404, 'Not Found'), false)).toMatchObject({ is: 'failed', error: { code: 'github-not-found' } })
  })
})

test('where something was renamed is read from the body too', () => {
  const body = { message: 'Moved Permanently', url: 'https://api.github.com/repositories/12' }
  expect(errorIn(answer(body, 301)).hint).toContain('to https://api.github.com/repositories/12,')
})

test('the time is GitHub’s, and not known before it has answered', async () => {
  const send = scriptedSend([answer('', 204, { date: 'Sun, 22 Nov 2026 12:05:00 GMT' })])
  const github = reachGitHub(api, secret('ghs_x'), { send, patience: patience(), quote: fakeRunner().quote })
  expect(github.now()).toBeUndefined()
  await github.call(call)
  expect(github.now()).toEqual(new Date('2026-11-22T12:05:00Z'))
})

test('a call that must not begin any more is not sent, and has no effect', async () => {
  const send = scriptedSend([])
  const github = reachGitHub(api, secret('ghs_x'), { send, patience: patience(), quote: fakeRunner().quote })
  const late = new ActionError('wait-timeout', 'It is too late.', '')
  const effects: string[] = []
  const begun = github.call({ ...call, begin: async () => late }, effect => effects.push(effect))
  expect(await errorOf(begun)).toBe(late)
  expect([send.sent, effects]).toEqual([[], []])
})

test('a moment without a Date is counted by GitHub’s clock of before, not by the runner’s', async () => {
  const clock = virtualClock()
  const send = scriptedSend([
    answer({ id: 1 }, 200, { date: new Date(noon.getTime() + 600_000).toUTCString() }),
    saying(403, 'No', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(620) }),
    answer('', 204)
  ])
  const github = reachGitHub(api, secret('ghs_x'), { send, patience: patience({ clock }), quote: fakeRunner().quote })
  await github.call({ ...call, method: 'GET' })
  await github.call(call)
  expect(clock.waits).toEqual([20_000])
})

describe('repeats', () => {
  const calling = (script: readonly Scripted[]) => {
    const send = scriptedSend(script)
    const clock = virtualClock()
    const effects: string[] = []
    const github = reachGitHub(new URL('https://api.github.com'), secret('ghs_x'), {
      send,
      patience: patience({ clock }),
      quote: fakeRunner().quote
    })
    return { result: github.call(call, effect => effects.push(effect)), sent: send.sent, waits: clock.waits, effects }
  }

  test('are at most three', async () => {
    const { result, sent, effects } = calling([lost, lost, lost, lost, answer('', 204)])
    expect((await errorOf(result)).code).toBe('network')
    expect(sent).toHaveLength(4)
    expect(effects).toEqual(['perhaps', 'perhaps', 'perhaps', 'perhaps'])
  })

  test('wait as long as GitHub asks, up to a minute, and no longer', async () => {
    const { result, waits } = calling([saying(429, 'x', { 'retry-after': '60' }), saying(403, 'rate limit'), answer('', 204)])
    expect((await result).status).toBe(204)
    expect(waits).toEqual([60_000, 60_000])
    const impatient = calling([saying(429, 'x', { 'retry-after': '61' })])
    expect((await errorOf(impatient.result)).code).toBe('github-rate-limit')
    expect(impatient.waits).toEqual([])
  })

  test.each([401, 403, 404, 422])('are never made of a %i', async status => {
    const { result, sent, effects } = calling([saying(status, 'No')])
    await errorOf(result)
    expect(sent).toHaveLength(1)
    expect(effects).toEqual(['none'])
  })
})

describe('on the wire', () => {
  const wire = async (apiUrl: string, status: number, body: unknown) => {
    const { send, arrived, close } = await startWire((_request, response) =>
      response.writeHead(status, { date: 'Sun, 22 Nov 2026 12:05:00 GMT' }).end(JSON.stringify(body))
    )
    closing = close
    return {
      arrived,
      github: reachGitHub(new URL(apiUrl), secret('ghs_x'), { send, patience: patience(), quote: fakeRunner().quote })
    }
  }
  let closing: () => Promise<unknown>
  afterEach(() => closing())
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: 'Bearer ghs_x',
    'user-agent': 'veeva-vault-sandbox-token',
    'x-github-api-version': '2022-11-28'
  }

  test('a write carries the headers that GitHub asks for, and JSON', async () => {
    const { github, arrived } = await wire('https://api.github.com', 201, {})
    expect(await github.call({ ...call, json: { key_id: '1' } })).toEqual({
      status: 201,
      body: {}
    })
    expect(arrived).toEqual([
      {
        line: `PUT api.github.com${call.path}`,
        headers: expect.objectContaining({ ...headers, 'content-type': 'application/json' }),
        body: '{"key_id":"1"}'
      }
    ])
  })

  test.each(['https://github.acme.example/api/v3', 'https://github.acme.example/api/v3/'])(
    'a question to GitHub Enterprise goes below %s, and has no body',
    async apiUrl => {
      const { github, arrived } = await wire(apiUrl, 200, { id: 1 })
      const path = '/repos/acme/pipelines?page=2'
      expect(await github.call({ doing: 'Asking', method: 'GET', path, needs: '' })).toMatchObject({ body: { id: 1 } })
      expect(arrived).toEqual([
        { line: `GET github.acme.example/api/v3${path}`, headers: expect.objectContaining(headers), body: '' }
      ])
      expect(arrived[0]?.headers).not.toHaveProperty('content-type')
    }
  )
})
