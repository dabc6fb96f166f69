import { expect, test } from '@jest/globals'
import { readSettings } from '../../../src/inputs/read.ts'
import { cases, MAIN, onlyProblem, problemsOf, SECRET, settingsOf, worldWith } from './world.ts'

test.each([
  [`acme/${'r'.repeat(100)}`, `github-actions acme/${'r'.repeat(60)}`],
  ['', 'github-actions']
])('the default of token-name is cut to 80 characters: %s', (repository, label) => {
  expect(settingsOf(MAIN, { GITHUB_REPOSITORY: repository }).label).toBe(label)
})

test.each(
  cases(`
    token-name: ${'😀'.repeat(80)} => {"label": "${'😀'.repeat(80)}"}
    expires: => {"expires": {"is": "after", "seconds": 86400}, "isExpiresGiven": false}
    expires: 90m => {"expires": {"is": "after", "seconds": 5400}, "isExpiresGiven": true}
    expires: 2026-11-22T12:00:01Z => {"expires": {"is": "at"}}
    expires: never => {"expires": {"is": "never"}}
    secret-name: X; github-token: ghs_WRITER => {"expires": {"is": "after", "seconds": 2592000}, "isExpiresGiven": false}
    revoke-after-job: false => {"delivery": {"to": "output", "revokeAfterJob": false}}
    verify: False => {"verify": false, "delivery": {"to": "output", "revokeAfterJob": false}}`)
)('a right value is read: %s', (_line, given, settings) => {
  expect(settingsOf({ ...MAIN, ...given })).toMatchObject(JSON.parse(settings))
})

test.each(
  cases(`
    token-name: ${'x'.repeat(81)} => must be at most 80 characters without line breaks or other control characters.
    token-name: a\u001bb => must be at most 80 characters without line breaks
    expires: 1 day => \`expires\` ("1 day") must be a duration like \`90m\`, \`12h\` or \`30d\`, an instant like \`2026-12-31T12:00:00Z\`, or \`never\`.
    expires: 0d => ("0d") must be a duration
    expires: 2026-11-22T12:00:00Z => ("2026-11-22T12:00:00Z") is in the past: set a later instant.
    verify: no => \`verify\` ("no") must be \`true\` or \`false\`.
    verify: false; revoke-after-job: true => \`revoke-after-job\` has no effect with \`verify: false\`: remove one of them.`)
)('is one problem: %s', (_line, given, says) => {
  expect(onlyProblem(problemsOf({ ...MAIN, ...given }))).toContain(says)
})

test.each(
  cases(`
    expires: 25h => 1
    expires: never => 1
    expires: 2026-12-22T12:00:00Z => 1
    expires: 1d => 0
    expires: => 0
    expires: 30d; revoke-after-job: false => 0
    expires: 30d; verify: false => 0
    expires: 30d; secret-name: X; github-token: ghs_WRITER => 0`)
)('a notice says that a long life ends with the job: %s', (_line, given, count) => {
  const { world, said } = worldWith({ ...MAIN, ...given })
  expect(readSettings(world).is).toBe('settings')
  expect(said).toHaveLength(Number(count))
  expect(said.every(text => text.startsWith('notice input: `expires` is longer than'))).toBe(true)
})

test('with verify: false nothing on the token’s own Vault can be asked for, unless the word is wrong', () => {
  const given = { 'current-token': 'veeva-vault-X', 'renew-before': '1d', 'keep-previous': '1' }
  expect(problemsOf({ ...SECRET, verify: 'FALSE', ...given })).toEqual(
    Object.keys(given).map(
      name => `\`${name}\` has no effect with \`verify: false\`: remove one of them.`
    )
  )
  expect(onlyProblem(problemsOf({ ...SECRET, verify: 'no', ...given }))).toMatch(/^`verify`/)
})
