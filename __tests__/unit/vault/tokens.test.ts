import { describe, expect, test } from '@jest/globals'
import { listTokens, readToken } from '../../../src/vault/token-records.ts'
import { deleteTokens, generateToken, requestDeletion } from '../../../src/vault/tokens.ts'
import { errorOf, HTML, lost, NOON, refuse, respond, scriptedVault, succeed } from './fake-vault.ts'

const VALUE = 'veeva-vault-NEW0TOKEN0VALUE'
const RECORD = { id: 'V8T1', name__v: 'ci', user__sys: 12, status__v: ['active__v'] }

function page(details: object, ...data: unknown[]) {
  return succeed({ responseDetails: details, data })
}

function records(...ids: string[]) {
  return page({}, ...ids.map(id => ({ ...RECORD, id })))
}

describe('generating', () => {
  const request = { sandboxName: 'Dev One/?', name: 'ci #1', expiry: NOON }

  test('for a sandbox sends name and expiry to the parent Vault, and masks the value', async () => {
    const response = succeed({ data: { id: 7, token__sys: VALUE } }, { 'x-vaultapi-vaultid': '1' })
    const { vault, sent, masked, routes } = scriptedVault([response])
    const token = await generateToken(vault, request)
    expect(token).toMatchObject({ id: '7', vaultId: '1' })
    expect([token.value.reveal(), masked]).toEqual([VALUE, [VALUE]])
    expect(routes()).toEqual([
      'POST /api/v26.2/objects/sandbox/Dev%20One%2F%3F/users/me/api_access_token__sys'
    ])
    expect(sent[0]?.body).toBe('name__v=ci+%231&expiry_date__v=2026-11-22T12%3A00%3A00Z')
    expect(sent[0]?.deadlineMs).toBe(60_000)
  })

  test('may have made a token where a success lacks its value or its id', async () => {
    for (const data of [{ id: '7' }, { token__sys: VALUE }, { id: '7', token__sys: 'ab' }, null]) {
      const { vault } = scriptedVault([succeed({ data })])
      const error = await errorOf(generateToken(vault, request))
      expect(error).toMatchObject({ code: 'vault-unavailable', maybeDone: true, retry: {} })
    }
  })

  test('is unclear after a gateway’s page, and surely refused only by Vault’s envelope', async () => {
    const maybeDone = async (response: ReturnType<typeof respond>) =>
      (await errorOf(generateToken(scriptedVault([response]).vault, request))).maybeDone
    expect(await maybeDone(respond(HTML, 403))).toBe(true)
    expect(await maybeDone(refuse('INVALID_DATA', 'No', 403))).toBe(false)
  })
})

