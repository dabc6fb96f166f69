import { expect, test } from '@jest/globals'
import { remedyFor } from '../../../src/github/refusals.ts'

const remedy = (status: number, message: string, headers: Record<string, string> = {}) =>
  remedyFor({ status, message, headers, needs: '"Secrets: write"' })

test.each<[string, number, string, Record<string, string>, string, string]>([
  [
    'single sign-on, with its address',
    403,
    'Resource protected by organization SAML enforcement.',
    { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A1' },
    'github-permission',
    'authorize the token in github-token for it at https://github.com/orgs/acme/sso?authorization_request=A1'
  ],
  [
    'single sign-on, for some organizations',
    403,
    'Resource protected by organization SAML enforcement.',
    { 'x-github-sso': 'partial-results; organizations=21955855' },
    'github-permission',
    'in the settings of the token on GitHub'
  ],
  [
    'an address list',
    403,
    'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    {},
    'github-permission',
    'IP allow list'
  ],
  ['an archived repository', 403, 'Repository was archived so is read-only.', {}, 'github-permission', 'is archived'],
  [
    'a policy on classic tokens',
    403,
    '`acme` forbids access via a personal access token (classic). Please use a GitHub App.',
    {},
    'github-permission',
    'forbids this kind of token'
  ],
  [
    'a policy on lifetimes',
    403,
    'The acme organization forbids access via a fine-grained personal access tokens if the token lifetime is greater than 366 days.',
    {},
    'github-permission',
    'earlier expiry'
  ],
  ['a suspended App', 403, 'This installation has been suspended', {}, 'github-permission', 'suspended'],
  ['the workflow’s own token', 403, 'Resource not accessible by integration', {}, 'github-permission', 'GITHUB_TOKEN can never'],
  ['a personal token', 403, 'Resource not accessible by personal access token', {}, 'github-permission', 'edit it on GitHub'],
  ['no admin', 403, 'Must have admin rights to Repository.', {}, 'github-permission', 'no admin'],
  ['no word at all', 403, '', {}, 'github-permission', 'Check that the token'],
  ['a renamed repository', 301, 'Moved Permanently', {}, 'github-not-found', 'renamed or transferred'],
  ['a renamed repository, with a write', 307, 'Temporary Redirect', {}, 'github-not-found', 'secret-repository'],
  ['nothing there', 404, 'Not Found', {}, 'github-not-found', 'may not see it'],
  ['a dead token', 401, 'Bad credentials', {}, 'github-login', 'wrong, expired or revoked'],
  ['somebody else who writes', 409, 'Conflict', {}, 'github-refused', 'run again']
])('%s has a remedy of its own', (what, status, message, headers, code, hint) => {
  const said = remedy(status, message, headers)
  expect(said.code).toBe(code)
  expect(said.hint).toContain(hint)
  expect(said.hint.includes('GITHUB_TOKEN')).toBe(what.includes('own token'))
})

test.each([
  'required; url=http://evil.example.com/',
  'required; url=https://a@b/',
  'required; url=https://x/::error::',
  'required; url='
])('an address that is none of GitHub’s kind is not repeated: %s', header => {
  expect(remedy(403, 'x', { 'x-github-sso': header }).hint).not.toMatch(/evil|a@b|::/)
})
