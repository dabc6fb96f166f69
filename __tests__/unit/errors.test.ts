import { expect, test } from '@jest/globals'
import { ActionError, asActionError, sentence } from '../../src/errors.ts'

test('an ActionError stays what it is', () => {
  const error = new ActionError('network', 'It broke.', 'Mend it.', 'exec-1')
  expect(asActionError(error)).toBe(error)
})

test('an unknown error is told by its type and place, never by its text', () => {
  const error = asActionError(new TypeError('password=hunter2'))
  expect(error.code).toBe('internal')
  expect(error.message).toMatch(/^The action failed in a way that it does not know: TypeError at errors\.test\.ts:\d+:\d+\.$/)
  expect(sentence(error)).not.toContain('hunter2')
})

test.each([['hunter2'], [undefined], [null], [{ password: 'hunter2' }]])(
  'what is no error at all is told by its type: %p',
  thrown => {
    const error = asActionError(thrown)
    expect(error.message).toBe(`The action failed in a way that it does not know: ${typeof thrown} at an unknown place.`)
  }
)

test('a sentence is what happened and what to do, without a blank where there is no hint', () => {
  expect(sentence(new ActionError('network', 'It broke.', 'Mend it.'))).toBe('It broke. Mend it.')
  expect(sentence(new ActionError('network', 'It broke.', ''))).toBe('It broke.')
})
