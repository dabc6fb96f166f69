import { spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Mutation testing of src/: each file is changed in every way that Stryker knows, and its unit and property tests, and no others, have to
 * notice. `npm run mutation` takes all files, `npm run mutation -- token/rotation journal` some. Printed are the score of each, and of all;
 * what survived is in reports/mutation/survivors.txt.
 */

const root = resolve(import.meta.dirname, '..')
const reports = join(root, 'reports/mutation')
mkdirSync(reports, { recursive: true })

/** A file without unit tests of its own name is a part of a story, whose tests are its tests: the first that its path begins with. */
const STORIES: readonly (readonly [path: string, ...tests: readonly string[]])[] = [
  ['companion/', 'companion/*'],
  ['inputs/', 'settings', 'inputs/*'],
  ['token/remove', 'after-job', 'after-job.*'],
  ['', 'run', 'run.*']
]
/** The entries only put things together: the tests of the bundles are theirs. And a file of types has nothing to change. */
const LEFT_OUT = ['main', 'list-tokens', 'delete-tokens', 'post', 'world']

/** In: a file below src/, without its ending. Out: its tests, as paths below __tests__/. */
const testsOf = (file: string): readonly string[] => {
  const find = (...names: readonly string[]) =>
    globSync(
      names.map(name => `${name}.test.ts`),
      { cwd: join(root, '__tests__') }
    )
  const own = find(`unit/${file}`, `unit/${file}.*`)
  const [, ...story] = STORIES.find(([path]) => file.startsWith(path)) ?? ['']
  const properties = find('properties/*', 'unit/**/*.properties').filter(test =>
    readFileSync(join(root, '__tests__', test), 'utf8').includes(`/src/${file}.ts'`)
  )
  const ofStory = find(...story.map(name => `unit/${name}`))
  // Whole runs are tests of each part of a token's way.
  return [...own, ...(own.length > 0 && !file.startsWith('token/') ? [] : ofStory), ...properties]
}

type Mutant = Readonly<{
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'CompileError' | 'RuntimeError' | 'Ignored'
  mutatorName: string
  replacement?: string
  location: { start: { line: number; column: number }; end: { line: number; column: number } }
}>
type Score = Readonly<{ file: string; found: number; all: number }>

const told: string[] = []

/** In: a file below src/, without its ending. Out: how many of its mutants its tests found. Throws when Stryker fails. */
const mutate = async (file: string): Promise<Score> => {
  const flat = file.replaceAll('/', '.')
  const config = join(reports, `${flat}.config.json`)
  const base = JSON.parse(readFileSync(join(root, 'stryker.config.json'), 'utf8'))
  writeFileSync(
    config,
    JSON.stringify({
      ...base,
      mutate: [`src/${file}.ts`],
      jest: {
        ...base.jest,
        config: { testMatch: testsOf(file).map(test => `**/__tests__/${test}`) }
      },
      tempDirName: `reports/mutation-work/${flat}`,
      jsonReporter: { fileName: join(reports, `${flat}.json`) }
    })
  )
  const stryker = spawn(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', config], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  stryker.stdout.on('data', chunk => {
    said += chunk
  })
  const status = await new Promise(done => stryker.on('close', done))
  if (status !== 0) throw new Error(`Stryker failed on ${file}:\n${said}`)

  const { files } = JSON.parse(readFileSync(join(reports, `${flat}.json`), 'utf8'))
  const { source, mutants } = Object.values(files)[0] as { source: string; mutants: readonly Mutant[] }
  const lines = source.split('\n')
  const counted = mutants.filter(({ status }) => !['CompileError', 'RuntimeError', 'Ignored'].includes(status))
  const left = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  for (const { status, mutatorName, replacement = '', location } of left) {
    const { start, end } = location
    const was =
      start.line === end.line
        ? lines[start.line - 1]?.slice(start.column - 1, end.column - 1)
        : `${lines[start.line - 1]?.trim()} …`
    told.push(`src/${file}.ts:${start.line}:${start.column} ${status} ${mutatorName}: ${was} → ${replacement.split('\n')[0]}`)
  }
  return { file, found: counted.length - left.length, all: counted.length }
}

const percent = ({ found, all }: Pick<Score, 'found' | 'all'>) => `${((100 * found) / all).toFixed(1)} %`.padStart(8)

const every = globSync('**/*.ts', { cwd: join(root, 'src') }).map(file => file.slice(0, -3))
const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !every.includes(name))
if (unknown.length > 0) throw new Error(`no file of src/: ${unknown.join(', ')}`)
const files = (wanted.length > 0 ? wanted : every.filter(file => !LEFT_OUT.includes(file))).toSorted()

const scores: Score[] = []
const waiting = [...files]
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const score = await mutate(file)
      if (score.all === 0) continue
      scores.push(score)
      const counts = `${String(score.found).padStart(4)} of ${String(score.all).padStart(4)}`
      console.log(`${percent(score)}  ${counts}  ${score.file}${score.found === 0 ? ': no unit test touches it' : ''}`)
    }
  })
)
writeFileSync(join(reports, 'survivors.txt'), `${told.toSorted().join('\n')}\n`)
const total = scores.reduce((sum, { found, all }) => ({ found: sum.found + found, all: sum.all + all }), { found: 0, all: 0 })
console.log(`${percent(total)}  ${total.found} of ${total.all}  in all; what survived is in reports/mutation/survivors.txt`)
