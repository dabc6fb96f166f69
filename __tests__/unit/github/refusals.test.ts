import { expect, test } from '@jest/globals'
import { remedyFor } from '../../../src/github/refusals.ts'

const api = 'https://api.github.com'
const remedy = (status: number, message: string, headers: Record<string, string> = {}, apiUrl = api) =>
  remedyFor({
    ...{ status, message, headers, needs: '"Secrets: write"', apiUrl: new URL(apiUrl) },
    isGitHubs: message !== 'a page',
    location: headers.location ?? ''
  })

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
    'authorize the token in github-token for it (by its id, 21955855), in the settings of the token'
  ],
  [
    'single sign-on, without a header',
    403,
    'Resource protected by organization SAML enforcement.',
    {},
    'github-permission',
    'Configure SSO'
  ],
  [
    'single sign-on, as if nothing were there',
    404,
    'Not Found',
    { 'x-github-sso': 'required' },
    'github-permission',
    'Configure SSO'
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
  [
    'a policy on OAuth Apps',
    403,
    'Although you appear to have the correct authorization credentials, the `acme` organization has enabled OAuth App access restrictions.',
    {},
    'github-permission',
    'no OAuth App'
  ],
  [
    'a suspended account',
    403,
    'Sorry. Your account was suspended.',
    {},
    'github-permission',
    'account that github-token belongs to'
  ],
  ['a blocked repository', 403, 'Repository access blocked', {}, 'github-permission', 'has closed the repository'],
  ['a repository closed for legal reasons', 451, 'Repository access blocked', {}, 'github-refused', 'has closed the repository'],
  ['too many wrong tokens', 403, 'Maximum number of login attempts exceeded.', {}, 'github-permission', 'wait some minutes'],
  ['no owner of the organization', 403, 'You must be an org owner.', {}, 'github-permission', 'no owner of the organization'],
  ['a page', 403, 'a page', {}, 'github-permission', 'no answer of GitHub’s API'],
  ['a page instead of a login', 401, 'a page', {}, 'github-login', 'no answer of GitHub’s API'],
  ['a page where nothing is', 404, 'a page', {}, 'network', 'no answer of GitHub’s API'],
  ['an App’s JSON web token', 401, 'A JSON web token could not be decoded', {}, 'github-login', 'JSON web token'],
  ['a suspended App', 403, 'This installation has been suspended', {}, 'github-permission', 'suspended'],
  ['the workflow’s own token', 403, 'Resource not accessible by integration', {}, 'github-permission', 'GITHUB_TOKEN can never'],
  ['a personal token', 403, 'Resource not accessible by personal access token', {}, 'github-permission', 'edit it on GitHub'],
  ['no admin', 403, 'Must have admin rights to Repository.', {}, 'github-permission', 'no admin'],
  ['no word at all', 403, '', {}, 'github-permission', 'GitHub gives no reason. Check that the token'],
  ['a renamed repository', 301, 'Moved Permanently', {}, 'github-not-found', 'renamed or transferred'],
  ['a renamed repository, with a write', 307, 'Temporary Redirect', {}, 'github-not-found', 'secret-repository'],
  ['nothing there', 404, 'Not Found', {}, 'github-not-found', 'may not see it'],
  ['a dead token', 401, 'Bad credentials', {}, 'github-login', 'wrong, expired or revoked'],
  ['a mistake', 422, 'Validation Failed', {}, 'github-refused', 'See what GitHub says, and check secret-name and secret-scope.'],
  ['a mistake, with a header of single sign-on', 422, 'No', { 'x-github-sso': 'required' }, 'github-refused', 'See what'],
  ['several answers to choose from', 300, 'Multiple Choices', {}, 'github-refused', 'See what GitHub says'],
  ['a request that is none', 400, 'Problems parsing JSON', {}, 'github-refused', 'See what GitHub says'],
  ['an address list in other words', 403, 'Your IP address is not permitted.', {}, 'github-permission', 'IP allow list'],
  ['an address list in one word', 403, 'The enterprise has an IP allowlist.', {}, 'github-permission', 'IP allow list'],
  [
    'single sign-on, for two organizations',
    403,
    'x',
    { 'x-github-sso': 'partial-results; organizations=21955855,20582480' },
    'github-permission',
    'for it (by its id, 21955855, 20582480), in the settings'
  ],
  [
    'words that nobody knows',
    403,
    'No',
    {},
    'github-permission',
    'permission "Secrets: write" for this place (from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token).'
  ],
  ['somebody else who writes', 409, 'Conflict', {}, 'github-refused', 'run again']
])('%s has a remedy of its own', (what, status, message, headers, code, hint) => {
  const said = remedy(status, message, headers)
  expect(said.code).toBe(code)
  expect(said.hint).toContain(hint)
  expect(said.hint.includes('GITHUB_TOKEN')).toBe(what.includes('own token'))
  expect(said.hint.includes('GitHub gives no reason')).toBe(message === '' && status === 403)
})

