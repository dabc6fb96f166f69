import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
// The probe is a program of this project, not a use of the action; probe.test.ts runs it.
const files = readdirSync(join(root, 'examples'))
  .filter(file => file !== 'probe.yml')
  .sort()
const examples = files.map(file => read(`examples/${file}`))

/** In: lines. Out: the same without the indentation that all of them have. */
const dedented = (lines: readonly string[]): string => {
  const depth = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.search(/\S/)))
  return lines.map(line => line.slice(depth)).join('\n')
}

/** Whether a text is, but for its indentation, some lines of a file, one after the other. */
const isPartOf = (part: string, file: string): boolean => {
  const [lines, count] = [file.split('\n'), part.split('\n').length]
  return lines.some((_, from) => dedented(lines.slice(from, from + count)) === part)
}

const blocksOf = (path: string) =>
  [...read(path).matchAll(/^( *)```yaml\n([\s\S]*?)\n *```$/gm)].map(([, , block = '']) =>
    dedented(block.split('\n'))
  )
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter(file => file.endsWith('.md'))
    .map(file => `docs/${file}`)
]

test.each(documents)(
  '%s shows no workflow but parts of the examples, which the tests run',
  document => {
    expect(
      blocksOf(document).filter(block => !examples.some(example => isPartOf(block, example)))
    ).toEqual([])
  }
)

test('the README has the quick start and a renewal as a whole', () => {
  const [quickStart, renewal] = blocksOf('README.md')
  expect(quickStart).toBe(read('examples/quick-start.yml').trimEnd())
  expect(renewal).toBe(read('examples/renew-one-sandbox.yml').trimEnd())
})

test('the documents show every example, and link to all but the quick start', () => {
  const texts = documents.map(read).join('\n')
  expect(blocksOf('docs/recipes.md').length).toBeGreaterThan(15)
  expect(files.filter(file => !texts.includes(`(../examples/${file})`))).toEqual([
    'quick-start.yml'
  ])
})

test('the README leads to every recipe', () => {
  const headings = [...read('docs/recipes.md').matchAll(/^## (.*)$/gm)].map(
    ([, heading = '']) => heading
  )
  const anchors = headings.map(heading =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9\- ]/g, '')
      .replaceAll(' ', '-')
  )
  expect(
    anchors.filter(anchor => !read('README.md').includes(`(docs/recipes.md#${anchor})`))
  ).toEqual([])
})

test('every example is run by a test', () => {
  const tests = read('__tests__/system/examples/examples.test.ts')
  expect(files.filter(file => !tests.includes(`runExample('${file}'`))).toEqual([])
})

test.each(files)('%s takes this action by its major version, and others by a commit', file => {
  const uses = [...read(`examples/${file}`).matchAll(/uses: (\S+)/g)].map(([, use = '']) => use)
  expect(uses.some(use => /^OWNER\/veeva-vault-sandbox-token(\/\S+)?@v1$/.test(use))).toBe(true)
  expect(
    uses.filter(use => !/^OWNER\/veeva-vault-sandbox-token(\/\S+)?@v1$|@[0-9a-f]{40}$/.test(use))
  ).toEqual([])
})

test('the reusable workflow gives the action what its callers give, and no more permissions than none', () => {
  const workflow = read('.github/workflows/regenerate-sandbox-tokens.yml')
  expect(workflow.match(/^ *permissions: \{\}$/gm)).toHaveLength(2)
  expect(workflow).toMatch(/^ {4}concurrency:\n {6}group: .*\n {6}cancel-in-progress: false$/m)
  const declared = [
    ...workflow.slice(0, workflow.indexOf('outputs:')).matchAll(/^ {6}([a-z-]+):$/gm)
  ].map(([, name = '']) => name)
  expect(declared.length).toBeGreaterThan(8)
  expect(
    declared.filter(
      name =>
        !workflow.includes(`\${{ inputs.${name} }}`) &&
        !workflow.includes(`\${{ secrets.${name} }}`)
    )
  ).toEqual([])
})
