import { expect, test } from '@jest/globals'
import { isSingle } from '../../../src/inputs/settings.ts'
import { type Given, MAIN, problemsOf, settingsOf } from './world.ts'

const VAULT: Given = { ...MAIN, target: 'vault', 'sandbox-name': '' }

test.each<[string, object, boolean]>([
  ['Dev One', { is: 'named', names: ['Dev One'] }, true],
  [' UAT \r\n\n  Dev  One\n', { is: 'named', names: ['UAT', 'Dev  One'] }, false],
  ['Dev One\ndev one', { is: 'named', names: ['Dev One', 'dev one'] }, false],
  ['Sales * EU', { is: 'named', names: ['Sales * EU'] }, true],
  ['- UAT', { is: 'named', names: ['- UAT'] }, true],
  ['*', { is: 'every', except: [] }, false],
  ['!UAT\n*\n! Dev One', { is: 'every', except: ['UAT', 'Dev One'] }, false]
])('sandbox-name: %j names its sandboxes', (text, selection, single) => {
  const { target } = settingsOf({ ...MAIN, 'sandbox-name': text })
  expect(target).toMatchObject({ is: 'sandboxes', selection })
  expect(isSingle(target)).toBe(single)
})

test.each([
  ['UAT\nDev One\n UAT', '("UAT") is there twice: remove one of them'],
  ['*\n!UAT\n!UAT', '("!UAT") is there twice: remove one of them'],
  ['*\nUAT', '("UAT") is part of `*`: remove it, or write `!NAME` to leave it out'],
  [
    'UAT\n!Dev',
    '("!Dev") is an exception, which has no effect without a line `*`: add that, or remove it'
  ],
  // As a segment of a path they would lead elsewhere.
  [
    'UAT\n..',
    '("..") must be the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)'
  ],
  [
    '.',
    '(".") must be the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)'
  ]
])('sandbox-name: %j is a problem', (text, what) => {
  expect(problemsOf({ ...MAIN, 'sandbox-name': text })).toEqual([`\`sandbox-name\` ${what}.`])
})

test('an empty sandbox-name never means the Vault itself, also with sandbox-dns', () => {
  const problems = problemsOf({ ...MAIN, 'sandbox-name': ' \n', 'sandbox-dns': 'a.veevavault.com' })
  expect(problems).toEqual([
    expect.stringMatching(/^`sandbox-name` is required: .*target: vault/),
    expect.any(String)
  ])
})

test.each<[string, string, object]>([
  ['sandbox-dns', 'Acme-Dev.veevavault.com', { dns: 'acme-dev.veevavault.com' }],
  ['vault-job-id', ' 902 ', { jobId: '902' }],
  ['wait-timeout', '0', { waitTimeoutMs: 0 }],
  ['wait-timeout', '2h', { waitTimeoutMs: 7_200_000 }]
])('%s: %s is read', (name, value, part) => {
  expect(settingsOf({ ...MAIN, [name]: value }).target).toMatchObject(part)
})

test.each([
  [{ target: 'Vault' }, '`target` ("Vault") must be `sandbox` or `vault`.'],
  [
    { 'sandbox-dns': 'evil.example.com' },
    /^`sandbox-dns` \("evil\.example\.com"\) must be the host name of a Vault/
  ],
  [{ 'sandbox-name': '*', 'sandbox-dns': 'a.veevavault.com' }, /^`sandbox-dns` is of one sandbox/],
  [
    { 'vault-job-id': '../902' },
    /^`vault-job-id` \("\.\.\/902"\) must be the id of a job, digits only/
  ],
  [
    { 'wait-timeout': '15' },
    '`wait-timeout` ("15") must be a duration like `15m`, `2h` or `1d`, or `0` to look once.'
  ],
  [{ 'wait-timeout': '0m' }, /^`wait-timeout`/],
  [{ 'wait-timeout': 'false' }, /^`wait-timeout`/]
])('%j is one problem', (given, message) => {
  const problems = problemsOf({ ...MAIN, ...given })
  expect(problems).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)])
})

test('target: vault needs no sandbox, and nothing that is about one has an effect', () => {
  expect(settingsOf(VAULT).target).toEqual({ is: 'vault' })
  expect(isSingle({ is: 'vault' })).toBe(true)
  const names = ['sandbox-name', 'sandbox-dns', 'vault-job-id', 'wait-timeout']
  const given = Object.fromEntries(names.map(name => [name, 'x']))
  expect(problemsOf({ ...VAULT, ...given })).toEqual(
    names.map(name => `\`${name}\` has no effect with \`target: vault\`: remove one of them.`)
  )
})
