import { describe, expect, test } from '@jest/globals'
import type { ActionName } from '../../../src/inputs/definition.ts'
import { INPUT_NAMES, inputsOf } from '../../../src/inputs/definitions.ts'
import { checkNames } from '../../../src/inputs/names.ts'
import { readListSettings, readSettings } from '../../../src/inputs/read.ts'
import { Inputs } from '../../../src/inputs/reader.ts'
import { type Given, MAIN, SECRET, worldWith } from './world.ts'

/** The environment in which the runner passes on these inputs. */
function environmentOf(inputs: Given): Given {
  const entries = Object.entries(inputs)
  return Object.fromEntries(
    entries.map(([name, value]) => [`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`, value])
  )
}

function check(more: Given, given: Given = MAIN, action: ActionName = 'main') {
  const { world } = worldWith(given)
  const inputs = new Inputs(action, world)
  const ignored = checkNames(action, inputs, environmentOf({ ...given, ...more }))
  return { problems: inputs.problems, ignored }
}

test('no input of an action is unknown to it', () => {
  for (const action of ['main', 'list-tokens', 'delete-tokens'] as const) {
    const all = Object.fromEntries(inputsOf(action).map(name => [name, 'x']))
    expect(check(all, {}, action)).toEqual({ problems: [], ignored: [] })
  }
  expect(INPUT_NAMES).toHaveLength(38)
})

test.each([
  ['secret_name', 'secret-name'],
  ['dry run', 'dry-run'],
  ['sandboxname', 'sandbox-name'],
  ['secret-nam', 'secret-name'],
  ['access-tokens', 'access-token'],
  ['current-tokens', 'current-token'],
  ['usernam', 'username'],
  ['expire', 'expires']
])('%s is a problem that names %s', (name, meant) => {
  const { problems } = check({ [name]: 'x' }, { 'vault-dns': 'x', 'access-token': 'x' })
  const arrived = name.replaceAll(' ', '_')
  expect(problems).toEqual([
    `\`${arrived}\` is not an input (did you mean \`${meant}\`?): correct it, or remove it.`
  ])
})

test.each([
  ['environment', 'secret-scope: environment/NAME', 'secret-scope'],
  ['org', 'secret-scope: organization/NAME', 'secret-scope'],
  ['repository', 'secret-repository', 'secret-repository'],
  ['visibility', 'secret-visibility', 'secret-visibility']
])(
  '%s, as other actions call it, is a problem if a secret is written and %s is not given',
  (name, meant, input) => {
    const organization =
      input === 'secret-visibility' ? { 'secret-scope': 'organization/acme' } : {}
    const given = { ...SECRET, ...organization }
    expect(check({ [name]: 'uat' }, given).problems).toEqual([
      `\`${name}\` is not an input (did you mean \`${meant}\`?): correct it, or remove it.`
    ])
    expect(check({ [name]: 'uat' }, { ...given, [input]: 'organization/acme' })).toEqual({
      problems: [],
      ignored: [name]
    })
    expect(check({ [name]: 'uat' }, MAIN)).toEqual({ problems: [], ignored: [name] })
  }
)

test.each([
  ['ttl', 'expires'],
  ['secret', 'secret-name'],
  ['timeout', 'wait-timeout'],
  ['revoke', 'revoke-after-job']
])('%s would change what the run does, and is a problem unless %s is given', (name, meant) => {
  expect(check({ [name]: 'x' }).problems).toEqual([
    expect.stringContaining(`did you mean \`${meant}\`?`)
  ])
  expect(check({ [name]: 'x' }, { ...MAIN, [meant]: '1d' }).ignored).toEqual([name])
})

test('a name with a hyphen comes from nobody but the workflow, and is a problem', () => {
  expect(check({ 'node-version': '24' }).problems).toEqual([
    '`node-version` is not an input of this action: remove it.'
  ])
})

test('other names may come from the environment, and are one warning that names both origins', () => {
  const { world, said } = worldWith(
    MAIN,
    environmentOf({ ...MAIN, path: '.', name: 'x', empty: ' ', EMPTY: '' })
  )
  expect(readSettings(world).is).toBe('settings')
  expect(said).toEqual([
    expect.stringMatching(/^warning input: .*`path`, `name`, .*`with:` .*`env:`/)
  ])
  expect(check({ secret_name: 'x', sandbox_name: 'x' }, SECRET)).toEqual({
    problems: [],
    ignored: ['secret_name', 'sandbox_name']
  })
})

test('in a companion an input of another action is a problem', () => {
  for (const name of ['target', 'sandbox-name', 'token-ids']) {
    expect(check({ [name]: 'x' }, { 'vault-dns': 'x' }, 'list-tokens').problems).toEqual([
      expect.stringMatching(
        new RegExp(`^\`${name}\` is an input of another action, and has no effect here: remove it`)
      )
    ])
  }
})

describe('inputs whose names have hyphens', () => {
  test.each([[{ INPUT_VAULT_DNS: 'x' }], [{ INPUT_USERNAME: 'x' }]])(
    'are missing in %j, which is the only problem',
    environment => {
      const problem = expect.stringMatching(
        /^The inputs arrived without those whose names have a hyphen: .*dash/
      )
      for (const read of [readSettings, readListSettings]) {
        expect(read(worldWith({}, environment).world)).toEqual({
          is: 'problems',
          problems: [problem]
        })
      }
    }
  )

  test('are not missed if nothing arrived, or another variable only looks like an input', () => {
    expect(
      readSettings(worldWith(MAIN, { DEPLOYSECRET_NAME: 'x', MY_INPUT_X: 'y' }).world).is
    ).toBe('settings')
  })
})

test('an input as long as a variable can be on Windows did not arrive whole there', () => {
  const lengthsOf = (length: number, platform: string) => {
    const inputs = new Inputs('main', worldWith({}).world)
    checkNames('main', inputs, { 'INPUT_CURRENT-TOKEN': 'x'.repeat(length) }, platform)
    return inputs.problems
  }
  expect(lengthsOf(32_746, 'win32')).toEqual([])
  expect(lengthsOf(32_747, 'linux')).toEqual([])
  expect(lengthsOf(32_747, 'win32')).toEqual([
    expect.stringMatching(/^`current-token` is longer than a variable can be on Windows/)
  ])
})
