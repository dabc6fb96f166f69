import { describe, expect, test } from '@jest/globals'
import { obtainToken } from '../../../src/token/index.ts'
import { store } from '../../../src/token/store.ts'
import { failure, lost, saying } from '../../helpers/answers.ts'
import { DELETING, GENERATE, PUT_SECRET, QUERY, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

/** Stores a token by a secret that only asks whether the write may begin. */
const begins = async (ageByOurs: number, ageByGitHub: number): Promise<string> => {
  const now = new Date('2026-06-01T12:00:00Z')
  const hex = (now.getTime() / 1000 - ageByGitHub).toString(16)
  const made = {
    ...{ at: { called: 'UAT', vaultId: '1', site: undefined }, id: 'V1', name: `ci #1.1-0123abcd-${hex}00ff`, twins: false },
    ...{ value: { reveal: () => 'veeva-vault-X' }, madeAt: 5_000_000 - ageByOurs * 1000 }
  }
  const secret = {
    ...{ apiUrl: 'https://api.github.com/', place: {}, visibility: undefined, name: 'X', called: 'the secret X', now: () => now },
    write: async (_value: unknown, mayBegin: () => Error | undefined) => {
      const error = mayBegin()
      return error === undefined ? { is: 'stored', status: 'created' } : { is: 'not-stored', stored: 'perhaps', error }
    }
  }
  const world = {
    runner: { quote: (text: string) => text },
    patience: { clock: { elapsed: () => 5_000_000 }, stopping: new AbortController().signal }
  }
  try {
    // Only what the guard looks at is there.
    return await (store as (...given: unknown[]) => Promise<string>)(made, { secret }, { record: () => {} }, world)
  } catch (thrown) {
    return (thrown as { code: string }).code
  }
}

test.each([
  [0, 0, 'created'],
  [600, 600, 'created'],
  [601, 0, 'wait-timeout'],
  [0, 601, 'wait-timeout']
])('a token made %i s ago by our clock and %i s by GitHub’s: %s', async (ours, byGitHub, outcome) => {
  expect(await begins(ours, byGitHub)).toBe(outcome)
})

/** What is said when the write of a new token comes to this. */
const storing = async (arrange: (of: Stage) => unknown, given = {}) => {
  const of = stage()
  arrange(of)
  const error = await errorOf(obtainToken(await of.secretTask(given), of.world))
  const { id, name } = of.newest()
  return { of, error, named: `"${name}" (id ${id})` }
}

describe('a new token that is not stored', () => {
  test('is deleted again where GitHub refuses', async () => {
    const { of, error } = await storing(of => of.trouble(PUT_SECRET, saying(403, 'No')))
    expect(error.code).toBe('github-permission')
    expect(error.hint).toMatch(/ The secret keeps its old value, and the new token is deleted again\.$/)
    expect(of.living()).toEqual([])
    expect(of.recorded()).toEqual(['generating', 'made', 'storing', 'made', 'over'])
    expect(of.journal[2]).toMatchObject({
      value: of.newest().value,
      secret: { apiUrl: 'https://api.github.com/', place: { scope: 'repository' }, name: 'VAULT_TOKEN' }
    })
  })

  test('is left to the post step, and named, where it can’t be deleted', async () => {
    const { of, error, named } = await storing(of => {
      of.trouble(PUT_SECRET, saying(403, 'No'))
      of.trouble(DELETING, failure('INSUFFICIENT_ACCESS', 'No.'))
    })
    expect(error.hint).toContain(`INSUFFICIENT_ACCESS: No): ${named}; the post step tries once more.`)
    expect(of.recorded().at(-1)).toBe('made')
  })

  test('is kept, and named, where GitHub may have stored it all the same', async () => {
    const { of, error, named } = await storing(of => of.trouble(PUT_SECRET, lost, 9))
    expect(error.hint).toContain(
      `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step makes sure.`
    )
    expect(of.living()).toEqual([of.newest().id])
    expect(of.recorded().at(-1)).toBe('storing')
  })

  test('is left as it is by a run that is cancelled', async () => {
    const { of, error } = await storing(of =>
      of.trouble(PUT_SECRET, () => {
        of.stop.abort()
        return saying(403, 'No')
      })
    )
    expect(error.hint).not.toContain('The secret keeps')
    expect(of.recorded().at(-1)).toBe('storing')
  })

  test('comes too late after ten minutes', async () => {
    const { error } = await storing(of => of.trouble(QUERY, () => void of.model.clock.advance(601_000)))
    expect(error).toMatchObject({
      code: 'wait-timeout',
      message:
        'Writing the secret VAULT_TOKEN of the repository acme/pipelines came too late: more than 10 minutes passed since the token was generated.'
    })
    expect(error.hint).toContain('Run again; if it stays, with fewer sandboxes in one step.')
  })
})

test('a stored token whose twin may be there is noted as kept until that is gone', async () => {
  const of = stage()
  of.trouble(GENERATE, 'the answer is lost')
  await obtainToken(await of.secretTask(), of.world)
  expect(of.recorded()).toEqual(['generating', 'made', 'storing', 'kept', 'over'])
  expect(of.living()).toEqual([of.newest().id])
})
