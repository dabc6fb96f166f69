import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const permissive = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']

test('dist holds only packages with a permissive license, and the text of each', () => {
  const text = readFileSync(new URL('../../../dist/licenses.txt', import.meta.url), 'utf8')
  const packages = text.split(`\n${'-'.repeat(80)}\n\n`).map(entry => {
    const [name = '', license = '', blank, ...terms] = entry.split('\n')
    return { name, license, blank, terms: terms.join('\n').trim() }
  })
  const dependencies = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).dependencies
  const names = packages.map(({ name }) => name.replace(/ [^ ]+$/, ''))
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)))
  for (const { license, blank, terms } of packages) {
    expect(permissive).toContain(license)
    expect(blank).toBe('')
    expect(terms).toMatch(/copyright/i)
  }
})
