import { expect, test } from '@jest/globals'
import { all, anchorOf, find, read } from './files.ts'

// The probe is a program of this project, not a use of the action; probe.test.ts runs it.
const files = find('examples/*.yml').filter(path => path !== 'examples/probe.yml')
const examples = files.map(read)
const documents = ['README.md', ...find('docs/*.md')]

/** Lines without the indentation that all of them have. */
function dedent(lines: string[]): string {
  const depth = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.search(/\S/)))
  return lines.map(line => line.slice(depth)).join('\n')
}

function blocksOf(path: string): string[] {
  return all(/^ *```yaml\n([\s\S]*?)\n *```$/gm, read(path)).map(block => dedent(block.split('\n')))
}

/** Whether a text is, but for its indentation, some lines of a file, one after the other. */
function isPartOf(part: string, file: string): boolean {
  const [lines, count] = [file.split('\n'), part.split('\n').length]
  return lines.some((_, from) => dedent(lines.slice(from, from + count)) === part)
}

test.each(documents)('%s shows no workflow but parts of the examples', path => {
  const isExample = (block: string) => examples.some(example => isPartOf(block, example))
  expect(blocksOf(path).filter(block => !isExample(block))).toEqual([])
})

test('The README has the quick start, of five inputs or fewer, and a renewal as a whole', () => {
  const [quickStart = '', renewal] = blocksOf('README.md')
  expect(quickStart).toBe(read('examples/quick-start.yml').trimEnd())
  expect(renewal).toBe(read('examples/renew-one-sandbox.yml').trimEnd())
  const [inputs = ''] = all(/with:\n((?: {10}.*\n)+)/g, quickStart)
  expect(inputs).toMatch(/^(.+\n){1,5}$/)
})

test('The documents link to every example but the quick start, and the README to every recipe', () => {
  const texts = documents.map(read).join('\n')
  const unlinked = files.filter(file => !texts.includes(`(../${file})`))
  expect(unlinked).toEqual(['examples/quick-start.yml'])
  const recipes = all(/^## (.*)$/gm, read('docs/recipes.md')).map(anchorOf)
  expect(recipes.length).toBeGreaterThan(15)
  expect(recipes.filter(anchor => !texts.includes(`(docs/recipes.md#${anchor})`))).toEqual([])
})

const tests = read('__tests__/system/examples/examples.test.ts')
test.each(files)('%s is run by a test, and pins this action to v1, others to a commit', file => {
  expect(tests).toContain(file.replace('examples/', "'"))
  const uses = all(/uses: (\S+)/g, read(file))
  const isOurs = (use: string) => /^OWNER\/veeva-vault-sandbox-token(\/\S+)?@v1$/.test(use)
  expect(uses.some(isOurs)).toBe(true)
  expect(uses.filter(use => !isOurs(use) && !/@[0-9a-f]{40}$/.test(use))).toEqual([])
})

test('The reusable workflow gives the action what its callers give, and no more permissions than none', () => {
  const workflow = read('.github/workflows/regenerate-sandbox-tokens.yml')
  expect(workflow.match(/^ *permissions: \{\}$/gm)).toHaveLength(2)
  expect(workflow).toMatch(/^ {4}concurrency:\n {6}group: .*\n {6}cancel-in-progress: false$/m)
  const [head = ''] = workflow.split('outputs:')
  const declared = all(/^ {6}([a-z-]+):$/gm, head)
  expect(declared.length).toBeGreaterThan(8)
  const isGiven = (name: string) => new RegExp(`\\{ (inputs|secrets)\\.${name} \\}`).test(workflow)
  expect(declared.filter(name => !isGiven(name))).toEqual([])
})
