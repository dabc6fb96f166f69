import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { INPUTS, inputMistakes } from '../../../src/inputs/names.ts'

/** The environment of a step with inputs of these names. */
const env = (...names: string[]) =>
  Object.fromEntries(['secret-repository', ...names].map(name => [`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`, 'x']))

test('the known names are those of action.yml', () => {
  const text = readFileSync(new URL('../../../action.yml', import.meta.url), 'utf8')
  const [, block = ''] = /^inputs:\n([\s\S]*?)^outputs:/m.exec(text) ?? []
  expect([...block.matchAll(/^ {2}([a-z-]+):/gm)].map(([, name]) => name).sort()).toEqual([...INPUTS].sort())
})

describe('a name that is none', () => {
  test.each([
    ['secret_name', 'secret-name'],
    ['github_token', 'github-token'],
    ['sandbox name', 'sandbox-name'],
    ['sandboxname', 'sandbox-name'],
    ['secret-nam', 'secret-name'],
    ['current-tokens', 'current-token'],
    ['vault-dsn', 'vault-dns'],
    ['usernam', 'username'],
    ['userna', 'username'],
    ['expire', 'expires']
  ])('%s is asked about: did you mean %s?', (given, meant) => {
    const name = given.replaceAll(' ', '_')
    expect(inputMistakes(env(given), INPUTS)).toEqual([
      `${name}: there is no such input, so it would have no effect; did you mean ${meant}?`
    ])
  })

  test.each(['path', 'node-version', 'my-own-thing', 'token', 'veri', 'targ', 'x'])(
    '%s comes close to none, and is left to the runner, which warns of it',
    name => {
      expect(inputMistakes(env(name), INPUTS)).toEqual([])
    }
  )

  test('every known one is in order', () => {
    expect(inputMistakes(env(...INPUTS), INPUTS)).toEqual([])
    expect(inputMistakes({}, INPUTS)).toEqual([])
  })
})

test('only inputs are looked at, and hyphens are missed only where there are any', () => {
  expect(inputMistakes({ ...env(), DEPLOYSECRET_NAME: 'x' }, INPUTS)).toEqual([])
  expect(inputMistakes({ INPUT_OWNER: 'x' }, ['owner'])).toEqual([])
})

test.each([
  ['became underscores', { INPUT_VAULT_DNS: 'x', INPUT_SANDBOX_NAME: 'UAT' }],
  ['are gone with their inputs', { INPUT_USERNAME: 'x', INPUT_PASSWORD: 'y' }]
])('inputs whose hyphens %s are told of in one sentence', (_how, given) => {
  expect(inputMistakes(given, INPUTS)).toEqual([
    expect.stringMatching(/^The inputs arrived without those that have a hyphen in their name: .*dash/)
  ])
})

test('an input as long as a variable can be on Windows did not arrive whole there', () => {
  // Name, equals sign and value come to 32,766 characters, and a zero ends them.
  const long = { ...env(), 'INPUT_CURRENT-TOKEN': 'x'.repeat(32_747) }
  expect(inputMistakes({ ...env(), 'INPUT_CURRENT-TOKEN': 'x'.repeat(32_746) }, INPUTS, 'win32')).toEqual([])
  expect(inputMistakes(long, INPUTS, 'win32')).toEqual([
    expect.stringMatching(/^current-token: is longer than a variable can be on Windows/)
  ])
  expect(inputMistakes(long, INPUTS, 'linux')).toEqual([])
})
