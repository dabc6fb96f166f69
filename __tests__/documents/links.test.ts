import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = globSync(['*.md', 'docs/*.md'], { cwd: root }).sort()

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (path: string): string[] => {
  const counts = new Map<string, number>()
  const headings = [
    ...read(path)
      .replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
      .matchAll(/^#+ (.*)$/gm)
  ]
  return headings.map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
      .replaceAll(' ', '-')
    const seen = counts.get(anchor) ?? 0
    counts.set(anchor, seen + 1)
    return seen === 0 ? anchor : `${anchor}-${seen}`
  })
}

/** What a document links to or shows, apart from other sites. */
const linksOf = (path: string): string[] =>
  [...read(path).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, image]) => link ?? image ?? '')
    .filter(link => !/^https?:/.test(link))

describe.each(documents)('%s', document => {
  test('links only to what exists', () => {
    const broken = linksOf(document).filter(link => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? document : join(dirname(document), path)
      return (
        !existsSync(join(root, target)) ||
        (anchor !== undefined && !anchorsOf(target).includes(anchor))
      )
    })
    expect(broken).toEqual([])
  })
})

test('The documents are more than the README', () => {
  expect(documents.length).toBeGreaterThan(5)
  expect(linksOf('README.md').length).toBeGreaterThan(30)
})
