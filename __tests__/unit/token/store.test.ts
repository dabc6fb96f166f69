import { describe, expect, test } from '@jest/globals'
import type { HttpOutcome } from '../../../src/http.ts'
import { generateOnce } from '../../../src/token/generate.ts'
import { store } from '../../../src/token/store.ts'
import { answer, lost, unreached } from '../../helpers/answers.ts'
import { DELETING, GENERATE, PUT_SECRET, repositoryPlace, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

/** A token that was just made, and is to be stored. */
const storing = async (of: Stage) => {
  const task = await of.secretTask()
  const made = await generateOnce(task, of.world)
  of.routes.length = 0
  const result = store(made, task.way.secret, task.record, of.world)
  // A failure that nobody waits for yet is none that nobody waits for.
  result.catch(() => {})
  return { made, result, named: `"${made.name}" (id ${made.id})` }
}
const saying = (status: number, message: string, headers = {}) => answer({ message }, status, headers)
const write = 'PUT /repos/acme/pipelines/actions/secrets/VAULT_TOKEN'

describe('what is stored', () => {
  test('is in the secret, and in the journal before it is sent', async () => {
    const of = stage()
    let before: readonly string[] = []
    of.trouble(PUT_SECRET, () => {
      before = of.recorded()
    })
    const { made, result } = await storing(of)
    expect(await result).toEqual({ is: 'stored', status: 'created', at: expect.any(Date) })
    expect(of.held()).toBe(made.value.reveal())
    expect(before).toEqual(['generating', 'storing'])
    expect(of.recorded()).toEqual(['generating', 'storing', 'over'])
    expect(of.journal[1]).toEqual({
      state: 'storing',
      at: made.at,
      id: made.id,
      name: made.name,
      value: made.value.reveal(),
      twins: false,
      secret: { apiUrl: 'https://api.github.com/', place: repositoryPlace, name: 'VAULT_TOKEN', visibility: undefined }
    })
    expect(of.routes).toEqual([write])
  })

  test('while a twin of it may live stays in the journal, for the post step to delete the twin', async () => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    const { made, result } = await storing(of)
    await result
    const { at, id, name } = made
    expect(of.journal.at(-1)).toEqual({ state: 'kept', at, id, name, value: made.value.reveal(), twins: true })
  })

  test('again is updated', async () => {
    const of = stage()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'old')
    expect(await (await storing(of)).result).toMatchObject({ status: 'updated' })
  })
})

describe('what GitHub refuses is deleted again, and the secret keeps its old value', () => {
  test.each<[string, ReturnType<typeof saying>, string]>([
    ['401', saying(401, 'Bad credentials'), 'github-login'],
    ['403', saying(403, 'Resource not accessible by integration'), 'github-permission'],
    ['404', saying(404, 'Not Found'), 'github-not-found'],
    ['422', saying(422, 'Validation Failed'), 'github-refused']
  ])('with %s', async (_status, refusal, code) => {
    const of = stage()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'old')
    of.trouble(PUT_SECRET, refusal)
    const { made, result } = await storing(of)
    const error = await errorOf(result)
    expect(error.code).toBe(code)
    expect(error.hint).toMatch(/The secret keeps its old value, and the new token is deleted again\.$/)
    expect(of.held()).toBe('old')
    expect(of.living()).toEqual([])
    expect(of.sent.at(-1)?.headers.authorization).toBe(`Bearer ${made.value.reveal()}`)
    // *made* before it is deleted: post would roll *storing* forward, with a token that is dead by then.
    expect(of.recorded()).toEqual(['generating', 'storing', 'made', 'over'])
  })

  test('with a limit that outlasts our patience', async () => {
    const of = stage()
    of.trouble(PUT_SECRET, saying(403, 'You have exceeded a secondary rate limit', { 'retry-after': '600' }))
    const { result } = await storing(of)
    expect((await errorOf(result)).code).toBe('github-rate-limit')
    expect(of.living()).toEqual([])
  })

  test('together with its twin, when an answer of generating was lost', async () => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    of.trouble(PUT_SECRET, saying(403, 'No'))
    const { result } = await storing(of)
    await errorOf(result)
    expect(of.living()).toEqual([])
    expect(of.recorded()).toEqual(['generating', 'storing', 'made', 'over'])
  })

  test('also when the answer to deleting it is lost: that it is refused then shows that it is gone', async () => {
    const of = stage()
    of.trouble(PUT_SECRET, saying(403, 'No'))
    of.trouble(DELETING, 'the answer is lost')
    const { result } = await storing(of)
    expect((await errorOf(result)).hint).toMatch(/and the new token is deleted again\.$/)
    expect(of.routes.filter(route => DELETING.test(route))).toHaveLength(2)
    expect(of.recorded().at(-1)).toBe('over')
  })

  test('unless Vault does not delete it: then it is made, not storing, for the post step, and named', async () => {
    const of = stage()
    of.sandbox.selfDelete = false
    of.trouble(PUT_SECRET, saying(403, 'No'))
    const { made, result, named } = await storing(of)
    const { hint } = await errorOf(result)
    expect(hint).toContain(
      `Deleting the new token again failed (Vault answered INSUFFICIENT_ACCESS: An access token can not delete itself): ${named}; the post step tries once more.`
    )
    expect(of.recorded()).toEqual(['generating', 'storing', 'made'])
    expect(of.journal.at(-1)).toMatchObject({ state: 'made', id: made.id, value: made.value.reveal() })
    expect(of.living()).toEqual([made.id])
  })
})

describe('what GitHub may have stored is kept, named, and left storing to the post step', () => {
  test.each<[string, (of: Stage) => void]>([
    ['because every answer was lost', of => of.trouble(PUT_SECRET, 'the answer is lost', 4)],
    ['because GitHub is down', of => of.trouble(PUT_SECRET, saying(502, 'Server Error'), 4)],
    [
      'because one answer was lost before GitHub said no',
      of => {
        of.trouble(PUT_SECRET, lost)
        of.trouble(PUT_SECRET, saying(403, 'No'))
      }
    ]
  ])('%s', async (_why, arrange) => {
    const of = stage()
    arrange(of)
    const { made, result, named } = await storing(of)
    const { hint } = await errorOf(result)
    expect(hint).toContain(
      `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step writes it once more.`
    )
    expect(of.living()).toEqual([made.id])
    expect(of.recorded()).toEqual(['generating', 'storing'])
  })
})

test('what surely never reached GitHub is deleted', async () => {
  const of = stage()
  of.trouble(PUT_SECRET, unreached, 4)
  const { result } = await storing(of)
  expect((await errorOf(result)).code).toBe('network')
  expect(of.living()).toEqual([])
})

test('a lost answer is made good by writing again', async () => {
  const of = stage()
  of.trouble(PUT_SECRET, 'the answer is lost')
  const { made, result } = await storing(of)
  expect(await result).toMatchObject({ is: 'stored', status: 'updated' })
  expect(of.held()).toBe(made.value.reveal())
})

test.each<[string, HttpOutcome]>([
  ['refused', saying(403, 'No')],
  ['lost', lost]
])(
  'a write that is %s while the run is stopped stays storing, and deletes nothing: the post step does the rest',
  async (_what, outcome) => {
    const of = stage()
    of.trouble(PUT_SECRET, () => {
      of.stop.abort()
      return outcome
    })
    const { made, result } = await storing(of)
    await errorOf(result)
    expect(of.routes).toEqual([write])
    expect(of.living()).toEqual([made.id])
    expect(of.recorded()).toEqual(['generating', 'storing'])
  }
)
