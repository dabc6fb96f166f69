import { expect, test } from '@jest/globals'
import { ActionError, asActionError, interrupted } from '../../../src/core/errors.ts'

const details = { executionId: 'e-1', retry: { afterMs: 7 }, maybeDone: true, reason: 'HTTP 503' }
const error = new ActionError('network', 'It broke.', 'Fix it.', details)

test('A changed copy of an error keeps every other part, above all that it may be done', () => {
  const parts = { code: 'network', message: 'It broke.', hint: 'Fix it.', ...details }
  for (const change of [{ code: 'partial' as const }, { message: 'New.' }, { retry: undefined }])
    expect(error.with(change)).toMatchObject({ ...parts, ...change })
  expect(error.withHint('Run again.')).toMatchObject({ ...parts, hint: 'Fix it. Run again.' })
  const bare = { retry: undefined, executionId: '', maybeDone: false, reason: '', text: 'It. Run.' }
  expect(new ActionError('network', 'It.', '').withHint('Run.')).toMatchObject(bare)
})

test.each([
  ['    at sign (file:///action/index.js:12:34)\n    at run (x.js:5:6)', 'index.js:12:34'],
  ['    at async C:\\action\\index.js:12:34', 'index.js:12:34'],
  ['    at <anonymous>\n    at run (file:///action/my-index.js:5:6)', 'my-index.js:5:6'],
  ['Meet me    at hunter2:1:2\n    at hunter2:1:2 or so\n    at index.js:12:34', 'index.js:12:34'],
  [undefined, 'an unknown place']
])('An unexpected error with the stack %j is described by its type and place', (stack, place) => {
  const thrown = Object.assign(new TypeError(), { stack: stack && `TypeError: text\n${stack}` })
  const text = `The action failed with an unexpected TypeError at ${place}. Report this line in an issue of the action; it contains no credential.`
  expect(asActionError(thrown)).toMatchObject({ code: 'internal', text })
  expect(asActionError(error)).toBe(error)
  expect(asActionError('hunter2').message).toMatch(/unexpected string at an unknown place\.$/)
})

test('A run that ends early says why', () => {
  const ended = [null, { name: 'TimeoutError' }].map(why => interrupted(AbortSignal.abort(why)))
  const rest = 'The post step finishes or undoes what was under way; run the workflow again.'
  expect(ended.map(({ code, text }) => `${code}: ${text}`)).toEqual([
    `interrupted: Stopped because the run was cancelled. ${rest}`,
    `interrupted: Stopped because the 2 minutes of the post step were over. ${rest}`
  ])
})
