import { describe, expect, test } from '@jest/globals'
import { expiryFrom, parseDuration, parseExpires, parseInstant, timeLeft } from '../../src/expiry.ts'
import { noon } from '../helpers/world.ts'

test.each([
  ['90m', 5400],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['1m', 60],
  ['36500d', 3_153_600_000],
  ['36501d', undefined],
  ['999999999d', undefined],
  ['0d', undefined],
  ['-1d', undefined],
  ['1.5h', undefined],
  ['30', undefined],
  ['d', undefined],
  ['30D', undefined],
  ['1d12h', undefined],
  ['30 d', undefined],
  ['30s', undefined],
  ['', undefined],
  ['30d\n', undefined]
])('the length %j is %p seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds)
})

test.each([['2026-12-31T12:00:00Z'], ['2028-02-29T00:00:00Z'], ['2026-12-31T23:59:59Z']])('%s is an instant', text => {
  expect(parseInstant(text)?.toISOString()).toBe(text.replace('Z', '.000Z'))
})

test.each([
  ['2026-02-29T00:00:00Z'],
  ['2026-13-01T00:00:00Z'],
  ['2026-12-31T24:00:00Z'],
  ['2026-12-31T12:60:00Z'],
  ['2026-12-31'],
  ['2026-12-31T12:00Z'],
  ['2026-12-31T12:00:00.000Z'],
  ['2026-12-31T12:00:00+01:00'],
  ['2026-12-31t12:00:00z'],
  ['2026-12-31T12:00:00'],
  ['+010000-01-01T00:00:00Z']
])('%s is no instant', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test.each([
  ['never', { is: 'never' }],
  ['12h', { is: 'after', seconds: 43_200 }],
  ['2026-12-31T12:00:00Z', { is: 'at', instant: new Date('2026-12-31T12:00:00Z') }],
  ['Never', undefined],
  ['soon', undefined]
])('expires: %s', (text, expires) => {
  expect(parseExpires(text)).toEqual(expires)
})

describe('the expiry that is asked for', () => {
  const generating = new Date('2026-11-22T12:00:00.999Z')

  test('of an instant is that instant', () => {
    const instant = new Date('2026-12-31T12:00:00Z')
    expect(expiryFrom({ is: 'at', instant }, generating)).toEqual(instant)
  })

  test('of never is none', () => {
    expect(expiryFrom({ is: 'never' }, generating)).toBeUndefined()
  })
})

test.each([
  [undefined, 'never'],
  ['2026-11-22T11:59:00Z', 'expired'],
  ['2026-11-22T12:00:00Z', 'expired'],
  ['2026-11-22T12:01:00Z', 'in 1 minute'],
  ['2026-11-22T13:59:00Z', 'in 119 minutes'],
  ['2026-11-22T14:00:00Z', 'in 2 hours'],
  ['2026-11-24T11:59:00Z', 'in 48 hours'],
  ['2026-11-24T12:00:00Z', 'in 2 days'],
  ['2026-12-21T12:00:00Z', 'in 29 days']
])('an expiry of %s is, at noon on 22 November 2026, %s', (instant, left) => {
  expect(timeLeft(instant === undefined ? undefined : new Date(instant), noon)).toBe(left)
})
