import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../../src')

/** File → the files of ours that it imports, types too, by their paths below src/. */
const imports = new Map(
  globSync('**/*.ts', { cwd: root }).map(file => {
    const found = readFileSync(join(root, file), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)
    return [file, [...found].map(([, path = '']) => join(dirname(file), path))] as const
  })
)

/** In: a file, and how it was come to. Out: the circles that go through it. */
const circles = (file: string, way: readonly string[] = []): string[] =>
  way.includes(file)
    ? [[...way.slice(way.indexOf(file)), file].join(' → ')]
    : (imports.get(file) ?? []).flatMap(next => circles(next, [...way, file]))

test('no import goes round in a circle', () => {
  expect(imports.size).toBeGreaterThan(60)
  expect(circles('main.ts')).toEqual([])
  expect(
    [...imports.keys()]
      .filter(file => /^(post|list-tokens|delete-tokens)\.ts$/.test(file))
      .flatMap(file => circles(file))
  ).toEqual([])
})

test('Vault has never heard of GitHub, GitHub not of Vault, and neither of the stories', () => {
  const across = (from: string, to: RegExp) =>
    [...imports].flatMap(([file, paths]) =>
      file.startsWith(from)
        ? paths.filter(path => to.test(path)).map(path => `${file} → ${path}`)
        : []
    )
  expect(across('vault/', /^(github|token|inputs|companion)\//)).toEqual([])
  expect(across('github/', /^(vault|token|inputs|companion)\//)).toEqual([])
  expect(across('token/', /^(inputs|companion)\/|^(run|report|after-job|each-token)\.ts$/)).toEqual(
    []
  )
})
