import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { outputsOf } from '../../src/action/report.ts'
import { ActionError } from '../../src/core/errors.ts'
import { INPUT_NAMES } from '../../src/inputs/definitions.ts'

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')

/** The names below a top-level key of an action.yml. */
const namesIn = (section: 'inputs' | 'outputs', file = 'action.yml'): string[] => {
  const [, block = ''] = new RegExp(`^${section}:\\n((?: .*\\n|\\n)+)`, 'm').exec(read(file)) ?? []
  return [...block.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name = '']) => name)
}

/** The names in the first column of the tables below a heading of the README. */
const tableBelow = (heading: string): string[] => {
  const [, text = ''] =
    new RegExp(`^## ${heading}\\n([\\s\\S]*?)^## `, 'm').exec(read('README.md')) ?? []
  return [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)
}

const sources = (readdirSync(`${root}/src`, { recursive: true }) as string[]).filter(file =>
  file.endsWith('.ts')
)

const companions = ['list-tokens/action.yml', 'delete-tokens/action.yml']

test('Each action.yml and the README describe the inputs as the table of inputs does', () => {
  const check = spawnSync(process.execPath, ['scripts/interface.ts', '--check'], {
    cwd: root,
    encoding: 'utf8'
  })
  expect(check).toMatchObject({ stderr: '', status: 0 })
})

test('Every input of the table is read by the code', () => {
  const code = sources
    .filter(file => !/^inputs\/(definitions|.*-inputs)\.ts$/.test(file))
    .map(file => read(`src/${file}`))
  expect(INPUT_NAMES.filter(name => !code.join().includes(`'${name}'`))).toEqual([])
})

describe('A companion', () => {
  test.each(companions)('%s names bundles that exist', file => {
    const [, folder = ''] = /^(.*)\//.exec(file) ?? []
    for (const [, bundle = ''] of read(file).matchAll(/^ {2}(?:main|post): (.*)$/gm))
      expect([bundle, existsSync(`${root}/${folder}/${bundle}`)]).toEqual([bundle, true])
  })
})

describe('action.yml', () => {
  test('leaves every default but the repository to the code', () => {
    expect(
      [...read('action.yml').matchAll(/^ {4}default: (.*)$/gm)].map(([, value]) => value)
    ).toEqual([expect.stringContaining('github.repository')])
  })

  test('has the outputs that the code sets, and no others', () => {
    const origin = { displayName: 'UAT', sandboxName: 'UAT', vaultId: '', site: undefined }
    const error = new ActionError('internal', 'It failed.', '')
    const failed = { is: 'failed', origin, error } as const
    expect(Object.keys(outputsOf([failed], true)).sort()).toEqual(namesIn('outputs').sort())
  })
})

describe('The README', () => {
  test('describes the outputs of action.yml, all of them and no others', () => {
    expect(tableBelow('Outputs').sort()).toEqual(namesIn('outputs').sort())
  })

  test('has at most 3,000 words, and the other documents at most 10,500', () => {
    const words = (path: string) => read(path).split(/\s+/).length
    const documents = readdirSync(`${root}/docs`).filter(file => file.endsWith('.md'))
    expect(words('README.md')).toBeLessThanOrEqual(3000)
    expect(documents.reduce((sum, file) => sum + words(`docs/${file}`), 0)).toBeLessThanOrEqual(
      10_500
    )
  })

  test('has a quick start of five inputs or fewer', () => {
    const [, quickStart = ''] = /^## Quick start\n([\s\S]*?)^## /m.exec(read('README.md')) ?? []
    const [, inputs = ''] = /with:\n((?: {10}.*\n)+)/.exec(quickStart) ?? []
    expect(inputs.trim().split('\n').length).toBeGreaterThan(0)
    expect(inputs.trim().split('\n').length).toBeLessThanOrEqual(5)
  })

  test('has the two commands, each as one line', () => {
    for (const command of ['npm ci && npm run demo', 'npm ci && npm test']) {
      expect(
        read('README.md')
          .split('\n')
          .filter(line => line === command)
      ).toHaveLength(1)
    }
  })
})

test('The changelog begins with the version of package.json', () => {
  const { version } = JSON.parse(read('package.json'))
  expect(/^## (.*)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})

test('The simulator is smaller than the sources', () => {
  const lines = (folder: string) =>
    (readdirSync(`${root}/${folder}`, { recursive: true }) as string[])
      .filter(file => file.endsWith('.ts'))
      .reduce((sum, file) => sum + read(`${folder}/${file}`).split('\n').length, 0)
  expect(lines('simulator')).toBeLessThan(lines('src'))
})
