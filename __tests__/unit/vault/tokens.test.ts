import { describe, expect, test } from '@jest/globals'
import type { HttpOutcome } from '../../../src/http.ts'
import { deleteTokens, generateToken } from '../../../src/vault/tokens.ts'
import { answer, deleted, failure, lost, success, TOKEN, tokenMade, unreached } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { errorOf } from '../../helpers/values.ts'
import { routeOf, type Scripted } from '../../helpers/world.ts'

describe('generating', () => {
  const generating = async (outcome: HttpOutcome, expiry: string | undefined = '2026-11-23T12:00:00Z') => {
    const { vault, sent, runner } = scriptedVault([outcome])
    const target = { is: 'sandbox', name: 'Dev One' } as const
    return { verdict: await generateToken(vault, target, 'ci #1', expiry, runner.keep), sent, runner }
  }

  test('for a sandbox is asked of the parent, with name and expiry', async () => {
    const { sent } = await generating(tokenMade())
    expect(sent.map(routeOf)).toEqual(['POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys'])
    expect(sent[0]).toMatchObject({ body: 'name__v=ci+%231&expiry_date__v=2026-11-23T12%3A00%3A00Z', deadlineMs: 60_000 })
  })

  test('for the Vault itself is asked of it, and without an expiry none is sent', async () => {
    const { vault, sent, runner } = scriptedVault([tokenMade()])
    await generateToken(vault, { is: 'vault' }, 'ci #1', undefined, runner.keep)
    expect(sent.map(routeOf)).toEqual(['POST /objects/users/me/api_access_token__sys'])
    expect(sent[0]?.body).toBe('name__v=ci+%231')
  })

  test.each([
    ['a/b', 'a%2Fb'],
    ['../../auth', '..%2F..%2Fauth'],
    ['a?b#c', 'a%3Fb%23c'],
    ['100%', '100%25'],
    ['%2e%2e', '%252e%252e'],
    ['a\\b', 'a%5Cb'],
    ['Ünï ☃', '%C3%9Cn%C3%AF%20%E2%98%83'],
    ['...', '...'],
    ["it's (one)*", "it's%20(one)*"],
    ['a;b=c&d', 'a%3Bb%3Dc%26d']
  ])('the sandbox "%s" stays one segment of the path', async (name, segment) => {
    const { vault, sent, runner } = scriptedVault([tokenMade()])
    await generateToken(vault, { is: 'sandbox', name }, 'ci', undefined, runner.keep)
    expect(sent[0]?.url.href).toBe(
      `https://acme.veevavault.com/api/v26.2/objects/sandbox/${segment}/users/me/api_access_token__sys`
    )
  })

  test('gives the value in a form that does not print, masked', async () => {
    const { verdict, runner } = await generating(tokenMade(TOKEN, 'V8T1', { 'x-vaultapi-executionid': 'exec-1' }))
    expect(verdict).toMatchObject({ is: 'done', value: { id: 'V8T1', executionId: 'exec-1' } })
    expect(verdict.is === 'done' && verdict.value.value.reveal()).toBe(TOKEN)
    expect(JSON.stringify(verdict)).not.toContain(TOKEN)
    expect(runner.effects).toEqual([{ does: 'mask', name: '', text: TOKEN }])
  })

  test.each([
    ['a value', { id: 'V8T1' }, []],
    ['an id', { token__sys: TOKEN }, [TOKEN]],
    ['anything', undefined, []]
  ])('an answer without %s may all the same have made one', async (_what, data, masked) => {
    const { verdict, runner } = await generating(success({ data }))
    expect(verdict).toMatchObject({ is: 'again', effect: 'perhaps', error: { code: 'vault-unavailable' } })
    expect(verdict).toMatchObject({
      error: {
        message:
          'Generating a token for the sandbox "Dev One" on acme.veevavault.com failed: Vault answered SUCCESS without a token and its id.',
        hint: 'Run again; if it stays, give the execution id to Veeva Support.'
      }
    })
    expect(runner.effects.map(({ text }) => text)).toEqual(masked)
  })

  test('for the Vault itself says so where it fails', async () => {
    const { vault, runner } = scriptedVault([lost])
    const message = 'Generating a token on acme.veevavault.com failed: the connection was lost (ECONNRESET).'
    expect(await generateToken(vault, { is: 'vault' }, 'ci #1', undefined, runner.keep)).toMatchObject({ error: { message } })
  })
})

