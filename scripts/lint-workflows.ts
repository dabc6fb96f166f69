import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

/** Checks actions, workflows and examples with GitHub's parser, actionlint (needs Go) and zizmor (needs Python; with --online also GH_TOKEN). */
const root = resolve(import.meta.dirname, '..')

// The parser imports its JSON schemas without an import attribute, which Node.js rejects.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context)
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
  '@actions/workflow-parser'
)
const { parseAction } = await import('@actions/workflow-parser/actions/index')

const patterns = ['{,*/}action.yml', '.github/workflows/*.yml', 'examples/*.yml']
const files = globSync(patterns, { cwd: root }).sort()
const isAction = (file: string) => basename(file) === 'action.yml'

/** Returns what GitHub's parser reports about a file, one line for each finding. */
async function parse(file: string): Promise<string[]> {
  const parser = isAction(file) ? parseAction : parseWorkflow
  const source = { name: file, content: readFileSync(join(root, file), 'utf8') }
  const { context, value } = parser(source, new NoOperationTraceWriter())
  if (value !== undefined && !isAction(file)) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => `${file}: ${message}`)
}

function run(program: string, args: string[]): boolean {
  const { error, status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (error !== undefined) throw error
  return status === 0
}

/** Runs actionlint, and zizmor from a folder that pip fills. */
function lint(folder: string): boolean {
  const requirements = ['--require-hashes', '--requirement', '.github/tools/requirements.txt']
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']
  const python = process.platform === 'win32' ? 'python' : 'python3'
  if (!run(python, [...pip, '--root-user-action=ignore', '--target', folder, ...requirements])) {
    throw new Error('Could not install zizmor and shellcheck.')
  }
  const shellcheck = `-shellcheck=${join(folder, 'bin/shellcheck')}`
  const actionlint = ['tool', '-C', '.github/tools', 'actionlint', shellcheck, '-pyflakes=']
  const workflows = files.filter(file => !isAction(file)).map(file => join(root, file))
  const zizmor = ['--quiet', '--strict-collection', '--no-progress']
  zizmor.push('--config', '.github/zizmor.yml')
  if (!process.argv.includes('--online')) zizmor.push('--offline')
  const program = join(folder, 'bin/zizmor')
  const results = [
    run('go', [...actionlint, ...workflows]),
    // The pedantic rules ask for more than a short example can show.
    run(program, [...zizmor, '--pedantic', '.']),
    run(program, [...zizmor, ...files.filter(file => file.startsWith('examples'))])
  ]
  return !results.includes(false)
}

const findings = (await Promise.all(files.map(parse))).flat()
for (const finding of findings) console.error(finding)
console.log(`GitHub's parser: ${files.length} files, ${findings.length} findings`)
const folder = mkdtempSync(join(tmpdir(), 'lint-workflows-'))
try {
  if (!lint(folder) || findings.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
