import { expect, test } from '@jest/globals'
import type { ActionName } from '../../../src/inputs/definition.ts'
import { inputsOf } from '../../../src/inputs/definitions.ts'
import { checkNames } from '../../../src/inputs/names.ts'
import { readListSettings, readSettings } from '../../../src/inputs/read.ts'
import { Inputs } from '../../../src/inputs/reader.ts'
import { cases, type Given, MAIN, SECRET, worldWith } from './world.ts'

/** The environment in which the runner passes on these inputs. */
function environmentOf(inputs: Given): Given {
  const entries = Object.entries(inputs)
  return Object.fromEntries(entries.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

/** Checks an action that has the inputs `given`, and gets `more` besides. */
function check(more: Given, given: Given = MAIN, action: ActionName = 'main') {
  const { world, said } = worldWith(given, environmentOf({ ...given, ...more }))
  const inputs = new Inputs(action, world)
  const before = inputs.problems.length
  checkNames(action, inputs, world)
  const ignored = said.map(text => /no such input: ([^.]*)\./.exec(text)?.[1]?.replaceAll('`', ''))
  return { problems: inputs.problems.slice(before), ignored: ignored.join() }
}

test.each(['main', 'list-tokens', 'delete-tokens'] as const)(
  '%s knows all of its inputs',
  action => {
    const all = Object.fromEntries(inputsOf(action).map(name => [name, 'x']))
    expect(check(all, {}, action)).toEqual({ problems: [], ignored: '' })
  }
)

test.each(
  cases(`
    secret_name: x => secret-name
    dry_run: x => dry-run
    sandboxname: x => sandbox-name
    secret-nam: x => secret-name
    current-tokens: x => current-token
    usernam: x => username
    expire: x => expires`)
)('a misspelt name is a problem: %s', (_line, more, meant) => {
  const [name] = Object.keys(more)
  expect(check(more, { 'vault-dns': 'x' }).problems).toEqual([
    `\`${name}\` is not an input (did you mean \`${meant}\`?): correct it, or remove it.`
  ])
})

test.each(
  cases(`
    environment: uat => secret-scope: environment/NAME
    environments: uat => secret-scope: environment/NAME
    env: uat => secret-scope: environment/NAME
    scope: organization/acme => secret-scope
    org: acme => secret-scope: organization/NAME
    repository: acme/x => secret-repository
    ttl: 1h => expires
    timeout: 5m => wait-timeout`)
)(
  'another action’s name is a problem if the run would be another one: %s',
  (_line, more, meant) => {
    const [name = ''] = Object.keys(more)
    expect(check(more, SECRET).problems).toEqual([expect.stringContaining(`\`${meant}\`?`)])
    const given = { ...SECRET, [meant.split(':')[0] ?? '']: 'environment/x' }
    expect(check(more, given)).toEqual({ problems: [], ignored: name })
  }
)

test('another action’s name for what has no effect here may come from the environment', () => {
  expect(check({ environment: 'uat', visibility: 'all', token: 'x' }).problems).toEqual([])
  expect(check({ secret: 'x' }).problems).toEqual([expect.stringContaining('`secret-name`?')])
})

test('a name with a hyphen comes from nobody but the workflow, and is a problem', () => {
  expect(check({ 'node-version': '24' }).problems).toEqual([
    '`node-version` is not an input of this action: remove it.'
  ])
})

test('all other names are one warning that names both origins, and empty ones are ignored', () => {
  const environment = environmentOf({ ...MAIN, path: '.', name: 'x', constructor: 'x', none: ' ' })
  const { world, said } = worldWith(MAIN, environment)
  expect(readSettings(world).is).toBe('settings')
  expect(said).toEqual([
    expect.stringMatching(/^warning input: .*: `path`, `name`, `constructor`\. .*`with:` .*`env:`/)
  ])
})

test('a name that resembles an input that was given is ignored', () => {
  const more = { secret_name: 'x', sandbox_name: 'x' }
  expect(check(more, SECRET)).toEqual({ problems: [], ignored: 'secret_name, sandbox_name' })
})

test.each(['target', 'sandbox-name', 'token-ids'])('list-tokens has no input %s', name => {
  expect(check({ [name]: 'x' }, { 'vault-dns': 'x' }, 'list-tokens').problems).toEqual([
    expect.stringMatching(/is not an input of this action: remove it/)
  ])
})

test('a companion that was given a sandbox says that vault-dns is the sandbox itself', () => {
  const { problems } = check({ 'sandbox-name': 'UAT' }, { 'vault-dns': 'x' }, 'list-tokens')
  expect(problems).toEqual([
    expect.stringContaining('set `vault-dns` to the host name of the sandbox')
  ])
})

test.each([{ INPUT_VAULT_DNS: 'x' }, { INPUT_USERNAME: 'x' }])(
  'inputs without a single hyphen are the only problem: %j',
  environment => {
    for (const read of [readSettings, readListSettings]) {
      expect(read(worldWith({}, environment as Given).world)).toEqual({
        is: 'problems',
        problems: [expect.stringMatching(/^The inputs arrived without those .* hyphen: .*dash/)]
      })
    }
  }
)

test('variables that only look like inputs are none', () => {
  const { world } = worldWith(MAIN, { DEPLOYSECRET_NAME: 'x', MY_INPUT_X: 'y' })
  expect(readSettings(world).is).toBe('settings')
})

test.each<[number, string, number]>([
  [32_746, 'win32', 0],
  [32_747, 'win32', 1],
  [32_747, 'linux', 0]
])('an input of %i characters on %s is this many problems: %i', (length, platform, count) => {
  const { world } = worldWith({}, { 'INPUT_CURRENT-TOKEN': 'x'.repeat(length) })
  const inputs = new Inputs('main', world)
  checkNames('main', inputs, world, platform)
  const says = '`current-token` is longer than a variable can be on Windows'
  expect(inputs.problems.filter(problem => problem.startsWith(says))).toHaveLength(count)
})
