import { expect, test } from '@jest/globals'
import { ActionError, abortReason, asActionError, interrupted } from '../../../src/core/errors.ts'

const details = {
  executionId: 'exec-1',
  retry: { afterMs: 7 },
  maybeDone: true,
  reason: 'HTTP 503'
}
const error = new ActionError('network', 'It broke.', 'Fix it.', details)

test('An error says all of its parts, and leaves out what it was not given', () => {
  expect(error).toMatchObject({ name: 'ActionError', code: 'network', ...details })
  expect(error.text).toBe('It broke. Fix it.')
  const bare = new ActionError('network', 'It broke.', '')
  expect(bare).toMatchObject({ executionId: '', maybeDone: false, reason: '', text: 'It broke.' })
  expect(bare.retry).toBeUndefined()
})

test('A copy with a change keeps every other part, above all that it may be done', () => {
  const { message, hint } = error
  expect(error.with({ code: 'partial' })).toMatchObject({
    ...details,
    code: 'partial',
    message,
    hint
  })
  expect(error.with({ message: 'New.' })).toMatchObject({ ...details, message: 'New.', hint })
  expect(error.with({ hint: '' })).toMatchObject({ ...details, message, hint: '' })
  expect(error.with({ retry: undefined })).toMatchObject({ retry: undefined, maybeDone: true })
  expect(error.withHint('Then run again.')).toMatchObject({
    ...details,
    hint: 'Fix it. Then run again.'
  })
  expect(error.with({ hint: '' }).withHint('Run again.').hint).toBe('Run again.')
})

test('An ActionError that is thrown stays the same error', () => {
  expect(asActionError(error)).toBe(error)
})

test('An unexpected error is described by its type and place, never by its text', () => {
  const { code, message, text } = asActionError(new TypeError('password=hunter2'))
  expect(code).toBe('internal')
  expect(message).toMatch(/^The action .* unexpected TypeError at errors\.test\.ts:\d+:\d+\.$/)
  expect(text).not.toContain('hunter2')
})

const PLACE = '    at file:///action/index.js:12:34'
test.each([
  ['    at sign (file:///action/index.js:12:34)\n    at run (x.js:5:6)', 'index.js:12:34'],
  [PLACE, 'index.js:12:34'],
  ['    at async C:\\action\\index.js:12:34', 'index.js:12:34'],
  ['    at node:internal/main:12:34', 'main:12:34'],
  ['    at <anonymous>\n    at run (file:///action/index.js:5:6)', 'index.js:5:6'],
  ['    at <anonymous>', 'an unknown place'],
  [`Meet me at hunter2:1:2\n${PLACE}`, 'index.js:12:34'],
  [`It broke.\n    at hunter2:1:2 or so\n${PLACE}`, 'index.js:12:34'],
  [undefined, 'an unknown place']
])('The place of an error with the stack %j is found', (stack, place) => {
  const thrown = Object.assign(new TypeError(), { stack: stack && `TypeError: text\n${stack}` })
  const { message } = asActionError(thrown)
  expect(message).toBe(`The action failed with an unexpected TypeError at ${place}.`)
})

test.each([['hunter2'], [undefined], [null], [{ password: 'hunter2' }]])(
  '%j that is thrown is described by its type',
  thrown => {
    const { message } = asActionError(thrown)
    expect(message).toBe(
      `The action failed with an unexpected ${typeof thrown} at an unknown place.`
    )
  }
)

test.each([
  [AbortSignal.abort(), 'the run was cancelled', /^The post step finishes/],
  [
    AbortSignal.abort(new DOMException('', 'TimeoutError')),
    'the 2 minutes of the post step were over',
    /^Check that Vault can be reached/
  ]
])('A run that ends early says why: %#', (stopping, reason, hint) => {
  expect(abortReason(stopping)).toBe(reason)
  const { code, message, hint: given } = interrupted(stopping)
  expect([code, message]).toEqual(['interrupted', `T${reason.slice(1)}.`])
  expect(given).toMatch(hint)
})
