import { describe, expect, test } from '@jest/globals'
import { deleteSelected } from '../../../src/companion/delete.ts'
import { answer, failure, lost, success, tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { companionStage, summaryOf, told } from '../../helpers/companion.ts'
import { DELETING, QUERY, RECORD, type Stage } from '../../helpers/stage.ts'

const outputs = (of: Stage) => {
  const { deleted, count, results } = of.runner.outputs()
  return { deleted: JSON.parse(deleted ?? ''), count, results: JSON.parse(results ?? '') }
}
const errors = (of: Stage) => of.runner.annotations('error')
const deletions = (of: Stage) => of.routes.filter(route => DELETING.test(route))
const label = 'github-actions acme/pipelines'

/** A Vault that shows tokens with these ids, all of the user who asks, and deletes them as told; those with ids are to go. */
const doomed = (count: number, ...deleting: Parameters<Stage['trouble']>[1][]) => {
  const ids = Array.from({ length: count }, (_, index) => `V${index}`)
  const of = companionStage({ 'token-ids': ids.join('\n') })
  const rows = ids.map(id => tokenRecord({ id, name__v: `by hand ${id}` }))
  of.trouble(QUERY, tokensListed(...rows))
  for (const outcome of deleting) of.trouble(DELETING, outcome)
  return { of, ids, rows }
}
const row = (type: string, message: string) => ({ responseStatus: 'FAILURE', errors: [{ type, message }] })
const gone = { responseStatus: 'SUCCESS' }

describe('by ids', () => {
  test('those go and no others, in one call, and the session is ended', async () => {
    const of = companionStage()
    const [first, second, third] = [of.ours(), of.ours(), of.ours({ name: 'by *hand*' })]
    of.inputs['token-ids'] = `${third.id}\n${first.id}`
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(of.living()).toEqual([second.id])
    expect(of.routes).toEqual(['POST /auth', 'POST /query', 'DELETE /vobjects/api_access_token__sys', 'DELETE /session'])
    expect(outputs(of)).toEqual({
      deleted: [third.id, first.id],
      count: '2',
      results: [
        { id: third.id, name: 'by *hand*', deleted: true },
        { id: first.id, name: first.name, deleted: true }
      ]
    })
    expect(told(of)).toEqual([
      `Deleted "by *hand*" (id ${third.id}).`,
      `Deleted "${first.name}" (id ${first.id}).`,
      'Deleted 2 access tokens on acme-dev.veevavault.com.'
    ])
    expect(summaryOf(of)).toMatch(/^### Deleted 2 access tokens on acme-dev\.veevavault\.com\n\n\| Token \| .*What happened \|\n/)
    expect(summaryOf(of)).toContain('(https://github.com/acme/pipelines/')
    expect(summaryOf(of)).toMatch(/ \| deleted \|\n$/)
    expect(of.runner.saved()).toMatchObject({ session: '{"state":"over"}' })
  })

  test('one that the list does not show yet is asked for by itself', async () => {
    const of = companionStage({ 'token-ids': 'V1' })
    of.trouble(RECORD, success({ data: tokenRecord({ id: 'V1' }) }))
    of.trouble(DELETING, success({ data: [gone] }))
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(outputs(of)).toMatchObject({ deleted: ['V1'], count: '1' })
  })

  test.each([
    ['is not there', failure('INVALID_DATA')],
    ['is not active', success({ data: tokenRecord({ id: 'V1', status__v: ['inactive__v'] }) })],
    ['is answered with another', success({ data: tokenRecord({ id: 'V2' }) })],
    ['is answered with nothing', success()]
  ])('one that %s is an error, and nothing is deleted', async (_what, outcome) => {
    const of = companionStage({ 'token-ids': 'V0\nV1' })
    of.trouble(QUERY, tokensListed(tokenRecord({ id: 'V0' })))
    of.trouble(RECORD, outcome)
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(errors(of)).toEqual([
      'input: token-ids: acme-dev.veevavault.com shows this user no active token with the id V1. Nothing was deleted: correct these ids or leave them out; list-tokens shows those that there are.'
    ])
    expect(deletions(of)).toEqual([])
    expect(outputs(of)).toEqual({ deleted: [], count: '0', results: [] })
    expect(of.routes.at(-1)).toBe('DELETE /session')
  })

  test('of many that are not there ten are named and the others counted', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `V${index}`)
    const missing = async (count: number) => {
      const of = companionStage({ 'token-ids': ids.slice(0, count).join('\n') })
      await deleteSelected(of.world)
      return errors(of).join()
    }
    expect(await missing(10)).toContain('with the id V0, V1, V2, V3, V4, V5, V6, V7, V8 and V9. Nothing')
    expect(await missing(12)).toContain(' V8 and V9, nor with 2 more. Nothing')
  })

  test('is not judged where Vault does not answer', async () => {
    const of = companionStage({ 'token-ids': 'V1' })
    of.trouble(RECORD, lost, 9)
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^network: Reading the record of a token/)])
  })

  test('they are looked up ten at a time', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `V${index}`)
    const of = companionStage({ 'token-ids': ids.join('\n') })
    const flights: number[] = []
    let flying = 0
    const send: typeof of.world.send = async request => {
      if (!request.url.pathname.includes('/vobjects/')) return of.world.send(request)
      flights.push(++flying)
      await new Promise(setImmediate)
      flying--
      return of.world.send(request)
    }
    await deleteSelected({ ...of.world, send })
    expect({ asked: flights.length, atOnce: Math.max(...flights) }).toEqual({ asked: 25, atOnce: 10 })
  })

  test('more than 500 go in several calls', async () => {
    const all = (from: number, to: number) => success({ data: Array(to - from).fill(gone) })
    const { of, ids } = doomed(501, all(0, 500), all(500, 501))
    expect(await deleteSelected(of.world)).toBe('succeeded')
    const sent = of.sent.filter(({ method, url }) => method === 'DELETE' && url.pathname.includes('/vobjects/'))
    expect(sent.map(({ body }) => JSON.parse(body ?? '').length)).toEqual([500, 1])
    expect(outputs(of)).toMatchObject({ deleted: ids, count: '501' })
    expect(told(of)).toHaveLength(101)
    expect(told(of).slice(-2)).toEqual([
      'Deleted "by hand V99" (id V99).',
      'Deleted 501 access tokens on acme-dev.veevavault.com.'
    ])
  })
})