describe('deleting', () => {
  const rows = (...data: unknown[]) => succeed({ data })
  const gone = (id?: string) => ({ responseStatus: 'SUCCESS', data: { id } })
  const refused = { responseStatus: 'FAILURE', errors: [{ type: 'INVALID_DATA', message: 'No.' }] }
  const reason = 'Vault responded INVALID_DATA: No'

  test('tells for each id what its own row says', async () => {
    const { vault, sent } = scriptedVault([rows(gone('A'), refused, gone())])
    expect(await deleteTokens(vault, ['A', 'B', 'C'])).toEqual([
      { id: 'A', is: 'deleted' },
      { id: 'B', is: 'refused', reason },
      { id: 'C', is: 'deleted' }
    ])
    expect(sent[0]?.body).toBe('[{"id":"A"},{"id":"B"},{"id":"C"}]')
  })

  test('lists the tokens again when a row is refused after an unclear response', async () => {
    const script = [respond(HTML, 502), rows(refused, refused), records('A')]
    expect(await deleteTokens(scriptedVault(script).vault, ['A', 'B'])).toEqual([
      { id: 'A', is: 'refused', reason },
      { id: 'B', is: 'deleted' }
    ])
  })

  test('lists the tokens again when a success says nothing of an id, or names another one', async () => {
    for (const said of [succeed(), rows(), rows(null, gone('A')), rows(gone('B'), gone('A'))]) {
      const { vault } = scriptedVault([said, records('A')])
      expect(await deleteTokens(vault, ['A', 'B'])).toEqual([
        { id: 'A', is: 'refused', reason: 'Vault did not say whether it was deleted' },
        { id: 'B', is: 'deleted' }
      ])
    }
  })

  test('believes the refusal of a row if no listing tells more, or if the failure before did nothing', async () => {
    const expected = [{ id: 'A', is: 'refused', reason }]
    const unlisted = scriptedVault([lost, rows(refused), refuse('INSUFFICIENT_ACCESS')])
    expect(await deleteTokens(unlisted.vault, ['A'])).toEqual(expected)
    const clear = scriptedVault([respond('', 503), rows(refused)])
    expect(await deleteTokens(clear.vault, ['A'])).toEqual(expected)
  })

  test('lists the tokens again when every response was unclear', async () => {
    const { vault } = scriptedVault([lost, lost, lost, lost, records('A')])
    expect(await deleteTokens(vault, ['A', 'B'])).toEqual([
      {
        id: 'A',
        is: 'refused',
        reason:
          'Could not delete 2 tokens on acme.veevavault.com: the connection was lost (ECONNRESET)'
      },
      { id: 'B', is: 'deleted' }
    ])
  })

  test('fails when the call as a whole is refused, or is unclear and no listing tells more', async () => {
    const dead = refuse('INVALID_SESSION_ID')
    for (const script of [[dead], [lost, dead, dead]]) {
      const error = await errorOf(deleteTokens(scriptedVault(script).vault, ['A']))
      expect(error.code).toBe('vault-session')
    }
    const { vault } = scriptedVault(Array(8).fill(lost))
    expect(await errorOf(deleteTokens(vault, ['A']))).toMatchObject({
      code: 'network',
      maybeDone: true
    })
  })

  test('with the token itself, asks for no listing, which may not show a new token', async () => {
    const { vault, sent } = scriptedVault([lost, rows(refused)])
    const { deletions } = await requestDeletion(vault, ['A'])
    expect(deletions).toEqual([{ id: 'A', is: 'refused', reason }])
    expect(sent).toHaveLength(2)
    const dead = scriptedVault([lost, refuse('INVALID_SESSION_ID')])
    expect((await errorOf(requestDeletion(dead.vault, ['A']))).code).toBe('vault-session')
  })

  test('takes several calls for more than 500, and does not lose what the first ones deleted', async () => {
    const ids = Array.from({ length: 501 }, (_, index) => `T${index}`)
    const first = rows(...ids.slice(0, 500).map(gone))
    const { vault, sent } = scriptedVault([first, refuse('INSUFFICIENT_ACCESS')])
    const deletions = await deleteTokens(vault, ids)
    expect(deletions.map(({ id }) => id)).toEqual(ids)
    expect(deletions.filter(({ is }) => is === 'refused').map(({ id }) => id)).toEqual(['T500'])
    expect(sent).toHaveLength(2)
    expect(await deleteTokens(scriptedVault([]).vault, [])).toEqual([])
  })
})

