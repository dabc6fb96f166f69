import { describe, expect, test } from '@jest/globals'
import { asObject, parseJson } from '../../../src/core/json.ts'
import { quote } from '../../../src/core/text.ts'
import { describeSecrets } from '../../../src/github/locations.ts'
import { explainRefusal } from '../../../src/github/refusals.ts'
import { refusal, response } from './world.ts'

type Headers = Record<string, string>

const NOW = new Date('2026-11-22T12:00:00Z')

function explain(
  received: ReturnType<typeof response>,
  { isWrite = false }: { isWrite?: boolean } = {}
) {
  const remedies = describeSecrets({ scope: 'environment', repository: 'a/b', environment: 'uat' })
  const body = asObject(parseJson(received.text))
  const context = { remedies, isWrite, now: NOW, quote }
  return explainRefusal({ ...received, body }, context)
}

test.each<[number, string, string, RegExp]>([
  [403, 'SAML enforcement', 'github-permission', /Configure SSO/],
  [403, 'The org has an IP allow list enabled', 'github-permission', /IP allow list/],
  [403, 'Your IP address is not permitted', 'github-permission', /IP allow list/],
  [403, 'Repository was archived so is read-only', 'github-permission', /is archived/],
  [403, 'Sorry. Your account was suspended', 'github-permission', /is suspended/],
  [403, 'forbids access via tokens whose lifetime', 'github-permission', /earlier expiry/],
  [403, 'forbids access via a personal', 'github-permission', /does not allow this kind/],
  [403, 'enabled OAuth App access', 'github-permission', /does not allow this kind/],
  [403, 'Maximum number of login attempts', 'github-permission', /wait some minutes/],
  [403, 'Repository access blocked', 'github-permission', /has closed the repository/],
  [403, 'not accessible by personal access token', 'github-permission', /permission on GitHub/],
  [403, 'Must have admin rights', 'github-permission', /not an admin/],
  [403, 'No', 'github-permission', /needs "Secrets: write" and "Environments: write"/],
  [401, 'A JSON web token could not be decoded', 'github-login', /can only make tokens/],
  [401, 'Bad credentials', 'github-login', /wrong, expired or revoked/],
  [404, 'Not Found', 'github-not-found', /^The repository a\/b or the environment does not exist/],
  [409, 'Conflict', 'github-refused', /at the same time/],
  [451, 'Repository access blocked', 'github-refused', /has closed the repository/],
  [422, 'Validation Failed', 'github-refused', /^Follow what GitHub says/],
  [422, 'archived', 'github-refused', /^Follow what GitHub says/],
  [500, 'Server Error', 'network', /^GitHub is down/]
])('GitHub’s %i "%s" is %s, with a hint of its own', (status, message, code, hint) => {
  const explained = explain(refusal(status, message))
  const said = `GitHub responded ${status}: ${message}`
  expect(explained).toMatchObject({ code, said, reason: `HTTP ${status}` })
  expect(explained.hint).toMatch(hint)
  expect(explained.hint).not.toContain('{')
})

test('A 403 for an environment secret names the input of the step that makes the App token', () => {
  const { hint } = explain(refusal(403, 'Resource not accessible by integration'))
  expect(hint).toContain(
    'set `permission-environments: write` beside `permission-secrets: write` in the step that makes the token'
  )
  expect(hint).toContain('GITHUB_TOKEN can never write secrets')
})

describe('A classic token', () => {
  const accepted = { 'x-accepted-oauth-scopes': 'admin:org' }

  test.each([403, 404])('that lacks a scope is told the scope with status %i', status => {
    const headers = { ...accepted, 'x-oauth-scopes': 'repo, workflow' }
    expect(explain(refusal(status, 'Must have admin rights', headers))).toMatchObject({
      code: 'github-permission',
      hint: expect.stringContaining('lacks the scope `admin:org`:')
    })
  })

  test.each<[string, Headers]>([
    ['that has the scope', { ...accepted, 'x-oauth-scopes': 'admin:org' }],
    ['of another kind, which has no scopes at all', accepted],
    ['whose scopes do not matter', { 'x-accepted-oauth-scopes': '', 'x-oauth-scopes': 'repo' }]
  ])('%s is told nothing about scopes', (_what, headers) => {
    expect(explain(refusal(404, 'Not Found', headers)).code).toBe('github-not-found')
  })
})