describe('by name', () => {
  test('all go but the newest of each destination; which they are goes by the name alone', async () => {
    const of = companionStage({ 'token-name': label, 'keep-newest': '1', 'expires-within': '10d' })
    const oldest = of.ours({ agoMinutes: 25 * 1440 })
    const middle = of.ours({ agoMinutes: 24 * 1440, days: 90 })
    const newest = of.ours({ agoMinutes: 23 * 1440 })
    const elsewhere = of.ours({ agoMinutes: 26 * 1440, of: '99999999' })
    const other = of.ours({ agoMinutes: 26 * 1440, labelled: 'ci' })
    const byHand = of.model.mint(of.sandbox, of.user, {
      name: label,
      expires: new Date(of.model.clock.now().getTime() + 86_400_000)
    })
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(outputs(of).deleted).toEqual([oldest.id])
    expect(of.living()).toEqual([middle, newest, elsewhere, other, byHand].map(({ id }) => id))
    expect(told(of).at(-1)).toBe('Deleted 1 access token on acme-dev.veevavault.com.')
  })

  test('those of others stay, unless everyone’s are meant', async () => {
    const of = companionStage({ 'token-name': label })
    of.user.managesTokens = true
    const colleague = of.model.addUser({ name: 'other@acme.com', password: 'x' })
    const theirs = of.ours()
    theirs.user = colleague
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(of.living()).toEqual([theirs.id])
    of.inputs.owner = 'everyone'
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(of.living()).toEqual([])
  })

  test('those of whoever asks go, also where the list does not say who that is', async () => {
    const of = companionStage({ 'token-name': label })
    const token = of.ours()
    of.trouble(QUERY, success({ data: [tokenRecord({ id: token.id, name__v: token.name, user__sys: of.user.id })] }))
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(of.living()).toEqual([])
  })

  test('nothing found is no failure, makes no table, and asks Vault to delete nothing', async () => {
    const of = companionStage({ 'token-name': 'nobody’s', 'unused-for': '30d' })
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(deletions(of)).toEqual([])
    expect(summaryOf(of)).toBe('### Deleted 0 access tokens on acme-dev.veevavault.com\n\n')
    expect(outputs(of)).toEqual({ deleted: [], count: '0', results: [] })
  })

  test('those unused for so long go, by when they were made where they were never used', async () => {
    const of = companionStage({ 'token-name': label, 'unused-for': '20d' })
    const [used, unused] = [of.ours({ agoMinutes: 25 * 1440 }), of.ours({ agoMinutes: 25 * 1440 })]
    used.uses.push(new Date(of.model.clock.now().getTime() - 86_400_000))
    expect(await deleteSelected(of.world)).toBe('succeeded')
    expect(outputs(of).deleted).toEqual([unused.id])
  })

  test('which are unused can not be told where Vault shows no use of any, so nothing is deleted', async () => {
    const of = companionStage({ 'token-name': label, 'unused-for': '20d' })
    of.ours({ agoMinutes: 25 * 1440 })
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(errors(of)).toEqual([
      'input: unused-for: acme-dev.veevavault.com does not show when any token was last used, so which are unused can’t be told. Nothing was deleted: leave unused-for out, or give token-ids.'
    ])
    expect(deletions(of)).toEqual([])
  })
})

