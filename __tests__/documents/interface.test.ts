import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { secretInputs, settingsOf } from '../helpers/inputs.ts'
import { inputs } from '../helpers/settings.ts'

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')

/** In: a top-level key of action.yml. Out: the names below it. */
const namesIn = (section: 'inputs' | 'outputs'): string[] => {
  const [, block = ''] = new RegExp(`^${section}:\\n((?: .*\\n|\\n)+)`, 'm').exec(read('action.yml')) ?? []
  return [...block.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name = '']) => name)
}

/** In: a heading of the README. Out: the names in the first column of the tables below it, up to the next heading of its level. */
const tableBelow = (heading: string): string[] => {
  const [, text = ''] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)^## `, 'm').exec(read('README.md')) ?? []
  return [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)
}

const sources = (readdirSync(`${root}/src`, { recursive: true }) as string[]).filter(file => file.endsWith('.ts'))
const source = sources.map(file => read(`src/${file}`)).join('\n')

describe('action.yml', () => {
  test('has the inputs that the code reads, and no others', () => {
    const readByCode = namesIn('inputs').filter(name => source.includes(`'${name}'`))
    expect(readByCode).toEqual(namesIn('inputs'))
    const asked = [...source.matchAll(/\b(?:input|rawInput|readLines|readBoolean)\((?:inputs, )?'([a-z-]+)'/g)].map(
      ([, name = '']) => name
    )
    expect([...new Set(asked)].filter(name => !namesIn('inputs').includes(name))).toEqual([])
    expect(asked.length).toBeGreaterThan(20)
  })

  test('leaves every default to the code but for the repository', () => {
    expect([...read('action.yml').matchAll(/^ {4}default: (.*)$/gm)].map(([, value]) => value)).toEqual([
      expect.stringContaining('github.repository')
    ])
  })

  test('has the outputs that the code sets, and no others', async () => {
    const { outputsOf } = await import('../../src/report.ts')
    const subject = { called: 'UAT', sandboxName: 'UAT', host: undefined, vaultId: '' }
    const plan = { is: 'generate', where: 'handed on as output' } as const
    const planned = { is: 'planned', subject, expiry: undefined, plan } as const
    expect(Object.keys(outputsOf([planned], true)).sort()).toEqual(namesIn('outputs').sort())
  })
})

describe('the README', () => {
  test('describes the inputs and outputs of action.yml, all of them and no others', () => {
    expect(tableBelow('Inputs').sort()).toEqual(namesIn('inputs').sort())
    expect(tableBelow('Outputs').sort()).toEqual(namesIn('outputs').sort())
  })

  /** Inputs whose default is said as one value, and it; of two, the first is for a token that is not stored, the second for one that is. */
  const defaults = (which: 1 | 2): [string, string][] => {
    const [, text = ''] = /^## Inputs\n([\s\S]*?)^## /m.exec(read('README.md')) ?? []
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| `([^`$]+)`(?:, or `([^`]+)` with `secret-name`)? \|/gm)]
    return rows.map(([, name = '', first = '', second = first]) => [name, which === 1 ? first : second])
  }
  /** The settings as text, in which all credentials look alike. */
  const told = (given: Readonly<Record<string, string>>) => JSON.stringify(settingsOf(given))
  const storing = ['secret-scope', 'keep-previous']
  const keyless = {
    'access-token': '',
    'oauth-profile-id': '_0OI0000000000A1',
    'oidc-token-url': 'https://login.example.com/token',
    'oidc-client-id': 'client'
  }
  const besides = (name: string) => (name === 'oidc-audience' ? keyless : {})

  test('names the defaults that the code has: to give one is the same as to leave it out', () => {
    expect(defaults(1).map(([name]) => name)).toEqual(
      expect.arrayContaining(['target', 'wait-timeout', 'expires', 'verify', ...storing, 'dry-run', 'api-version'])
    )
    for (const [name, value] of defaults(1).filter(([name]) => !storing.includes(name))) {
      expect(`${name}: ${told(inputs({ ...besides(name), [name]: value }))}`).toBe(`${name}: ${told(inputs(besides(name)))}`)
    }
    for (const [name, value] of defaults(2)) {
      expect(`${name}: ${told(secretInputs({ ...besides(name), [name]: value }))}`).toBe(
        `${name}: ${told(secretInputs(besides(name)))}`
      )
    }
  })

  test('and action.yml name the same defaults', () => {
    for (const [name, value] of [...defaults(1), ...defaults(2)]) {
      const [, description = ''] = new RegExp(`^  ${name}:\\n    description: (.*)$`, 'm').exec(read('action.yml')) ?? []
      const forms = [`Default ${value}`, `, or ${value} with secret-name`, `${value} (the default)`]
      expect([name, description, forms.some(form => description.includes(form))]).toEqual([name, description, true])
    }
  })

  test('is read in ten minutes', () => {
    expect(read('README.md').split(/\s+/).length).toBeLessThanOrEqual(2500)
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

test('the changelog begins with the version of package.json', () => {
  const { version } = JSON.parse(read('package.json'))
  expect(/^## (.*)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version)
})

test('the simulator stays smaller than the sources', () => {
  const lines = (folder: string) =>
    (readdirSync(`${root}/${folder}`, { recursive: true }) as string[])
      .filter(file => file.endsWith('.ts'))
      .reduce((sum, file) => sum + read(`${folder}/${file}`).split('\n').length, 0)
  expect(lines('simulator')).toBeLessThan(lines('src'))
})
