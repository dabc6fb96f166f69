import { expect, test } from '@jest/globals'
import { asObject, parseJson } from '../../../src/core/json.ts'
import { quote } from '../../../src/core/text.ts'
import { explainRefusal } from '../../../src/github/refusals.ts'
import { response } from '../../helpers/responses.ts'

type Headers = Record<string, string>
const NOW = new Date('2026-11-22T12:00:00Z')

function explain(status: number, sent: unknown, headers: Headers = {}, isWrite = true) {
  const received = response(sent, status, headers)
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
  expect(explain(422, { message }).code).toBe('github-refused')
})

const MAY_BE_NEW = { afterMs: 1000 }

test.each([
  [403, 'github-permission', MAY_BE_NEW, /: it needs "Secrets: write"\. /],
  [401, 'github-login', MAY_BE_NEW, /wrong, expired or revoked/],
  [404, 'github-not-found', MAY_BE_NEW, /does not exist.* the permission "Secrets: write"/],
  [409, 'github-refused', {}, /at the same time/],
  [400, 'github-refused', undefined, /^Follow what GitHub says/],
  [300, 'github-not-found', undefined, /was renamed or transferred/],
  [399, 'github-not-found', undefined, /was renamed or transferred/],
  [299, 'network', {}, /^GitHub is down/],
  [500, 'network', {}, /^GitHub is down/]
])('GitHub’s response %i is the error %s, with the retry %j', (status, code, retry, hint) => {
  const errors = [{ message: 'There are 100' }, 'too long', 7, {}]
  const said = `GitHub responded ${status}: Sorry; There are 100; too long; 7`
  const details = { retry, maybeDone: code === 'network', reason: `HTTP ${status}` }
  const explained = explain(status, { message: 'Sorry', errors })
  expect(explained).toEqual({ code, said, hint: expect.stringMatching(hint), ...details })
})

test.each([
  ['<html>', 'an HTML page'],
  ['{"message":"","errors":["x"]}', 'JSON that is not from GitHub']
])('A gateway’s %s leaves a write unclear, whatever its status', (text, came) => {
  for (const status of [200, 302, 401, 403, 404, 422, 502]) {
    const said = `the host responded with status ${status} and ${came}`
    expect(explain(status, text)).toMatchObject({ said, maybeDone: true, retry: {} })
    expect(explain(status, text, {}, false).maybeDone).toBe(false)
  }
  const hint = expect.stringMatching(/^This is not a response of GitHub’s API/)
  expect(explain(403, text)).toMatchObject({ code: 'network', hint })
})

const spent = (seconds: number, remaining = '0') => ({
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': String(NOW.getTime() / 1000 + seconds)
})

test.each<[number, Headers, number, string]>([
  [403, {}, 60_000, '12:01:00Z'],
  [403, { 'retry-after': '7' }, 7_000, '12:00:07Z'],
  [403, spent(9), 9_000, '12:00:09Z'],
  [403, spent(-1), 1_000, '12:00:01Z'],
  [403, spent(Number.NaN), 60_000, '12:01:00Z'],
  [429, spent(9, '3'), 60_000, '12:01:00Z'],
  [429, { ...spent(9), date: 'Sun, 22 Nov 2026 12:00:04 GMT' }, 5_000, '12:00:09Z']
])('A rate limit with %i and %j is over after %i ms, at %s', (status, headers, afterMs, at) => {
  const isNamed = status === 403 && Object.keys(headers).length === 0
  const message = isNamed ? 'You have exceeded a secondary rate limit' : 'Wait'
  const { code, hint, retry, maybeDone } = explain(status, { message }, headers)
  expect([code, retry, maybeDone]).toEqual(['github-rate-limit', { afterMs }, false])
  expect(hint).toContain(`run again after 2026-11-22T${at}`)
})

test.each([
  ['required; url=https://x.y/sso?a=A1; z', / at https:\/\/x.y\/sso\?a=A1 \(/],
  ['required; url=http://x.y', /Configure SSO/],
  ['partial-results', /Configure SSO/]
])('The address for single sign-on in "%s" is shown if it is https', (header, hint) => {
  const explained = explain(404, { message: 'Not Found' }, { 'x-github-sso': header })
  expect(explained).toMatchObject({ code: 'github-permission', retry: undefined })
  expect(explained.hint).toMatch(hint)
})

test.each([
  ['a, public_repo', 'repo, b', true],
  ['', 'repo', true],
  ['a, b', 'repo, b', false],
  ['repo', '', false],
  [undefined, 'repo', false]
])('A token with the scopes %j lacks one of %j: %s', (granted, accepted, isLacking) => {
  const scopes = { 'x-oauth-scopes': granted, 'x-accepted-oauth-scopes': accepted } as Headers
  const { hint } = explain(404, { message: 'Not Found' }, scopes)
  const text = `(classic) in \`github-token\` lacks the scope \`${accepted}\`: `
  expect(hint.includes(text)).toBe(isLacking)
})
