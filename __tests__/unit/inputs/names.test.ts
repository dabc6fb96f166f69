import { expect, test } from '@jest/globals'
import { inputsOf } from '../../../src/inputs/definitions.ts'
import { Inputs } from '../../../src/inputs/reader.ts'
import { type Texts, testWorld } from '../world.ts'
import { cases } from './cases.ts'

const ACTIONS = { main: 'main', list: 'list-tokens', delete: 'delete-tokens' } as const

/** What is said of the names of inputs, as the runner passes them on. */
function check({ reader = 'main', ...given }: Texts): string[] {
  const entries = Object.entries(given)
  const environment = entries.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const world = testWorld({ inputs: given, environment: Object.fromEntries(environment) })
  const { problems } = new Inputs(ACTIONS[reader as 'main'], world)
  return problems.filter(each => each.includes(' is not an input')).concat(world.said)
}

test.each(['main', 'list', 'delete'] as const)('the action %s knows its inputs', reader => {
  const given = Object.fromEntries(inputsOf(ACTIONS[reader]).map(name => [name, 'x']))
  expect(check({ ...given, reader })).toEqual([])
})

test.each(
  cases(`
    NONE; secret_name: x => \`secret_name\` is not an input (did you mean \`secret-name\`?): correct it, or remove it.
    NONE; secret-na: x => did you mean \`secret-name\`?
    MAIN; current-tokens: x => did you mean \`current-token\`?
    NONE; usernames: x => did you mean \`username\`?
    NONE; paswrd: x => did you mean \`password\`?
    NONE; expire: x => did you mean \`expires\`?
    SECRET; environment: x => did you mean \`secret-scope: environment/NAME\`?
    SECRET; organization: x => did you mean \`secret-scope: organization/NAME\`?
    SECRET; environments: x => did you mean \`secret-scope: environment/NAME\`?
    SECRET; env: x => did you mean \`secret-scope: environment/NAME\`?
    SECRET; org: x => did you mean \`secret-scope: organization/NAME\`?
    SECRET; repository: x => did you mean \`secret-repository\`?
    ORGANIZATION; repository: x => Ignored
    MAIN; repository: x => Ignored
    ORGANIZATION; environment: x => Ignored, because this action has no such input: \`environment\`.
    MAIN; environment: x => Ignored
    SECRET; secret_name: x => Ignored
    MAIN; expir: x => Ignored
    MAIN; node-version: x => \`node-version\` is not an input of this action: remove it.
    MAIN; token-ids: x => \`token-ids\` is not an input of this action
    LIST; dry-run: x; sandbox-name:  => \`dry-run\` is not an input of this action
    LIST => \`sandbox-name\` is not an input of this action
    DELETE; expires: x; sandbox-name:  => \`expires\` is not an input of this action`)
)('An input that the action does not have: %s', (_line, given, says) => {
  expect(check(given)).toEqual([expect.stringContaining(says)])
})

test('All other unknown inputs are one warning that names both origins, and empty ones are ignored', () => {
  const [warning] = check({ path: '.', name: 'x', constructor: 'x', none: ' ' })
  expect(warning).toMatch(/^warning input: .*: `path`, `name`, `constructor`\. .*`with:` .*`env:`/)
})

test('Variables of the environment that only look like inputs are ignored', () => {
  const world = testWorld({ environment: { DEPLOYSECRET_NAME: 'x', MY_INPUT_X: 'y' } })
  expect(new Inputs('main', world).problems.concat(world.said).join()).not.toMatch(
    /secret|input_x/i
  )
})
