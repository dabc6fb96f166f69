import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { all, anchorOf, find, read, root } from './files.ts'

const documents = [...find('*.md'), ...find('docs/*.md'), ...find('simulator/*.md')]

function anchorsOf(path: string): string[] {
  return all(/^#+ (.*)$/gm, read(path).replaceAll(/^ *```[\s\S]*?^ *```/gm, '')).map(anchorOf)
}

/** What a document links to or shows, apart from other sites. */
function linksOf(path: string): string[] {
  const text = read(path)
  const links = [...all(/\]\(([^)\s]+)\)/g, text), ...all(/(?:src|srcset)="([^"]+)"/g, text)]
  return links.filter(link => !/^https?:/.test(link))
}

test.each(documents)('%s links only to what exists', document => {
  if (document === 'README.md') expect(linksOf(document).length).toBeGreaterThan(30)
  const isBroken = (link: string) => {
    const [path = '', anchor] = link.split('#')
    const target = path === '' ? document : join(dirname(document), path)
    if (!existsSync(join(root, target))) return true
    return anchor !== undefined && !anchorsOf(target).includes(anchor)
  }
  expect(linksOf(document).filter(isBroken)).toEqual([])
})
