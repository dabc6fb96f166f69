import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')

/** The folders of src/, lowest first; a file imports from its own folder and from lower ones. */
const LAYERS = [
  ['core'],
  ['net'],
  ['vault', 'github', 'identity'],
  ['inputs'],
  ['token'],
  ['action'],
  ['companions']
]

interface Import {
  /** Path below src/. */
  file: string
  /** Path below src/, or the name of a package or of a module of Node. */
  target: string
}

const files = globSync('**/*.ts', { cwd: join(root, 'src') }).map(file =>
  file.replaceAll('\\', '/')
)

/** Every import, types included. */
const imports: Import[] = files.flatMap(file => {
  const source = readFileSync(join(root, 'src', file), 'utf8')
  const found = [...source.matchAll(/(?:from|import) ?\(?'([^']+)'/g)].map(([, path = '']) => path)
  return found.map(path => ({ file, target: path.startsWith('.') ? below(file, path) : path }))
})

/** The path below src/ of what a file imports by a relative path. */
function below(file: string, path: string): string {
  return new URL(path, `file:///${file}`).pathname.slice(1)
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
}

function layerOf(path: string): number {
  return LAYERS.findIndex(folders => folders.includes(folderOf(path)))
}

function show({ file, target }: Import): string {
  return `${file} imports ${target}`
}

const own = imports.filter(({ target }) => files.includes(target))

test('Every folder of src/ has its layer, and nothing but the four entries lies outside of a folder', () => {
  const loose = files.filter(file => folderOf(file) === '')
  expect(loose.sort()).toEqual(['delete-tokens.ts', 'list-tokens.ts', 'main.ts', 'post.ts'])
  const folders = new Set(files.map(folderOf).filter(folder => folder !== ''))
  expect([...folders].sort()).toEqual(LAYERS.flat().sort())
})

test('Every import of a file of ours is found', () => {
  const relative = imports.filter(({ target }) => target.endsWith('.ts'))
  expect(own.length).toBeGreaterThan(200)
  expect(relative.filter(each => !own.includes(each)).map(show)).toEqual([])
})

test('Imports point to lower folders only, so Vault, GitHub and identity do not know each other', () => {
  const isAllowed = ({ file, target }: Import) =>
    folderOf(file) === '' || folderOf(file) === folderOf(target) || layerOf(target) < layerOf(file)
  expect(own.filter(each => !isAllowed(each)).map(show)).toEqual([])
})

/** The cycles that go through a file, given how it was reached. */
function cyclesThrough(file: string, path: string[], isDone: Set<string>): string[] {
  if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' > ')]
  if (isDone.has(file)) return []
  const next = own.filter(each => each.file === file).map(({ target }) => target)
  const cycles = next.flatMap(target => cyclesThrough(target, [...path, file], isDone))
  isDone.add(file)
  return cycles
}

test('No imports form a cycle', () => {
  const isDone = new Set<string>()
  expect(files.flatMap(file => cyclesThrough(file, [], isDone))).toEqual([])
})

test.each([
  ['@actions/core', 'core/runner.ts'],
  ['@actions/http-client', 'net/http.ts']
])('%s is imported by %s alone', (name, file) => {
  const importers = imports.filter(({ target }) => target.startsWith(name))
  expect(importers.map(each => each.file)).toEqual([file])
})

test('The post step’s bundle holds nothing of GitHub', () => {
  const sources = files
    .filter(file => folderOf(file) === 'github')
    .map(file => readFileSync(join(root, 'src', file), 'utf8'))
  const names = sources.flatMap(source =>
    [...source.matchAll(/^export (?:async )?(?:function|class) (\w+)/gm)].map(
      ([, name = '']) => name
    )
  )
  const heldBy = (bundle: string) => {
    const text = readFileSync(join(root, 'dist', bundle, 'index.js'), 'utf8')
    return names.filter(name => new RegExp(`\\b(function|class) ${name}\\b`).test(text))
  }
  expect(heldBy('main').length).toBeGreaterThan(5)
  expect(heldBy('post')).toEqual([])
})