describe('A rate limit', () => {
  const reset = (seconds: number) => String(NOW.getTime() / 1000 + seconds)

  const limited = (resetSeconds: number) => ({
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': reset(resetSeconds)
  })

  test.each<[string, number, Headers, number]>([
    ['without a time is waited for 60 s', 429, {}, 60_000],
    ['with Retry-After is waited for as long', 403, { 'retry-after': '7' }, 7_000],
    ['with a reset is waited for until then', 403, limited(9), 9_000],
    ['with a reset that has passed is waited for 1 s', 403, limited(-1), 1_000],
    ['whose reset is unreadable', 429, { ...limited(9), 'x-ratelimit-reset': 'x' }, 60_000],
    ['with rest is waited for 60 s', 429, { ...limited(9), 'x-ratelimit-remaining': '3' }, 60_000],
    ['counts by its Date', 429, { ...limited(9), date: 'Sun, 22 Nov 2026 12:00:04 GMT' }, 5_000]
  ])('%s', (_what, status, headers, afterMs) => {
    const explained = explain(refusal(status, 'Wait', headers))
    expect(explained).toMatchObject({ code: 'github-rate-limit', retry: { afterMs } })
    expect(explained.hint).toMatch(/run again after 2026-11-22T12:0\d:\d\dZ/)
  })

  test('is recognised by GitHub’s message alone, and is a definite refusal of a write', () => {
    const explained = explain(refusal(403, 'You have exceeded a secondary rate limit'), {
      isWrite: true
    })
    expect(explained).toMatchObject({ code: 'github-rate-limit', maybeDone: false })
  })
})

describe('A response that GitHub did not write', () => {
  test.each([
    ['<html>Blocked</html>', 'an HTML page'],
    ['', 'an empty body'],
    ['Blocked', 'text that is not JSON'],
    ['{"message":""}', 'JSON that is not from GitHub']
  ])('says what came: %j', (text, came) => {
    expect(explain(response(403, text))).toEqual({
      code: 'network',
      said: `the host responded with status 403 and ${came}`,
      hint: expect.stringMatching(/^This is not a response of GitHub’s API/),
      maybeDone: false,
      retry: undefined,
      reason: 'HTTP 403'
    })
  })

  test.each([200, 202, 302, 401, 403, 404, 422, 429, 502])(
    'with status %i leaves a write unclear',
    status => {
      expect(explain(response(status, '<html>'), { isWrite: true })).toMatchObject({
        maybeDone: true,
        retry: {}
      })
    }
  )
})

test.each([301, 307, 401, 403, 404, 409, 422])('GitHub’s own %i to a write is definite', status => {
  expect(explain(refusal(status, 'No'), { isWrite: true }).maybeDone).toBe(false)
})

test.each([
  [401, 'Bad credentials', true],
  [403, 'Resource not accessible by integration', true],
  [404, 'Not Found', true],
  [401, 'A JSON web token could not be decoded', false],
  [403, 'Repository was archived so is read-only.', false],
  [403, 'SAML enforcement', false],
  [422, 'Validation Failed', false]
])('A new token, environment or repository may get %i %s: %s', (status, message, mayPass) => {
  const retry = mayPass ? { afterMs: 1_000 } : undefined
  expect(explain(refusal(status, message)).retry).toEqual(retry)
})

test('A conflict is retried', () => {
  expect(explain(refusal(409, 'Conflict'), { isWrite: true }).retry).toEqual({})
})

test('GitHub’s list of mistakes is quoted behind its message', () => {
  const errors = [{ message: 'There are 100 secrets already' }, 'too long', { code: 'custom' }, 7]
  expect(explain(response(422, { message: 'Validation Failed', errors })).said).toBe(
    'GitHub responded 422: Validation Failed; There are 100 secrets already; too long; custom; 7'
  )
})

test.each([
  ['https://github.com/orgs/acme/sso?authorization_request=A1', true],
  ['https://ghe.example/orgs/acme/sso', true],
  ['http://github.com/orgs/acme/sso', false],
  ['', false]
])('The sign-on address %s is shown if it is https', (address, isShown) => {
  const header = { 'x-github-sso': `required; url=${address}` }
  const { code, hint } = explain(refusal(404, 'Not Found', header))
  expect(code).toBe('github-permission')
  expect(hint.includes(` at ${address} (`)).toBe(isShown)
  expect(hint.includes('Configure SSO')).toBe(!isShown)
})

test.each([
  ['/repositories/12/actions/secrets/X', '(it is now /repositories/12 in GitHub’s API)'],
  ['https://api.github.com/organizations/9', '(it is now /organizations/9 in GitHub’s API)'],
  ['/repos/acme/new.name/actions', '(it is now /repos/acme/new.name in GitHub’s API)'],
  ['/repos/acme/%3A%3Aerror', 'transferred, and'],
  ['https://evil.example/login', 'transferred, and'],
  ['', 'transferred, and']
])('A redirect to %j tells only the repository or organization', (location, told) => {
  const { code, hint } = explain(refusal(301, 'Moved Permanently', { location }))
  expect(code).toBe('github-not-found')
  expect(hint).toContain(told)
  expect(hint).not.toMatch(/evil|%3A/)
})
