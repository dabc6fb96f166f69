import { expect, test } from '@jest/globals'
import { asObject, parseJson } from '../../../src/core/json.ts'
import { quote } from '../../../src/core/text.ts'
import { explainRefusal } from '../../../src/github/refusals.ts'
import { response } from './world.ts'

type Headers = Record<string, string>
const NOW = new Date('2026-11-22T12:00:00Z')

function explain(status: number, sent: unknown, headers: Headers = {}, isWrite = true) {
  const received = response(status, sent, headers)
  const call = { permission: '"Secrets: write"', isWrite, now: NOW, quote }
  return explainRefusal({ ...received, body: asObject(parseJson(received.text)) }, call)
}

test.each([
  ['SAML enforcement', /\(Configure SSO\)/],
  ['requires single sign-on', /\(Configure SSO\)/],
  ['The organization has an IP allow list enabled', /certain addresses/],
  ['Your IP address is not on the IP allowlist', /certain addresses/],
  ['Repository was archived so is read-only', /is archived/],
  ['Sorry. Your account was suspended', /closed or suspended/],
  ['Repository access blocked', /closed or suspended/],
  ['forbids access via tokens whose lifetime', /lives so long/],
  ['enabled OAuth App access restrictions', /this kind of token/],
  ['Must have admin rights', /not an admin/]
])('GitHub’s 403 or 404 "%s" names a lasting cause, which is not retried', (message, hint) => {
  for (const status of [403, 404]) {
    const explained = explain(status, { message })
    expect(explained).toMatchObject({ code: 'github-permission', retry: undefined })
    expect(explained.hint).toMatch(hint)
  }
})

test.each([
  [403, 'github-permission', { afterMs: 1000 }, /: it needs "Secrets: write"\. /],
  [401, 'github-login', { afterMs: 1000 }, /wrong, expired or revoked/],
  [
    404,
    'github-not-found',
    { afterMs: 1000 },
    /environment does not exist.* permission "Secrets: write"/
  ],
  [409, 'github-refused', {}, /at the same time/],
  [422, 'github-refused', undefined, /^Follow what GitHub says/],
  [300, 'github-not-found', undefined, /was renamed or transferred/],
  [399, 'github-not-found', undefined, /was renamed or transferred/],
  [299, 'network', {}, /^GitHub is down/],
  [500, 'network', {}, /^GitHub is down/]
])('GitHub’s own %i is %s, with the retry %j', (status, code, retry, hint) => {
  const said = `GitHub responded ${status}: Sorry`
  const maybeDone = code === 'network'
  const explained = explain(status, { message: 'Sorry.' })
  expect(explained).toEqual({
    code,
    said,
    retry,
    maybeDone,
    hint: expect.stringMatching(hint),
    reason: `HTTP ${status}`
  })
})

test('GitHub’s list of mistakes is quoted behind its message', () => {
  const errors = [{ message: 'There are 100 secrets' }, 'too long', 7, {}, { message: '' }]
  const { said } = explain(422, { message: 'Failed', errors })
  expect(said).toBe('GitHub responded 422: Failed; There are 100 secrets; too long; 7')
})

test.each([200, 302, 401, 403, 404, 422, 502])(
  'A page of a gateway with status %i leaves a write unclear, and a read is no write',
  status => {
    expect(explain(status, '<html>')).toMatchObject({ maybeDone: true, retry: {} })
    expect(explain(status, '<html>', {}, false).maybeDone).toBe(false)
  }
)

const spent = (seconds: number, remaining = '0') => ({
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': String(NOW.getTime() / 1000 + seconds)
})

test.each<[number, Headers, number, string]>([
  [429, {}, 60_000, '12:01:00Z'],
  [403, { 'retry-after': '7' }, 7_000, '12:00:07Z'],
  [403, spent(9), 9_000, '12:00:09Z'],
  [403, spent(-1), 1_000, '12:00:01Z'],
  [429, spent(Number.NaN), 60_000, '12:01:00Z'],
  [429, spent(9, '3'), 60_000, '12:01:00Z'],
  [429, { ...spent(9), date: 'Sun, 22 Nov 2026 12:00:04 GMT' }, 5_000, '12:00:09Z']
])('A rate limit with %i and %j is over after %i ms, at %s', (status, headers, afterMs, at) => {
  const { code, hint, retry, maybeDone } = explain(status, { message: 'Wait' }, headers)
  expect([code, retry, maybeDone]).toEqual(['github-rate-limit', { afterMs }, false])
  expect(hint).toContain(`run again after 2026-11-22T${at}`)
})

test('A 403 is also a rate limit if GitHub’s message alone says so', () => {
  const message = 'You have exceeded a secondary rate limit'
  expect(explain(403, { message }).code).toBe('github-rate-limit')
})

test.each<[Headers, string, RegExp]>([
  [
    { 'x-github-sso': 'required; url=https://x.y/sso?a=A1;' },
    'github-permission',
    / https:\/\/x.y\/sso\?a=A1 \(/
  ],
  [{ 'x-github-sso': 'required; url=http://x.y' }, 'github-permission', /Configure SSO/],
  [{ 'x-github-sso': 'partial-results' }, 'github-permission', /Configure SSO/],
  [
    { 'x-oauth-scopes': 'a, public_repo', 'x-accepted-oauth-scopes': 'repo, b' },
    'github-permission',
    /scope `repo, b`:/
  ],
  [
    { 'x-oauth-scopes': '', 'x-accepted-oauth-scopes': 'repo' },
    'github-permission',
    /scope `repo`:/
  ],
  [{ 'x-oauth-scopes': 'a, b', 'x-accepted-oauth-scopes': 'repo, b' }, 'github-not-found', /exist/],
  [{ 'x-oauth-scopes': 'repo', 'x-accepted-oauth-scopes': '' }, 'github-not-found', /exist/],
  [{ 'x-accepted-oauth-scopes': 'repo' }, 'github-not-found', /exist/]
])('A 404 with the headers %j is %s', (headers, code, hint) => {
  const explained = explain(404, { message: 'Not Found' }, headers)
  expect(explained).toMatchObject({ code, hint: expect.stringMatching(hint) })
})