test('a dry run tells what would go, and sends no deletion', async () => {
  const of = companionStage({ 'token-name': label, 'dry-run': 'true' })
  const token = of.ours()
  expect(await deleteSelected(of.world)).toBe('succeeded')
  expect(of.living()).toEqual([token.id])
  expect(deletions(of)).toEqual([])
  expect(outputs(of)).toEqual({ deleted: [], count: '0', results: [{ id: token.id, name: token.name, deleted: false }] })
  expect(told(of)).toEqual([
    `Would delete "${token.name}" (id ${token.id}).`,
    'Dry run: 1 access token would be deleted on acme-dev.veevavault.com.'
  ])
  expect(summaryOf(of)).toMatch(/^### Dry run: 1 access token would be deleted on [\s\S]* \| would be deleted \|\n$/)
})

test('mistakes in the inputs are all told, nothing is sent, and the outputs say that nothing was deleted', async () => {
  const of = companionStage({ 'token-ids': 'V1', owner: 'me', 'dry-run': 'maybe' })
  expect(await deleteSelected(of.world)).toBe('failed')
  expect(errors(of)).toEqual([expect.stringMatching(/^input: dry-run: /), expect.stringMatching(/^input: owner: /)])
  expect(of.sent).toEqual([])
  expect(outputs(of)).toEqual({ deleted: [], count: '0', results: [] })
})

describe('what Vault refuses', () => {
  test('fails the step by its row, and the others are deleted', async () => {
    const { of } = doomed(2, success({ data: [row('INSUFFICIENT_ACCESS', 'No *way*.'), gone] }))
    expect(await deleteSelected(of.world)).toBe('failed')
    const message =
      'Deleting the token "by hand V0" (id V0) on acme-dev.veevavault.com failed: Vault answered INSUFFICIENT_ACCESS: No *way*.'
    expect(errors(of)).toEqual([`vault-refused: ${message} Delete it in Vault, or leave it to its expiry.`])
    expect(outputs(of)).toEqual({
      deleted: ['V1'],
      count: '1',
      results: [
        { id: 'V0', name: 'by hand V0', error: { code: 'vault-refused', message } },
        { id: 'V1', name: 'by hand V1', deleted: true }
      ]
    })
    expect(told(of)).toEqual(['Deleted "by hand V1" (id V1).', 'Deleted 1 access token on acme-dev.veevavault.com; 1 failed.'])
    expect(summaryOf(of)).toContain(' | failed: Deleting the token "by hand V0" (id V0) on acme-dev.veevavault.com failed: ')
    expect(summaryOf(of)).toMatch(/No &#42;way&#42;\. \|\n.* \| deleted \|\n$/)
  })

  test.each([
    [10, 10, ''],
    [11, 9, 'partial: 2 more errors are in the job summary and in results.']
  ])('in %i ways is told in %i annotations at first hand', async (count, shown, last) => {
    const { of } = doomed(count, success({ data: Array(count).fill(row('INVALID_DATA', 'No')) }))
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(errors(of).filter(text => text.startsWith('vault-refused: '))).toHaveLength(shown)
    expect(errors(of).slice(shown).join()).toBe(last)
    expect(errors(of).length).toBeLessThanOrEqual(10)
  })
})

describe('a call that comes to nothing as a whole', () => {
  const dead = failure('INVALID_SESSION_ID')

  test('is told once, and what is listed still was not deleted, what is listed no more was', async () => {
    const { of, rows } = doomed(3, lost, dead)
    of.trouble(QUERY, tokensListed(...rows.slice(0, 2)))
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(outputs(of)).toMatchObject({ deleted: ['V2'], results: [{ error: { code: 'vault-session' } }, {}, {}] })
    expect(errors(of)).toEqual([expect.stringMatching(/^vault-session: Deleting 3 tokens on acme-dev\./)])
    expect(told(of)).toEqual(['Deleted "by hand V2" (id V2).', 'Deleted 1 access token on acme-dev.veevavault.com; 2 failed.'])
  })

  test('and after which nothing can be listed has deleted nothing that is known', async () => {
    const { of } = doomed(1, lost, dead)
    of.trouble(QUERY, answer('', 503), 9)
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(outputs(of)).toMatchObject({ deleted: [], results: [{ error: { code: 'vault-session' } }] })
  })

  test('tells nothing of a token that was never listed', async () => {
    const of = companionStage({ 'token-ids': 'V1' })
    of.trouble(QUERY, tokensListed(tokenRecord({ id: 'V0' })), 9)
    of.trouble(RECORD, success({ data: tokenRecord({ id: 'V1' }) }))
    of.trouble(DELETING, lost)
    of.trouble(DELETING, dead)
    expect(await deleteSelected(of.world)).toBe('failed')
    expect(outputs(of).deleted).toEqual([])
  })
})
