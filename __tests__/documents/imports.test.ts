import { expect, test } from '@jest/globals'
import { all, find, read } from './files.ts'

/** The folders of src/, lowest first; a file imports from its own folder and from lower ones. */
const LAYERS = 'core, net, vault github identity, inputs, token, action, companions'
  .split(', ')
  .map(layer => layer.split(' '))

/** Paths below src/. */
const files = find('src/**/*.ts').map(path => path.slice('src/'.length))

/** Every import, types included: of a path below src/, or of a package or a module of Node. */
const imports = files.flatMap(file => {
  const targets = all(/(?:from|import) ?\(?'([^']+)'/g, read(`src/${file}`))
  const below = (path: string) => new URL(path, `file:///${file}`).pathname.slice(1)
  return targets.map(path => ({ file, target: path.startsWith('.') ? below(path) : path }))
})
const own = imports.filter(({ target }) => files.includes(target))
const show = (found: typeof imports) => found.map(each => `${each.file} imports ${each.target}`)

const folderOf = (path: string) => path.slice(0, Math.max(0, path.indexOf('/')))
const layerOf = (path: string) => LAYERS.findIndex(layer => layer.includes(folderOf(path)))

test('Every folder of src/ has its layer, and nothing but the four entries lies outside of a folder', () => {
  const loose = files.filter(file => folderOf(file) === '')
  expect(loose).toEqual(['delete-tokens.ts', 'list-tokens.ts', 'main.ts', 'post.ts'])
  const folders = new Set(files.map(folderOf).filter(Boolean))
  expect([...folders].sort()).toEqual(LAYERS.flat().sort())
})

test('Every import of a file of ours is found', () => {
  expect(own.length).toBeGreaterThan(150)
  const relative = imports.filter(({ target }) => target.endsWith('.ts'))
  expect(show(relative.filter(each => !own.includes(each)))).toEqual([])
})

test('Imports point to lower folders only, so Vault, GitHub and identity do not know each other', () => {
  const isAllowed = ({ file, target }: { file: string; target: string }) =>
    folderOf(file) === '' || folderOf(file) === folderOf(target) || layerOf(target) < layerOf(file)
  expect(show(own.filter(each => !isAllowed(each)))).toEqual([])
})

test.each([
  ['@actions/core', 'core/runner.ts'],
  ['@actions/http-client', 'net/http.ts']
])('%s is imported by %s alone', (name, file) => {
  const importers = imports.filter(({ target }) => target.startsWith(name))
  expect(importers.map(each => each.file)).toEqual([file])
})

test('The post step’s bundle holds nothing of GitHub', () => {
  const sources = find('src/github/*.ts').map(read).join('\n')
  const names = all(/^export (?:async )?(?:function|class) (\w+)/gm, sources)
  const heldBy = (bundle: string) => {
    const text = read(`dist/${bundle}/index.js`)
    return names.filter(name => new RegExp(`\\b(function|class) ${name}\\b`).test(text))
  }
  expect(heldBy('main').length).toBeGreaterThan(5)
  expect(heldBy('post')).toEqual([])
})
