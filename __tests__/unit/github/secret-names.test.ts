import { expect, test } from '@jest/globals'
import * as names from '../../../src/github/secret-names.ts'

test.each([
  ['vault_token', '', 'VAULT_TOKEN'],
  ['VAULT_{sandbox}', 'Dev One-2', 'VAULT_DEV_ONE_2'],
  ['{sandbox}_{sandbox}', 'straße$&é', 'STRASSE____STRASSE___']
])('The template %s becomes the name of the sandbox %j: %s', (template, sandbox, name) => {
  expect(names.secretNameFor(template, sandbox)).toBe(name)
})

const CHARACTERS = 'may contain only letters, digits and underscores'
const OF_GITHUB = 'looks like the value of a GitHub token: set it to the name of the secret'
const letters = (count: number) => 'A'.repeat(count)

test.each([
  ['VAULT-UAT-TOKEN', `${CHARACTERS}: use \`VAULT_UAT_TOKEN\``],
  [`A-B-C-${letters(20)}`, `${CHARACTERS}: use \`A_B_C_${letters(20)}\``],
  [`A-${letters(21)}`, CHARACTERS],
  [`${letters(21)}-A`, CHARACTERS],
  ['A-B-C-D-E', CHARACTERS],
  ['A-B2', CHARACTERS],
  ['A!', CHARACTERS],
  ['ÜB', CHARACTERS],
  ['', CHARACTERS],
  ['2_TOKEN', 'must not begin with a digit'],
  ['GITHUB_X', 'must not begin with `GITHUB_`, which GitHub reserves'],
  [`GHP_${letters(22)}`, OF_GITHUB],
  [`GITHUB_PAT_${letters(22)}`, OF_GITHUB],
  [`GHP_${letters(21)}`, undefined],
  [`A_GHP_${letters(22)}`, undefined],
  ['_A2_GITHUB_', undefined]
])('The name %j has this problem, which repeats no possible value: %j', (name, problem) => {
  expect(names.secretNameProblem(name)).toBe(problem)
})

test('Two sandboxes collide if their secrets have one name in one environment, whatever its case', () => {
  const repository = { scope: 'repository', owner: 'acme/app' } as const
  const environment = { scope: 'environment', owner: 'acme/app', environment: '{sandbox}' } as const
  const collision = { name: 'X', sandboxNames: ['One', 'ONE'] }
  expect(names.findCollision('X', environment, ['One', 'Two', 'ONE'])).toEqual(collision)
  expect(names.findCollision('X', environment, ['One', 'Two'])).toBeUndefined()
  expect(names.findCollision('X', repository, ['One', 'Two'])).toMatchObject({ name: 'X' })
  expect(names.findCollision('X_{sandbox}', repository, ['One', 'Two'])).toBeUndefined()
})
