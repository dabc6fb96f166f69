import { expect, test } from '@jest/globals'
import { ActionError, asActionError, fileError, sentence, withHint } from '../../src/errors.ts'

test('an ActionError stays what it is', () => {
  const error = new ActionError('network', 'It broke.', 'Mend it.', 'exec-1')
  expect(asActionError(error)).toBe(error)
})

test('an ActionError has its own name, and no execution id unless one is given', () => {
  expect(new ActionError('network', 'It broke.', 'Mend it.')).toMatchObject({ name: 'ActionError', executionId: '' })
})

test('an unknown error is told by its type and place, never by its text', () => {
  const error = asActionError(new TypeError('password=hunter2'))
  expect(error.code).toBe('internal')
  expect(error.message).toMatch(/^The action failed in a way that it does not know: TypeError at errors\.test\.ts:\d+:\d+\.$/)
  expect(error.hint).toBe('Report this line as an issue of the action; it holds no credential.')
  expect(sentence(error)).not.toContain('hunter2')
})

/** An error whose stack goes on like this behind its text. */
const thrownAt = (place: string | undefined, text = 'It broke.'): TypeError => {
  const error = new TypeError(text)
  if (place === undefined) delete error.stack
  else error.stack = `TypeError: ${text}\n${place}`
  return error
}

test.each([
  ['in a function', '    at sign (file:///action/index.js:12:34)\n    at run (file:///action/index.js:5:6)', 'index.js:12:34'],
  ['outside of any', '    at file:///action/index.js:12:34', 'index.js:12:34'],
  ['on Windows', '    at async C:\\action\\index.js:12:34', 'index.js:12:34'],
  ['inside of Node', '    at node:internal/main:12:34', 'main:12:34'],
  ['below code without a place', '    at <anonymous>\n    at run (file:///action/index.js:5:6)', 'index.js:5:6'],
  ['nowhere', '    at <anonymous>', 'an unknown place'],
  ['without a stack', undefined, 'an unknown place']
])('the place of an error that was thrown %s is told', (_where, stack, place) => {
  const { message } = asActionError(thrownAt(stack))
  expect(message).toBe(`The action failed in a way that it does not know: TypeError at ${place}.`)
})

test.each([['hunter2:1:2'], ['It broke.\nhunter2:1:2'], ['Meet me at hunter2:1:2'], ['It broke.\n    at hunter2:1:2 or so']])(
  'a text that looks like a place is not taken for one: %j',
  text => {
    const { message } = asActionError(thrownAt('    at file:///action/index.js:12:34', text))
    expect(message).toBe('The action failed in a way that it does not know: TypeError at index.js:12:34.')
  }
)

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

test('an error with more to do is the same error with a longer hint', () => {
  const error = new ActionError('network', 'It broke.', 'Mend it.', 'exec-1')
  expect(withHint(error, 'Then run again.')).toMatchObject({
    code: 'network',
    message: 'It broke.',
    hint: 'Mend it. Then run again.',
    executionId: 'exec-1'
  })
  expect(withHint(new ActionError('network', 'It broke.', ''), 'Run again.').hint).toBe('Run again.')
})

test.each([
  ['ENOSPC', 'Free space on the disk of the runner, and run again.'],
  ['EBUSY', 'Another program holds it (a virus scanner, a backup): keep it from the runner’s folders, and run again.'],
  ['EACCES', 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.'],
  ['EPERM', 'Let the user that the runner runs as write there, keep other programs from holding it, and run again.'],
  ['ENOENT', 'Something removed it: keep other steps and programs from the runner’s folders, and run again.'],
  ['EISDIR', 'A folder stands in its place: keep other steps from the runner’s folders, and run again.'],
  ['EIO', 'Check the disk of the runner, and run again.']
])('a file of the runner that can’t be written for %s says what to do', (code, hint) => {
  expect(fileError('GITHUB_OUTPUT', '/runner/output', code)).toMatchObject({
    code: 'internal',
    message: `The runner’s file /runner/output (GITHUB_OUTPUT) can’t be written: ${code}.`,
    hint
  })
})
