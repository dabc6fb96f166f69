import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { SecretLocation } from '../../../src/github/locations.ts'
import {
  findCollision,
  secretNameFor,
  secretNameProblem
} from '../../../src/github/secret-names.ts'

test.each([
  ['vault_token', '', 'VAULT_TOKEN'],
  ['VAULT_{sandbox}', 'Dev One-2', 'VAULT_DEV_ONE_2'],
  ['{sandbox}_{sandbox}', 'straße', 'STRASSE_STRASSE'],
  ['{sandbox}', '$&é', '___']
])('The template %s becomes the name of the sandbox %j: %s', (template, sandbox, name) => {
  expect(secretNameFor(template, sandbox)).toBe(name)
})

test.each([
  ['VAULT-UAT-TOKEN', 'may contain only letters, digits and underscores: use `VAULT_UAT_TOKEN`'],
  ['VAULT UAT2.TOKEN', 'may contain only letters, digits and underscores: use `VAULT_UAT2_TOKEN`'],
  ['2026-TOKEN', 'may contain only letters, digits and underscores: use `VAULT_2026_TOKEN`'],
  ['2_TOKEN', 'must not begin with a digit: use `VAULT_2_TOKEN`'],
  ['GITHUB_X', 'must not begin with `GITHUB_`, which GitHub reserves: use `VAULT_GITHUB_X`'],
  ['ÜBER', 'may contain only letters, digits and underscores'],
  ['', 'may contain only letters, digits and underscores'],
  [
    `GHP_${'A1'.repeat(18)}`,
    'looks like the value of a GitHub token: set it to the name of the secret'
  ],
  [
    `GITHUB_PAT_${'A1'.repeat(18)}`,
    'looks like the value of a GitHub token: set it to the name of the secret'
  ]
])('The name %j is refused: %s', (name, problem) => {
  expect(secretNameProblem(name)).toBe(problem)
})

test.each([
  'VEEVA-VAULT-B5A79ABC01',
  'EYJ0EXAI.OIJKV1QI',
  'SUMMER!2026',
  `A-${'B'.repeat(21)}`,
  'WORD-'.repeat(12),
  '3F2504E0-4F89-11D3'
])('Text that may be a secret’s value is not repeated: %s', name => {
  expect(secretNameProblem(name)).toBe('may contain only letters, digits and underscores')
})

test('A name of upper-case letters, digits and underscores that GitHub allows is fine', () => {
  const name = fc.stringMatching(/^[A-FH-Z_][A-Z0-9_]{0,60}$/)
  fc.assert(fc.property(name, valid => secretNameProblem(valid) === undefined))
})

test('Every name that is suggested would do', () => {
  const given = fc.stringMatching(/^[A-Z0-9]{1,6}[-. ][A-Z0-9_]{1,6}$/)
  fc.assert(
    fc.property(given, name => {
      const suggested = /use `(.+)`$/.exec(secretNameProblem(name) ?? '')?.[1]
      if (suggested !== undefined) expect(secretNameProblem(suggested)).toBeUndefined()
    })
  )
})

describe('Two sandboxes', () => {
  const environment = (name: string): SecretLocation => ({
    scope: 'environment',
    repository: 'acme/app',
    environment: name
  })
  const secretOf = (sandboxName: string, location: SecretLocation) => ({
    name: 'X',
    location,
    sandboxName
  })

  test('collide in environments that differ only by case', () => {
    const secrets = [secretOf('One', environment('uat')), secretOf('Two', environment('UAT'))]
    expect(findCollision(secrets)).toEqual({ name: 'X', sandboxNames: ['One', 'Two'] })
  })

  test('do not collide with the same name in two environments', () => {
    const secrets = [secretOf('One', environment('one')), secretOf('Two', environment('two'))]
    expect(findCollision(secrets)).toBeUndefined()
  })
})