describe('deleting', () => {
  const refused = (type: string, message = 'No') => ({ responseStatus: 'FAILURE', errors: [{ type, message }] })
  const deleting = (script: readonly Scripted[], ids = ['V8T1'], itself?: boolean) => {
    const { vault, sent, runner } = scriptedVault(script)
    return { result: deleteTokens(vault, ids, runner.quote, itself), sent, runner }
  }

  test('sends the ids, and gives one entry for each, in their order', async () => {
    const rows = success({ data: [{ responseStatus: 'SUCCESS' }, refused('INSUFFICIENT_ACCESS'), refused('', '')] })
    const { result, sent } = deleting([rows], ['V8T1', 'V8T2', 'V8T3'])
    expect(await result).toEqual([
      { id: 'V8T1', is: 'gone' },
      { id: 'V8T2', is: 'refused', reason: 'Vault answered INSUFFICIENT_ACCESS: No' },
      { id: 'V8T3', is: 'refused', reason: 'Vault gave no reason' }
    ])
    expect(sent.map(routeOf)).toEqual(['DELETE /vobjects/api_access_token__sys'])
    expect(sent[0]).toMatchObject({ body: '[{"id":"V8T1"},{"id":"V8T2"},{"id":"V8T3"}]', deadlineMs: 30_000 })
  })

  test.each([[{}], [{ data: [] }], [{ data: ['SUCCESS'] }]])(
    'a success without a row says nothing of the token: %j',
    async fields => {
      expect(await deleting([success(fields)]).result).toEqual([{ id: 'V8T1', is: 'refused', reason: 'Vault gave no reason' }])
    }
  )

  test.each([
    [['V8T1'], 'Deleting a token'],
    [['V8T1', 'V8T2'], 'Deleting 2 tokens']
  ])('a refused call is an error, and not repeated: %j', async (ids, doing) => {
    const { result, sent } = deleting([failure('INVALID_SESSION_ID')], ids)
    expect(await errorOf(result)).toMatchObject({
      code: 'vault-session',
      message: `${doing} on acme.veevavault.com failed: Vault answered INVALID_SESSION_ID: Not today.`
    })
    expect(sent).toHaveLength(1)
  })

  test('a token that deletes itself, loses the answer and is then unknown is gone', async () => {
    const { result, sent } = deleting([lost, failure('INVALID_SESSION_ID')], ['V8T1'], true)
    expect(await result).toEqual([{ id: 'V8T1', is: 'gone' }])
    expect(sent).toHaveLength(2)
  })

  test('of a token that deletes others, or never worked, nothing is known when it is unknown afterwards', async () => {
    expect((await errorOf(deleting([lost, failure('INVALID_SESSION_ID')]).result)).code).toBe('vault-session')
  })

  test('a row that a lost try has deleted already is gone', async () => {
    expect(await deleting([lost, success({ data: [refused('INVALID_DATA')] })]).result).toEqual([{ id: 'V8T1', is: 'gone' }])
  })

  test('a token that is unknown after a try that surely reached nobody is not known to be gone', async () => {
    for (const nothingDone of [unreached, answer('', 503)]) {
      const { result } = deleting([nothingDone, failure('INVALID_SESSION_ID')], ['V8T1'], true)
      expect((await errorOf(result)).code).toBe('vault-session')
    }
  })

  test('a token that deletes itself, loses the answer and is then refused for another reason is not known to be gone', async () => {
    const { result } = deleting([lost, failure('INSUFFICIENT_ACCESS')], ['V8T1'], true)
    expect((await errorOf(result)).code).toBe('vault-permission')
  })

  test('a refusal for want of permission stays one, also after a lost answer', async () => {
    expect(await deleting([lost, success({ data: [refused('INSUFFICIENT_ACCESS')] })]).result).toEqual([
      { id: 'V8T1', is: 'refused', reason: 'Vault answered INSUFFICIENT_ACCESS: No' }
    ])
  })

  test.each([
    ['a fault inside of Vault', { data: [refused('UNEXPECTED_ERROR')] }, 'Vault answered UNEXPECTED_ERROR: No'],
    ['someone else at work', { data: [refused('OPERATION_IN_PROGRESS')] }, 'Vault answered OPERATION_IN_PROGRESS: No'],
    ['no row at all', { data: [] }, 'Vault gave no reason']
  ])('after a lost answer, %s does not mean that the token is gone', async (_what, fields, reason) => {
    expect(await deleting([lost, success(fields)]).result).toEqual([{ id: 'V8T1', is: 'refused', reason }])
  })

  test('gives up after four tries', async () => {
    const { result, sent } = deleting([lost, lost, lost, lost, deleted('V8T1')])
    expect((await errorOf(result)).code).toBe('network')
    expect(sent).toHaveLength(4)
  })

  test('leaves out the full stops that Vault ends in', async () => {
    expect(await deleting([success({ data: [refused('INVALID_DATA', 'Not so ...')] })]).result).toEqual([
      { id: 'V8T1', is: 'refused', reason: 'Vault answered INVALID_DATA: Not so' }
    ])
  })

  test('quotes what Vault says, without the token', async () => {
    const { vault, runner } = scriptedVault([success({ data: [refused('INVALID_DATA', `No\n::error::${TOKEN}`)] })])
    runner.keep(TOKEN)
    expect(await deleteTokens(vault, ['V8T1'], runner.quote)).toEqual([
      { id: 'V8T1', is: 'refused', reason: 'Vault answered INVALID_DATA: No ::error::***' }
    ])
  })
})
