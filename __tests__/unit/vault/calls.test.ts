import { expect, test } from '@jest/globals'
import { signIn } from '../../../src/vault/sign-in.ts'
import { deleteTokens, generateToken, listTokens } from '../../../src/vault/tokens.ts'
import { lost, response, unsent, vaultFailure } from '../../helpers/responses.ts'
import { errorOf, type Result, scriptedVault } from '../world.ts'

const succeed = (fields: object) => response({ responseStatus: 'SUCCESS', ...fields })

test.each([
  ['read', 'lost', lost, 4, 3_500],
  ['generate', 'lost', lost, 1, 0],
  ['probe', 'not sent', unsent, 1, 0],
  ['sign-in', 'lost', lost, 2, 4_000],
  ['sign-in', 'not sent', unsent, 6, 20_000],
  ['exchange', 'sent to no such host', { ...unsent, code: 'ENOTFOUND' }, 2, 4_000]
] as const)('%s is repeated as often as does no harm if it was %s', async (operation, ...row) => {
  const [, result, attempts, waitedMs] = row
  const { vault, requests, clock } = scriptedVault(...Array(6).fill(result))
  await errorOf(vault.call({ doing: 'ask', operation, path: 'x' }))
  expect([requests.length, clock.elapsed()]).toEqual([attempts, waitedMs])
})

test('a session is used only of a Vault that the response names with its id', async () => {
  const url = 'https://acme.veevavault.com/api'
  const fields = { vaultId: null, vaultIds: [{ url }, { id: '', url }, { id: 2, url }] }
  const { vault, runner } = scriptedVault(succeed({ sessionId: 'SESSION', ...fields }))
  const how = { by: 'password', username: 'ci', password: runner.maskSecret('Pa55') } as const
  const signingIn = signIn(how, vault, { onSession: () => {}, onVaults: () => {} })
  expect((await errorOf(signingIn)).code).toBe('vault-mismatch')
})

test('generating may have made a token if a success lacks its value or id, or a gateway refuses', async () => {
  const data = [{ id: '7' }, { token__sys: 'VALUE' }, { id: '7', token__sys: 'ab' }, null]
  for (const raw of [response('<html>', 403), ...data.map(each => succeed({ data: each }))]) {
    const request = { sandboxName: 'UAT', name: 'ci', expiry: undefined }
    expect((await errorOf(generateToken(scriptedVault(raw).vault, request))).maybeDone).toBe(true)
  }
})

const page = (data: unknown, responseDetails = {}) => succeed({ data, responseDetails })
test.each([
  ['/api/v26.2/query/7?pageoffset=1', '/api/v26.2/query/7?pageoffset=1'],
  ['/api/v25.1/query/7', '/api/v26.2/query/7'],
  ['https://acme.veevavault.com@evil.example/query/7', '/api/v26.2/query/7'],
  ['/query/%2e%2e', undefined],
  ['/query/1/../2', undefined]
])('the next page %s is asked of the same Vault, by POST, then GET', async (next_page, path) => {
  const pages = [
    page([{}], { next_page, total: 2 }),
    vaultFailure('METHOD_NOT_SUPPORTED'),
    page([{}])
  ]
  const { vault, requests, routes } = scriptedVault(...pages)
  const listed = await listTokens(vault).catch(error => error.code)
  expect(listed.records?.length ?? listed).toBe(path ? 2 : 'vault-refused')
  expect(routes.slice(1)).toEqual(path ? [`POST ${path}`, `GET ${path}`] : [])
  expect(requests.every(each => each.url.host === vault.site.host)).toBe(true)
})

test.each([
  [1, page(null)],
  [1, page([{}], { total: 2 })],
  [1, page([{ expiry_date__sys: '22.11.2026' }])],
  [1, page([], { next_page: '/query/1' })],
  [3, page([{}], { next_page: '/query/1', total: 2 })],
  [100, page([{}], { next_page: '/query/1' })]
])('An incomplete, endless or unreadable token list fails after %i pages', async (pages, raw) => {
  const { vault, requests } = scriptedVault(...Array(101).fill(raw))
  await errorOf(listTokens(vault))
  expect(requests).toHaveLength(pages)
})

const GONE = { responseStatus: 'SUCCESS' }
const OTHER = { responseStatus: 'SUCCESS', data: { id: 'OTHER' } }
const REFUSED = { responseStatus: 'FAILURE', errors: [{ type: 'NO' }] }
const LISTED = page([{ id: 'B' }])
const dead = vaultFailure('INVALID_SESSION_ID')
const down = response('', 503)
const allLost = Array(4).fill(lost)
test.each<[string, Result[], string]>([
  ['rows after what did nothing', [down, page([REFUSED, GONE])], 'NO, deleted'],
  ['a listing after a loss', [lost, page([REFUSED, REFUSED]), LISTED], 'deleted, NO'],
  ['a listing for other rows', [page([OTHER, GONE]), LISTED], 'deleted, deleted'],
  ['a listing for none', [page([]), LISTED], 'deleted, Vault did not say whether it was deleted'],
  ['a listing if all was lost', [...allLost, page([])], 'deleted, deleted'],
  ['rows without a listing', [lost, page([REFUSED, GONE]), dead], 'NO, deleted'],
  ['the error if all was lost, without a listing', [...allLost, dead], 'network']
])('What became of deleted tokens is told by %s', async (_what, script, expected) => {
  const deleting = deleteTokens(scriptedVault(...script).vault, ['A', 'B'])
  const told = deleting.then(all => all.map(each => ('reason' in each ? each.reason : each.is)))
  const end = await told.then(String, error => error.code)
  expect(end.replaceAll('Vault responded ', '')).toBe(expected.replaceAll(', ', ','))
})

test('Deleting more than 500 tokens takes two calls, and what the first one deleted is told if the second fails', async () => {
  const ids = Array.from({ length: 501 }, (_, index) => `T${index}`)
  const { vault } = scriptedVault(page(ids.slice(0, 500).map(() => GONE)), dead)
  const deletions = await deleteTokens(vault, ids)
  expect(deletions.map(({ id }) => id)).toEqual(ids)
  expect(deletions.filter(({ is }) => is === 'refused').map(({ id }) => id)).toEqual(['T500'])
})
