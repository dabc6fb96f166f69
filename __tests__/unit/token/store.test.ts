import { expect, test } from '@jest/globals'
import { ActionError } from '../../../src/errors.ts'
import { store } from '../../../src/token/store.ts'
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

test('what GitHub refused is noted as made before it is deleted: post would write it once it is dead', async () => {
  const noted: string[] = []
  const world = { runner: { quote: String }, patience: { stopping: new AbortController().signal } }
  const made = {
    at: { called: 'UAT', vaultId: '1', site: undefined },
    id: 'V1',
    name: 'x',
    twins: false,
    value: { reveal: () => 'v' }
  }
  const error = new ActionError('github-refused', 'No.', '')
  const secret = { place: {}, name: 'X', write: async () => ({ is: 'not-stored', stored: 'no', error }) }
  const record = ({ state }: { state: string }) => noted.push(state)
  const storing = (store as (...given: unknown[]) => Promise<string>)(made, { secret }, { record }, world)
  expect((await errorOf(storing)).hint).toContain('Deleting the new token again failed')
  expect(noted).toEqual(['storing', 'made'])
})

test.each([
  [0, 0, 'created'],
  [600, 600, 'created'],
  [601, 0, 'wait-timeout'],
  [0, 601, 'wait-timeout']
])('a token made %i s ago by our clock and %i s by GitHub’s: %s', async (ours, byGitHub, outcome) => {
  expect(await begins(ours, byGitHub)).toBe(outcome)
})
