import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { outputsOf } from '../../src/action/report.ts'
import { ActionError } from '../../src/core/errors.ts'
import { INPUT_NAMES } from '../../src/inputs/definitions.ts'
import { all, find, read, root } from './files.ts'

const action = read('action.yml')
const [, outputs = ''] = /^outputs:\n((?: .*\n|\n)+)/m.exec(action) ?? []
const outputNames = all(/^ {2}([a-z-]+):$/gm, outputs).sort()

test('Each action.yml and the README describe the inputs as the table of inputs does', () => {
  const options = { cwd: root, encoding: 'utf8' } as const
  const check = spawnSync(process.execPath, ['scripts/interface.ts', '--check'], options)
  expect(check).toMatchObject({ stderr: '', status: 0 })
})

test('Every input of the table is read by the code', () => {
  const isTable = (path: string) => /^src\/inputs\/(definitions|.*-inputs)\.ts$/.test(path)
  const code = find('src/**/*.ts').filter(path => !isTable(path))
  const text = code.map(read).join()
  expect(INPUT_NAMES.filter(name => !text.includes(`'${name}'`))).toEqual([])
})

test.each(find('{,*/}action.yml'))('%s names bundles that exist', file => {
  const bundles = all(/^ {2}(?:main|post): (.*)$/gm, read(file))
  expect(bundles).toHaveLength(2)
  expect(bundles.filter(bundle => !existsSync(join(root, file, '..', bundle)))).toEqual([])
})

test('action.yml leaves every default but the repository to the code', () => {
  const defaults = all(/^ {4}default: (.*)$/gm, action)
  expect(defaults).toEqual([expect.stringContaining('github.repository')])
})

test('The code sets the outputs of action.yml, and the README describes them: all and no others', () => {
  const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '', site: undefined }
  const error = new ActionError('internal', 'It failed.', '')
  const set = outputsOf([{ is: 'failed', origin, error }], true)
  expect(Object.keys(set).sort()).toEqual(outputNames)
  const [, section = ''] = /^## Outputs\n([\s\S]*?)^## /m.exec(read('README.md')) ?? []
  expect(all(/^\| `([a-z-]+)` \|/gm, section).sort()).toEqual(outputNames)
})

test('The README has at most 3,000 words and the two commands, and the other documents have at most 10,500 words', () => {
  const words = (path: string) => read(path).split(/\s+/).length
  expect(words('README.md')).toBeLessThanOrEqual(3000)
  const others = find('docs/*.md').reduce((sum, path) => sum + words(path), 0)
  expect(others).toBeLessThanOrEqual(10_500)
  const commands = all(/^(npm ci && npm (?:run demo|test))$/gm, read('README.md'))
  expect(commands.sort()).toEqual(['npm ci && npm run demo', 'npm ci && npm test'])
})

test('The changelog begins with the version of package.json', () => {
  const { version } = JSON.parse(read('package.json'))
  expect(all(/^## (.*)$/gm, read('CHANGELOG.md'))[0]).toBe(version)
})