const asked = (host: string, path = '/orgs/acme/sso?authorization_request=A1') => `https://${host}${path}`
test.each([
  ['https://api.github.com', asked('github.com')],
  ['https://api.github.com', asked('github.com', '/enterprises/acme/sso?authorization_request=A1')],
  ['https://github.acme.example/api/v3', asked('github.acme.example')],
  ['https://api.acme.ghe.com', asked('acme.ghe.com')]
])('of %s, the address to authorize a token at is repeated: %s', (apiUrl, address) => {
  expect(remedy(403, 'x', { 'x-github-sso': `required; url=${address}` }, apiUrl).hint).toContain(` at ${address} (`)
})

test('an address of a server whose name only holds that of its API is not repeated', () => {
  const header = 'required; url=https://ghe.acme.example/orgs/acme/sso'
  expect(remedy(403, 'x', { 'x-github-sso': header }, 'https://ghe.api.acme.example').hint).toContain('Configure SSO')
})

test.each([
  'required; url=http://github.com/orgs/acme/sso',
  'required; url=https://evil.example.com/',
  'required; url=https://github.com.evil.example.com/',
  'required; url=https://a@github.com/',
  'required; url=https://github.com/::error::',
  'required; url=https://github.com/##[error]',
  `required; url=https://github.com/${'x'.repeat(300)}`,
  'required; url=',
  'partial-results; organizations=1,evil'
])('an address that is none of this GitHub is not repeated: %s', header => {
  expect(remedy(403, 'x', { 'x-github-sso': header }).hint).toMatch(/^The organization demands .* for it, in the settings/)
})

test.each([
  ['https://api.github.com/repositories/12/actions/secrets/X', 'to https://api.github.com/repositories/12, '],
  ['/repositories/12', 'to https://api.github.com/repositories/12, '],
  ['https://api.github.com/repos/acme/new.name/actions', 'to https://api.github.com/repos/acme/new.name, '],
  [
    'https://api.github.com/organizations/9/actions/secrets',
    'organization was renamed or transferred to https://api.github.com/organizations/9'
  ],
  [
    'https://api.github.com/organizations/21955855/actions/secrets',
    'transferred to https://api.github.com/organizations/21955855, and a redirect is never followed: give its new name in secret-scope;'
  ],
  ['https://api.github.com/orgs/new-acme/actions/secrets', 'to https://api.github.com/orgs/new-acme, and'],
  ['https://api.github.com/repositories/12', 'and a redirect is never followed: give its new name as secret-repository;'],
  ['https://api.github.com/orgs/acme.x', 'renamed or transferred, and'],
  ['https://api.github.com/see/repositories/12', 'renamed or transferred, and'],
  ['https://api.github.com/login', 'renamed or transferred, and'],
  ['https://api.github.com/repos/acme/%3A%3Aerror', 'renamed or transferred, and'],
  ['https://evil.example.com/repos/acme/new', 'leads to another host'],
  ['http://api.github.com/repos/acme/new', 'leads to another host'],
  ['https://', 'renamed or transferred, and'],
  ['', 'renamed or transferred, and']
])('where something was renamed is told as far as it is GitHub’s own word: %s', (location, told) => {
  const { hint } = remedy(301, 'Moved Permanently', { location })
  expect(hint).toContain(told)
  expect(hint).not.toMatch(/evil|%3A/)
})

test('a server’s own base address is part of where something was renamed', () => {
  const location = 'https://github.acme.example/api/v3/repositories/12'
  expect(remedy(307, 'Temporary Redirect', { location }, 'https://github.acme.example/api/v3/').hint).toContain(`to ${location},`)
})
