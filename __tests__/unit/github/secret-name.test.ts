import { describe, expect, test } from '@jest/globals'
import { collision, isPerSandbox, placeFor, secretNameFor, secretNameMistake } from '../../../src/github/secret-name.ts'

describe('the name of a secret', () => {
  test.each([
    ['vault_token', '', 'VAULT_TOKEN'],
    ['_x', 'Dev One', '_X'],
    ['VAULT_{sandbox}_TOKEN', 'Dev One', 'VAULT_DEV_ONE_TOKEN'],
    ['{sandbox}{sandbox}', 'Dev One', 'DEV_ONEDEV_ONE'],
    ['{sandbox}', 'straße.1-ü', 'STRASSE_1__'],
    ['{sandbox}', '1. UAT', '1__UAT'],
    ['{sandbox}', '😀', '__'],
    ['{sandbox}', '$& {sandbox}', '____SANDBOX_'],
    ['{SANDBOX}', 'UAT', '{SANDBOX}']
  ])('by %s for the sandbox "%s" is %s', (template, sandbox, name) => {
    expect(secretNameFor(template, sandbox)).toBe(name)
  })
})

describe('what keeps a text from being a name', () => {
  test.each([
    ['A'],
    ['_'],
    ['_1'],
    ['GHS_TOKEN_OF_THE_APP_FOR_PIPELINES_2'],
    [`X_GHP_${'A1'.repeat(18)}`],
    ['VAULT_TOKEN_2'],
    ['GITHUB'],
    ['MY_GITHUB_TOKEN']
  ])('is nothing for %s', name => {
    expect(secretNameMistake(name)).toBeUndefined()
  })

  test.each([
    ['', 'may hold letters, digits and underscores only'],
    ['A B', 'may hold letters, digits and underscores only'],
    ['A-B', 'may hold letters, digits and underscores only'],
    ['../A', 'may hold letters, digits and underscores only'],
    ['ÄB', 'may hold letters, digits and underscores only'],
    ['A\nB', 'holds a line break: give the name of one secret, not its value'],
    ['2ND_UAT', 'begins with a digit, which GitHub refuses: put a letter in front'],
    [`GHP_${'A1'.repeat(18)}`, 'looks like the value of a token of GitHub: give the name of the secret'],
    [`GHS_${'A'.repeat(30)}`, 'looks like the value of a token of GitHub: give the name of the secret'],
    ['GITHUB_TOKEN', 'begins with GITHUB_, which GitHub keeps for itself: give another name']
  ])('is for %j what makes it so', (name, mistake) => {
    expect(secretNameMistake(name)).toBe(mistake)
  })
})

describe('the place of a secret', () => {
  const repository = 'acme/pipelines'
  const each = { scope: 'environment', repository, environment: '{sandbox}' } as const
  const others = [
    { scope: 'environment', repository, environment: 'production' },
    { scope: 'repository', repository },
    { scope: 'organization', organization: '{sandbox}' }
  ] as const

  test('is for the environment {sandbox} one of the sandbox’s own name', () => {
    expect(isPerSandbox(each)).toBe(true)
    expect(placeFor(each, 'Dev One')).toEqual({ scope: 'environment', repository, environment: 'Dev One' })
  })

  test.each(others)('is the same for every sandbox: %j', place => {
    expect(isPerSandbox(place)).toBe(false)
    expect(placeFor(place, 'Dev One')).toBe(place)
  })
})

describe('two secrets of one name', () => {
  test('are none in two environments, but for case', () => {
    const inEnvironment = (environment: string) => ({
      name: 'VAULT_TOKEN',
      at: { scope: 'environment', repository: 'acme/pipelines', environment } as const,
      of: environment
    })
    expect(collision(['UAT', 'Dev'].map(inEnvironment))).toBeUndefined()
    expect(collision(['UAT', 'Dev', 'uat'].map(inEnvironment))).toEqual({ name: 'VAULT_TOKEN', of: ['UAT', 'uat'] })
  })

  const at = { scope: 'repository', repository: 'acme/pipelines' } as const
  const named = (...sandboxes: string[]) => sandboxes.map(of => ({ name: secretNameFor('{sandbox}', of), at, of }))

  test('are the first two that share it', () => {
    expect(collision(named('UAT', 'Dev One', 'uat 2', 'DEV-ONE', 'dev_one', 'UAT 2'))).toEqual({
      name: 'DEV_ONE',
      of: ['Dev One', 'DEV-ONE']
    })
  })

  test.each([[[]], [['UAT']], [['UAT', 'UAT2', '__proto__', 'constructor']]])('are none among %j', sandboxes => {
    expect(collision(named(...sandboxes))).toBeUndefined()
  })
})
