import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Expires } from '../../../src/core/time.ts'
import type { Settings } from '../../../src/inputs/settings.ts'
import { keptDifferences, reasonToRenew } from '../../../src/token/current.ts'
import type { OwnRecord } from '../../../src/token/rotation.ts'
import { cases, seeded } from '../../helpers/seeded.ts'

const DAY = 86_400
const MADE = 1_800_000_000
const SECOND = 1 / DAY
const MINUTES_5 = 300 / DAY

/** All times are in days since the token was made. */
const at = (days: number) => new Date((MADE + Math.round(days * DAY)) * 1000)
const until = (days: number): Expires => ({ is: 'at', instant: at(days) })
const lasting = (days: number): Expires => ({ is: 'after', seconds: Math.round(days * DAY) })
const never: Expires = { is: 'never' }

/** @param lifetime undefined: it never expires */
function record(lifetime: number | undefined): OwnRecord {
  const expiry = lifetime === undefined ? undefined : at(lifetime)
  return { name: 'ci #1.1-0a0b0c0d-6b49d2000badbeef', madeMs: MADE * 1000, expiry } as OwnRecord
}

const settingsOf = (given: Partial<Settings>) =>
  ({ expires: lasting(30), isExpiresGiven: true, label: 'ci', ...given }) as Settings

type Times = [lifetime: number | undefined, age: number, renewBefore?: number | undefined]

function judge([lifetime, age, renewBefore]: Times, given: Partial<Settings>) {
  const seconds = renewBefore && renewBefore * DAY
  const reason = reasonToRenew(record(lifetime), settingsOf(given), seconds, at(age)) ?? 'kept'
  return reason.replace(/^it (never )?expires.*?(, and .*|$)/, 'renewed$2')
}

const less = 'renewed, and `expires` asks for less'

test.each<[string, string, Times, Partial<Settings>]>([
  ['kept', 'more than 7 days left', [30, 23 - SECOND], {}],
  ['renewed', '7 days left', [30, 23], {}],
  ['kept', 'more than a third of a short lifetime left', [3, 2 - SECOND], {}],
  ['renewed', 'a third of a short lifetime left', [3, 2], {}],
  ['kept', 'more than renew-before left', [30, 20 - SECOND, 10], {}],
  ['renewed', 'renew-before left', [30, 20, 10], {}],
  ['kept', 'over two thirds left, and a longer renew-before', [30, 10 - SECOND, 25], {}],
  ['renewed', 'two thirds left, and a longer renew-before', [30, 10, 25], {}],
  ['kept', 'a lifetime capped below expires', [9, 3], { expires: lasting(90) }],
  ['kept', 'no expiry, and expires was not given', [undefined, 90], { isExpiresGiven: false }],
  ['kept', 'no expiry, as expires says', [undefined, 90], { expires: never }],
  [less, 'no expiry, and expires asks for 30 days', [undefined, 1], {}],
  ['kept', '90 days left, and expires was not given', [90, 0], { isExpiresGiven: false }],
  ['kept', '5 minutes more left than expires asks for', [30 + MINUTES_5, 0], {}],
  [less, 'more left than expires asks for', [30 + MINUTES_5 + SECOND, 0], {}],
  [less, 'an expiry after the instant asked for', [90, 0], { expires: until(30) }],
  ['kept', 'a day left until the instant asked for', [30, 29], { expires: until(30) }],
  ['kept', 'about that', [30, 29], { expires: until(30 + MINUTES_5) }],
  ['renewed', 'a day left, less than asked for', [30, 29], { expires: until(30.01) }]
])('a current token is %s if it has %s', (outcome, _what, times, given) => {
  expect(judge(times, given)).toBe(outcome)
})

test(`no token is renewed by the run after the one that made it, whatever the profile allows ${seeded}`, () => {
  const some = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined })
  const times = fc.record({ asked: some(200), cap: some(100), renewBefore: some(300) })
  const form = fc.constantFrom(until, lasting)
  const property = fc.property(times, form, fc.boolean(), (days, expiresOf, isExpiresGiven) => {
    const { asked, cap, renewBefore } = days
    const expires = asked === undefined ? never : expiresOf(asked)
    const lifetime = cap === undefined ? asked : Math.min(asked ?? cap, cap)
    expect(judge([lifetime, 0.007, renewBefore], { expires, isExpiresGiven })).toBe('kept')
  })
  fc.assert(property, cases(2_000))
})

test.each<[string, string, number | undefined, Partial<Settings>]>([
  ['some', 'a longer lifetime', 20, {}],
  ['some', 'no expiry', 20, { expires: never }],
  ['some', 'another token-name', 30, { label: 'nightly' }],
  ['no', 'what it is', 30, {}],
  ['no', 'less than no expiry', undefined, {}],
  ['no', 'no lifetime', 20, { isExpiresGiven: false }]
])('A token is kept with %s difference if the inputs ask for %s', (some, ...row) => {
  const [, lifetime, given] = row
  const text = some === 'some' ? 'a longer `expires` or another `token-name`' : ''
  expect(keptDifferences(record(lifetime), settingsOf(given))).toBe(text)
})