describe('listing', () => {
  test('reads dates, users and states as Vault may write them', async () => {
    const rowsOfAllKinds = [
      { ...RECORD, expiry_date__sys: '2026-11-22T12:00:00.000Z', last_used_date__sys: null },
      { ...RECORD, id: 7, status__v: 'active__v', expiry_date__sys: 'never' },
      { ...RECORD, id: '' },
      null,
      'x'
    ]
    const { records } = await listTokens(scriptedVault([page({}, ...rowsOfAllKinds)]).vault)
    const record = { name: 'ci', userId: '12', isActive: true, lastUsed: undefined }
    expect(records).toEqual([
      { ...record, id: 'V8T1', expiry: NOON },
      { ...record, id: '7', expiry: undefined }
    ])
  })

  test('takes the user who asked from Vault, and otherwise from the records if all are of one user', async () => {
    const other = { ...RECORD, id: 'V2', user__sys: 99 }
    const userOf = async (data: object[], headers = {}) =>
      (await listTokens(scriptedVault([succeed({ data }, headers)]).vault)).userId
    expect(await userOf([RECORD], { 'x-vaultapi-userid': '13' })).toBe('13')
    expect(await userOf([RECORD])).toBe('12')
    expect(await userOf([RECORD, other])).toBe('')
    expect(await userOf([])).toBe('')
  })

  test('follows a page with GET if Vault refuses POST for it', async () => {
    const details = { next_page: '/api/v26.2/query/Q1?pageoffset=1' }
    const { vault } = scriptedVault([
      succeed({ data: [RECORD], responseDetails: details }),
      refuse('METHOD_NOT_SUPPORTED', 'Not here.'),
      succeed({ data: [{ ...RECORD, id: 'V2' }] })
    ])
    expect((await listTokens(vault)).records.map(({ id }) => id)).toEqual([RECORD.id, 'V2'])
  })

  test('leaves out what is not active', async () => {
    const inactive = { ...RECORD, status__v: ['inactive__v'] }
    expect(
      (await listTokens(scriptedVault([succeed({ data: [inactive] })]).vault)).records
    ).toEqual([])
  })

  test.each([
    '/api/v26.2/query/7?pageoffset=1',
    '/api/v25.1/query/7?pageoffset=1',
    '/query/7?pageoffset=1',
    'https://ACME.veevavault.com:443/api/v26.2/query/7?pageoffset=1'
  ])('follows the next page %s under the version in use', async next_page => {
    const { vault, routes } = scriptedVault([
      page({ next_page, total: 2 }, RECORD),
      records('V8T2')
    ])
    expect((await listTokens(vault)).records).toHaveLength(2)
    expect(routes()).toEqual(['POST /api/v26.2/query', 'POST /api/v26.2/query/7?pageoffset=1'])
  })

  test.each([
    ...['https://evil.example/api/v26.2/query/7', '//evil.example/query/7'],
    ...['https://acme.veevavault.com@evil.example/query/7', 'http://evil.example:8443/query/7']
  ])('asks the same Vault for a page at %s', async next_page => {
    const { vault, sent } = scriptedVault([page({ next_page }, RECORD), records('V8T2')])
    await listTokens(vault)
    expect(sent[1]?.url.href).toBe('https://acme.veevavault.com/api/v26.2/query/7')
  })

  test.each(['https://', '/api/v26.2/../../ui/1', '/query/..', '/query/%2e%2e', '/query/1/../2'])(
    'never follows a page to %s',
    async next_page => {
      const { vault, sent } = scriptedVault([page({ next_page }, RECORD)])
      expect((await errorOf(listTokens(vault))).code).toBe('vault-refused')
      expect(sent).toHaveLength(1)
    }
  )

  test.each([
    {},
    { data: null },
    { data: 'x' },
    { data: [RECORD], responseDetails: { total: '2' } }
  ])('takes no success for a list that is none, or is not whole: %j', async fields => {
    expect((await errorOf(listTokens(scriptedVault([succeed(fields)]).vault))).message).toContain(
      'list'
    )
  })

  test.each(['22.11.2026', 1_795_348_800_000])(
    'fails at the expiry %j, and does not take it for never',
    async expiry_date__sys => {
      const { vault } = scriptedVault([page({}, { ...RECORD, expiry_date__sys })])
      expect((await errorOf(listTokens(vault))).message).toContain('expiry that can’t be read')
    }
  )

  test('reads in no time the address of a next page that is made to take long', async () => {
    const next_page = `${'query/a?'.repeat(100_000)}#`
    const begun = performance.now()
    await errorOf(listTokens(scriptedVault([page({ next_page }, RECORD)]).vault))
    expect(performance.now() - begun).toBeLessThan(2_000)
  })

  test('stops with an error at pages that repeat, are empty, never end, or hold more than announced', async () => {
    const requests = async (response: (index: number) => ReturnType<typeof page>) => {
      const { vault, sent } = scriptedVault(Array.from({ length: 101 }, (_, n) => response(n)))
      expect((await errorOf(listTokens(vault))).message).toContain('never end')
      return sent.length
    }
    expect(await requests(() => page({ next_page: '/query/1', total: 1 }, RECORD))).toBe(2)
    expect(await requests(n => page({ next_page: `/query/${n}` }))).toBe(1)
    expect(await requests(n => page({ next_page: `/query/${n}` }, RECORD))).toBe(100)
    expect(await requests(n => page({ next_page: `/query/${n}`, total: 2 }, RECORD))).toBe(3)
  })
})

test('one record comes with the id of the Vault that responded, and its id stays one segment of the path', async () => {
  const { vault, routes } = scriptedVault([
    succeed({ data: RECORD }, { 'x-vaultapi-vaultid': '3003' })
  ])
  const { record, vaultId } = await readToken(vault, '../x?y')
  expect([record?.id, vaultId]).toEqual(['V8T1', '3003'])
  expect(routes()).toEqual(['GET /api/v26.2/vobjects/api_access_token__sys/..%2Fx%3Fy'])
})

test.each([{}, { data: null }, { data: [] }, { data: {} }])(
  'no record is read from %j',
  async fields => {
    expect((await readToken(scriptedVault([succeed(fields)]).vault, 'V8T1')).record).toBeUndefined()
  }
)
