import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(resolve(root, file), 'utf8')
const permissive = ['Unlicense', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']

const steps = ['main', 'post', 'list-tokens', 'delete-tokens']
test.each(steps)('The bundle of %s has only permissive licenses, all in licenses.txt', entry => {
  const bundle = read(`dist/${entry}/index.js`)
  const modules = bundle.matchAll(/\.\/node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//g)
  const packages = [...new Set([...modules].map(([, name = '']) => name))]
  expect(packages).toContain('@actions/core')
  const licenses = packages.map(name => [
    name,
    JSON.parse(read(`node_modules/${name}/package.json`)).license
  ])
  expect(licenses.filter(([, license]) => !permissive.includes(license))).toEqual([])
  const text = read(`dist/${entry}/licenses.txt`)
  expect(licenses.filter(entry => !text.includes(`${entry.join('\n')}\n`))).toEqual([])
})
