import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Expires } from '../../../src/core/time.ts'
import { keptDifferences, reasonToRenew } from '../../../src/token/current.ts'
import { formatName } from '../../../src/token/rotation.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const DAY = 86_400
const MADE = 1_800_000_000
const at = (seconds: number) => new Date((MADE + seconds) * 1000)
const days = (number: number): Expires => ({ is: 'after', seconds: number * DAY })

const name = formatName({
  label: 'ci',
  runId: '1',
  attempt: '1',
  destination: '0a0b0c0d',
  made: MADE,
  nonce: '0badbeef'
})

interface Case {
  /** Seconds from when it was made; undefined: never. */
  lifetime?: number | undefined
  /** Seconds since it was made. */
  age: number
  expires?: Expires
  isGiven?: boolean
  renewBefore?: number
}

function reasonFor({ lifetime, age, expires = days(30), isGiven = true, renewBefore }: Case) {
  const expiry = lifetime === undefined ? undefined : at(lifetime)
  const wanted = { expires, isExpiresGiven: isGiven, label: 'ci' }
  return reasonToRenew({ name, madeMs: MADE * 1000, expiry }, wanted, renewBefore, at(age))
}

describe('a current token that works', () => {
  test.each<[string, Case]>([
    ['has more than 7 days left', { lifetime: 30 * DAY, age: 22 * DAY }],
    ['has more than a third of a short lifetime left', { lifetime: DAY, age: 0.6 * DAY }],
    ['has more than renew-before left', { lifetime: 30 * DAY, age: 27 * DAY, renewBefore: DAY }],
    [
      'has just been made with a renew-before of its lifetime',
      { lifetime: 30 * DAY, age: 60, renewBefore: 30 * DAY }
    ],
    [
      'was capped by a profile to less than renew-before',
      { lifetime: 5 * DAY, age: 60, renewBefore: 7 * DAY }
    ],
    [
      'was capped by a profile far below expires',
      { lifetime: 9 * DAY, age: 3 * DAY, expires: days(90) }
    ],
    ['never expires, and expires was not given', { age: 90 * DAY, isGiven: false }],
    ['never expires, as expires says', { age: 90 * DAY, expires: { is: 'never' } }],
    ['has 90 days left, and expires was not given', { lifetime: 90 * DAY, age: 0, isGiven: false }],
    ['has 5 minutes more left than expires asks for', { lifetime: 30 * DAY + 300, age: 0 }],
    [
      'is due, but a new one would expire at the same instant',
      { lifetime: 30 * DAY, age: 29 * DAY, expires: { is: 'at', instant: at(30 * DAY) } }
    ],
    [
      'is due, but a new one would expire 5 minutes later',
      { lifetime: 30 * DAY, age: 29 * DAY, expires: { is: 'at', instant: at(30 * DAY + 300) } }
    ]
  ])('is kept if it %s', (_what, given) => {
    expect(reasonFor(given)).toBeUndefined()
  })

  test.each<[string, Case, RegExp]>([
    ['has 7 days left', { lifetime: 30 * DAY, age: 23 * DAY }, /^it expires 2027-02-14T/],
    [
      'has a third of a short lifetime left',
      { lifetime: 3 * DAY, age: 2 * DAY },
      /^it expires 2027-/
    ],
    [
      'has renew-before left',
      { lifetime: 30 * DAY, age: 20 * DAY, renewBefore: 10 * DAY },
      /^it expires 2027-02-14T/
    ],
    [
      'has two thirds left, and renew-before is longer',
      { lifetime: 30 * DAY, age: 10 * DAY, renewBefore: 25 * DAY },
      /^it expires 2027-02-14T/
    ],
    [
      'never expires, and expires asks for 30 days',
      { age: DAY },
      /never expires, and `expires` asks for less/
    ],
    [
      'has 90 days left, and expires asks for 30',
      { lifetime: 90 * DAY, age: 0 },
      /`expires` asks for less/
    ],
    [
      'outlives the instant that expires asks for',
      { lifetime: 90 * DAY, age: 0, expires: { is: 'at', instant: at(30 * DAY) } },
      /`expires` asks for less/
    ],
    [
      'is due, and a new one would live longer',
      { lifetime: 30 * DAY, age: 29 * DAY, expires: { is: 'at', instant: at(40 * DAY) } },
      /^it expires 2027-/
    ]
  ])('is renewed if it %s', (_what, given, reason) => {
    expect(reasonFor(given)).toMatch(reason)
  })

  const someExpires = fc.oneof(
    fc.constant<Expires>({ is: 'never' }),
    fc
      .integer({ min: 3_600, max: 200 * DAY })
      .map((seconds): Expires => ({ is: 'after', seconds })),
    fc
      .integer({ min: 3_600, max: 200 * DAY })
      .map((seconds): Expires => ({ is: 'at', instant: at(seconds) }))
  )

  test(`is never renewed by the run after the one that made it, whatever the profile allows ${seeded}`, () => {
    const someCap = fc.option(fc.integer({ min: 3_600, max: 100 * DAY }), { nil: undefined })
    const someRenewBefore = fc.option(fc.integer({ min: 60, max: 300 * DAY }), { nil: undefined })
    fc.assert(
      fc.property(
        someExpires,
        someCap,
        someRenewBefore,
        fc.boolean(),
        (expires, cap, renewBefore, isGiven) => {
          const asked = {
            never: undefined,
            after: expires.is === 'after' ? expires.seconds : undefined,
            at: expires.is === 'at' ? expires.instant.getTime() / 1000 - MADE : undefined
          }[expires.is]
          const lifetime = cap === undefined ? asked : Math.min(asked ?? cap, cap)
          const reason = reasonFor({
            lifetime,
            age: 600,
            expires,
            isGiven,
            ...(renewBefore && { renewBefore })
          })
          expect(reason).toBeUndefined()
        }
      ),
      cases(2_000)
    )
  })
})

describe('what the inputs ask for that a kept token is not', () => {
  const differences = (
    expiry: Date | undefined,
    expires: Expires,
    label = 'ci',
    isExpiresGiven = true
  ) => keptDifferences({ name, madeMs: MADE * 1000, expiry }, { expires, isExpiresGiven, label })

  test('is a longer lifetime than it was made for, if expires was given', () => {
    const longer = 'a longer `expires`'
    expect(differences(at(20 * DAY), days(30))).toEqual(longer)
    expect(differences(at(20 * DAY), { is: 'never' })).toEqual(longer)
    expect(differences(at(20 * DAY), { is: 'at', instant: at(21 * DAY) })).toEqual(longer)
    expect(differences(at(20 * DAY), days(30), 'ci', false)).toBe('')
    expect(differences(at(30 * DAY), days(30))).toBe('')
    expect(differences(undefined, days(30))).toBe('')
  })

  test('is another token-name', () => {
    expect(differences(at(30 * DAY), days(30), 'nightly')).toBe('another `token-name`')
  })
})
