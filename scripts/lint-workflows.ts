import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

/**
 * Checks action.yml, the workflows and the examples with GitHub's own parser, actionlint and zizmor. It installs the last two itself, in the
 * versions of .github/tools. With --online zizmor asks GitHub as well, for which it needs GH_TOKEN.
 */

// The parser is made for bundlers: it imports its schemas without saying that they are JSON, and Node refuses that.
registerHooks({
  load: (url, context, next) => next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context)
})
const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
const { parseAction } = await import('@actions/workflow-parser/actions/index')
const { ErrorPolicy } = await import('@actions/workflow-parser/model/convert')

const root = resolve(import.meta.dirname, '..')

const isAction = (file: string) => /^action\.ya?ml$/.test(basename(file))

/** In: a file's path from the root. Out: what GitHub's parser finds wrong with it, one line each. */
const parse = async (file: string): Promise<readonly string[]> => {
  const source = { name: file, content: readFileSync(join(root, file), 'utf8') }
  const { context, value } = (isAction(file) ? parseAction : parseWorkflow)(source, new NoOperationTraceWriter())
  if (value !== undefined && !isAction(file)) {
    await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion })
  }
  return context.errors.getErrors().map(({ message }) => (message.startsWith(file) ? message : `${file}: ${message}`))
}

/** Runs a program, whose words go to the terminal. Out: whether it was content. Throws when it can't be started. */
const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean => {
  const { error, status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error !== undefined) throw new Error(`${program} is needed to check the workflows and can't be started: ${error.message}`)
  return status === 0
}

/** Installs the tools of .github/tools into a folder. Out: where the programs are. Throws when one can't be had. */
const install = (folder: string) => {
  const [fromGo, fromPyPI] = [join(folder, 'go'), join(folder, 'python')]
  if (!run('go', ['install', '-C', '.github/tools', 'github.com/rhysd/actionlint/cmd/actionlint'], { GOBIN: fromGo })) {
    throw new Error("actionlint can't be installed.")
  }
  const options = ['--quiet', '--require-hashes', '--target', fromPyPI, '--requirement', '.github/tools/requirements.txt']
  const silence = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_ROOT_USER_ACTION: 'ignore' }
  if (!run('python3', ['-m', 'pip', 'install', ...options], silence)) throw new Error("zizmor can't be installed.")
  return {
    actionlint: join(fromGo, 'actionlint'),
    shellcheck: join(fromPyPI, 'bin/shellcheck'),
    zizmor: join(fromPyPI, 'bin/zizmor')
  }
}

/** Out: whether nothing was found. */
const lint = async (online: boolean): Promise<boolean> => {
  const files = globSync(['{,*/}action.{yml,yaml}', '.github/workflows/*.{yml,yaml}', 'examples/**/*.{yml,yaml}'], {
    cwd: root
  }).sort()
  const workflows = files.filter(file => !isAction(file))
  const findings = (await Promise.all(files.map(parse))).flat()
  console.log(["GitHub's parser:", ...findings, `${files.length} files, ${findings.length} findings`].join('\n'))

  const folder = mkdtempSync(join(tmpdir(), 'lint-workflows-'))
  try {
    const programs = install(folder)
    console.log('actionlint:')
    const actionlint = run(programs.actionlint, [`-shellcheck=${programs.shellcheck}`, '-pyflakes=', ...workflows])
    if (actionlint) console.log(`${workflows.length} files, 0 findings`)

    console.log('zizmor:')
    const options = ['--strict-collection', '--no-progress', '--config', '.github/zizmor.yml', ...(online ? [] : ['--offline'])]
    // The root stands for its actions, workflows and dependabot.yml. The examples are kept short: they need no name for each job.
    const examples = files.filter(file => file.startsWith('examples'))
    const zizmor = [['--pedantic', '.'], ...(examples.length > 0 ? [examples] : [])]
      .map(inputs => run(programs.zizmor, [...options, ...inputs]))
      .every(content => content)
    return findings.length === 0 && actionlint && zizmor
  } finally {
    rmSync(folder, { recursive: true })
  }
}

try {
  if (!(await lint(process.argv.includes('--online')))) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
