import { expect, test } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.ts'
import { watchGitHubTime } from '../../../src/token/github-time.ts'
import { readHistory, type Survey } from '../../../src/token/survey.ts'
import type { SecretDelivery } from '../../../src/token/token.ts'

const listedAt = new Date('2026-11-23T12:00:00Z')
const written = new Date('2026-11-22T12:00:00Z')
const secret = {
  displayName: 'the secret VAULT_TOKEN of the repository acme/pipelines',
  name: 'VAULT_TOKEN',
  destination: [],
  lastWritten: async () => written,
  hasOtherVisibility: async () => false,
  now: () => listedAt,
  write: async () => 'updated' as const
}
const clock = { now: () => listedAt, elapsed: () => 0, sleep: async () => {} }
const delivery: SecretDelivery = {
  to: 'secret',
  secret,
  time: watchGitHubTime(clock),
  keepPrevious: 2,
  current: { is: 'not-given' },
  renewBeforeSeconds: undefined
}

function surveyOf(given: Partial<Survey> = {}): Survey {
  return { listing: { records: [], userId: '12' }, written, listedAt, ...given }
}

test.each<[string, Partial<Survey>, RegExp, RegExp]>([
  [
    'GitHub could not be asked',
    { written: new ActionError('network', 'Could not ask.', 'x') },
    /^Could not ask\.$/,
    /next rotation/
  ],
  [
    'GitHub does not say when',
    { written: 'unknown' },
    /does not say when the secret VAULT_TOKEN/,
    /delete-tokens/
  ],
  [
    'GitHub’s responses have no Date',
    { listedAt: undefined },
    /no `Date` header/,
    /proxy or gateway.*delete-tokens/
  ],
  [
    'GitHub updated what it said did not exist',
    { written: 'never' },
    /did not show before/,
    /next rotation/
  ]
])(
  'the history of a secret is unknown if %s, and the message says what to do',
  (_why, given, message, hint) => {
    const history = readHistory(surveyOf(given), delivery, 'updated')
    expect(history).toBeInstanceOf(ActionError)
    expect((history as ActionError).message).toMatch(message)
    expect((history as ActionError).hint).toMatch(hint)
  }
)

test('the history of a secret is when it was last written, also if it was just created', () => {
  expect(readHistory(surveyOf(), delivery, 'updated')).toEqual({
    written,
    listedAt,
    keepPrevious: 2
  })
  expect(readHistory(surveyOf({ written: 'never' }), delivery, 'created')).toEqual({
    written: 'never',
    listedAt,
    keepPrevious: 2
  })
})

test('an output has no history, because it replaces nothing', () => {
  expect(readHistory(surveyOf(), { to: 'output', revokeAfterJob: true })).toBeUndefined()
})

test('GitHub is asked for the time again after the machine slept or its clock was set, and only then', async () => {
  let wallMs = 0
  let asked = 0
  const time = watchGitHubTime({ ...clock, now: () => new Date(wallMs) })
  const counting = {
    ...secret,
    lastWritten: async () => {
      asked++
      return written
    }
  }
  wallMs = 60_000
  await time.refresh(counting)
  expect([time.isStale(), asked]).toEqual([false, 0])
  for (const jumpTo of [20 * 60_000, -3_600_000]) {
    wallMs = jumpTo
    expect(time.isStale()).toBe(true)
    await time.refresh(counting)
    expect(time.isStale()).toBe(false)
  }
  expect(asked).toBe(2)
})

test('a machine that falls asleep while GitHub is asked makes the time stale again', async () => {
  let wallMs = 20 * 60_000
  const time = watchGitHubTime({ ...clock, now: () => new Date(wallMs - 20 * 60_000) })
  const sleeping = {
    ...secret,
    lastWritten: async () => {
      wallMs = 60 * 60_000
      return written
    }
  }
  wallMs = 40 * 60_000
  await time.refresh(sleeping)
  expect(time.isStale()).toBe(true)
})
