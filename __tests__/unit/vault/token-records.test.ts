import { describe, expect, test } from '@jest/globals'
import type { Vault } from '../../../src/vault/client.ts'
import { listTokens, retrieveToken } from '../../../src/vault/token-records.ts'
import { failure, lost, proves, success, tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'
import { routeOf } from '../../helpers/world.ts'

const record = {
  id: 'V8T000000000001',
  name: 'ci #4711.2-0a0b0c0d-6a21df40beef',
  user: '12',
  active: true,
  expiry: new Date('2026-11-23T12:00:00Z'),
  lastUsed: new Date('2026-11-22T12:00:00Z')
}

describe('the list of tokens', () => {
  test('is asked for with one query for the active ones', async () => {
    const { vault, sent } = scriptedVault([tokensListed(tokenRecord())])
    expect(await listTokens(vault)).toEqual({ records: [record], userId: '12' })
    expect(sent.map(routeOf)).toEqual(['POST /query'])
    expect(new URLSearchParams(sent[0]?.body).get('q')).toBe(
      "SELECT id, name__v, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys WHERE status__v = 'active__v'"
    )
  })

  test.each<[string, object, object]>([
    ['a user as text', { user__sys: '12' }, {}],
    ['a status that is no list', { status__v: 'active__v' }, {}],
    ['no expiry', { expiry_date__sys: null }, { expiry: undefined }],
    ['no use', { last_used_date__sys: null }, { lastUsed: undefined }],
    ['an id that is a number', { id: 17 }, { id: '17' }]
  ])('may show %s', async (_what, fields, read) => {
    const { vault } = scriptedVault([tokensListed(tokenRecord(fields))])
    expect((await listTokens(vault)).records).toEqual([{ ...record, ...read }])
  })

  test('leaves out what is not active, or is no record', async () => {
    const rows = [tokenRecord({ status__v: ['inactive__v'] }), tokenRecord({ id: '' }), tokenRecord({ status__v: null })]
    const { vault } = scriptedVault([success({ data: [null, 'x', ...rows] })])
    expect(await listTokens(vault)).toEqual({ records: [], userId: '' })
  })
})

test.each([
  ['Listing the access tokens', listTokens],
  ['Reading the record of a token', (vault: Vault) => retrieveToken(vault, 'V8T1')]
])('%s is tried four times', async (doing, act) => {
  const { vault, sent } = scriptedVault([lost, lost, lost, lost])
  expect((await errorOf(act(vault))).message).toBe(
    `${doing} on acme.veevavault.com failed: the connection was lost (ECONNRESET).`
  )
  expect(sent).toHaveLength(4)
})

describe('a list of several pages', () => {
  test('is read to its end, as the model gives it', async () => {
    const of = stage()
    of.model.pageSize = 2
    const tokens = Array.from({ length: 5 }, () => of.ours())
    const { records, userId } = await listTokens(of.vaultAs(of.sandbox.host, tokens[0]?.value ?? ''))
    expect(records.map(({ id }) => id)).toEqual(tokens.map(({ id }) => id))
    expect(userId).toBe(String(of.user.id))
    expect(of.routes.map(route => route.replace(/query\/[^?]+/, 'query/ID'))).toEqual([
      'POST /query',
      'POST /query/ID?pagesize=2&pageoffset=2',
      'POST /query/ID?pagesize=2&pageoffset=4'
    ])
    for (const { headers } of of.sent) expect(headers.authorization).toBe(`Bearer ${tokens[0]?.value}`)
  })

  const page = (next_page: string, ...rows: object[]) => success({ responseDetails: { next_page }, data: rows })

  test.each([
    ['a whole path', '/api/v26.2/query/7?pageoffset=1'],
    ['one of another version', '/api/v25.1/query/7?pageoffset=1'],
    ['one below the version', '/query/7?pageoffset=1'],
    ['an address', 'https://acme.veevavault.com/api/v26.2/query/7?pageoffset=1'],
    ['an address in capitals, with its port', 'https://ACME.veevavault.com:443/api/v26.2/query/7?pageoffset=1']
  ])('that gives the next one as %s is followed under the version in use', async (_how, next) => {
    const { vault, sent } = scriptedVault([page(next, tokenRecord()), tokensListed(tokenRecord({ id: 'V8T2' }))])
    expect((await listTokens(vault)).records).toHaveLength(2)
    expect(sent[1]).toMatchObject({ method: 'POST', url: new URL('https://acme.veevavault.com/api/v26.2/query/7?pageoffset=1') })
  })

  test('that can only be asked for by GET is asked for by GET', async () => {
    const script = [page('/query/7', tokenRecord()), failure('METHOD_NOT_SUPPORTED'), tokensListed(tokenRecord({ id: 'V8T2' }))]
    const { vault, sent } = scriptedVault(script)
    expect((await listTokens(vault)).records).toHaveLength(2)
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET'])
  })

  test.each([
    ['another host', 'https://evil.example.com/api/v26.2/query/1'],
    ['a host without a scheme', '//evil.example.com/api/v26.2/query/1'],
    ['a host that begins alike', 'https://acme.veevavault.com.evil.example.com/api/v26.2/query/1'],
    ['the host as a user', 'https://acme.veevavault.com@evil.example.com/api/v26.2/query/1'],
    ['a user', 'https://robot@acme.veevavault.com/api/v26.2/query/1'],
    ['another scheme', 'http://acme.veevavault.com/api/v26.2/query/1'],
    ['another port', 'https://acme.veevavault.com:8443/api/v26.2/query/1'],
    ['a way out of the API', '/api/v26.2/../../ui/1'],
    ['no address', 'https://']
  ])('that leads to %s is refused, and nothing is sent there', async (_where, next) => {
    const { vault, sent } = scriptedVault([page(next, tokenRecord())])
    const error = await errorOf(listTokens(vault))
    expect(error).toMatchObject({
      code: 'vault-refused',
      message: 'Listing the access tokens on acme.veevavault.com failed: its pages lead somewhere else, or never end.',
      hint: 'Give the execution id to Veeva Support.'
    })
    expect(sent).toHaveLength(1)
  })

  test('that never ends is left', async () => {
    const { vault, sent } = scriptedVault(Array(200).fill(page('/api/v26.2/query/1?pageoffset=1', tokenRecord())))
    expect((await errorOf(listTokens(vault))).code).toBe('vault-refused')
    expect(sent).toHaveLength(100)
  })

  test('of which one can’t be read is an error, not a shorter list', async () => {
    const { vault } = scriptedVault([page('/api/v26.2/query/1', tokenRecord()), lost, lost, lost, lost])
    expect((await errorOf(listTokens(vault))).code).toBe('network')
  })
})

describe('one record', () => {
  test('comes with the id of the Vault that answered', async () => {
    const { vault, sent } = scriptedVault([proves()])
    expect(await retrieveToken(vault, 'V8T000000000001')).toEqual({ record, vaultId: '3003' })
    expect(sent.map(routeOf)).toEqual(['GET /vobjects/api_access_token__sys/V8T000000000001'])
  })

  test('that is not active is shown as such', async () => {
    const { vault } = scriptedVault([proves({ status__v: ['inactive__v'] })])
    expect((await retrieveToken(vault, 'V8T1')).record).toMatchObject({ active: false })
  })

  test.each([[{}], [{ data: null }], [{ data: [] }], [{ data: {} }]])('is none in %j', async fields => {
    const { vault } = scriptedVault([success(fields)])
    expect(await retrieveToken(vault, 'V8T1')).toEqual({ record: undefined, vaultId: '' })
  })

  test('keeps its id one segment of the path', async () => {
    const { vault, sent } = scriptedVault([proves()])
    await retrieveToken(vault, '../../auth?x#y')
    expect(sent[0]?.url.href).toBe('https://acme.veevavault.com/api/v26.2/vobjects/api_access_token__sys/..%2F..%2Fauth%3Fx%23y')
  })
})
