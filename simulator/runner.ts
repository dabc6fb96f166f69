import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Simulator } from './index.ts'
import { display, type Event, mask, parseFileCommands, parseLine } from './log.ts'

export type StepOptions = {
  /** The main bundle, relative to the project's root. */
  bundle?: string
  /** The post bundle, relative to the project's root. */
  post?: string
  inputs: Record<string, string>
  env?: Record<string, string>
  simulator: Pick<Simulator, 'proxyUrl' | 'caFile' | 'world'>
  onSpawn?: (child: ChildProcess) => void
  /** Leaves the step's folder, which the caller then removes. */
  keepFolder?: boolean
}

export type StepRun = {
  exitCode: number | null
  signal: string | null
  stdout: string
  stderr: string
  /** What was printed on both streams, in the order of arrival. */
  events: Event[]
  /** What users see. */
  log: string
  outputs: Record<string, string>
  state: Record<string, string>
  summary: string
  masks: string[]
  durationMs: number
}

/** What a post step gets of the step before it. */
type Before = Pick<StepRun, 'state' | 'masks'>

/** Runs the main bundle like GitHub's runner. */
export const runStep = (options: StepOptions): Promise<StepRun> =>
  run(options.bundle ?? 'dist/main/index.js', options, { state: {}, masks: [] })

/** Runs the post bundle with the state that the step saved and the masks that it added. */
export const runPost = (step: Before, options: StepOptions): Promise<StepRun> =>
  run(options.post ?? 'dist/post/index.js', options, step)

const root = resolve(import.meta.dirname, '..')
const fileCommands = ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH']

const run = async (bundle: string, options: StepOptions, before: Before): Promise<StepRun> => {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'))
  const files = fileCommands.map(name => join(folder, name))
  await Promise.all(files.map(file => writeFile(file, '')))

  const started = performance.now()
  const child = spawn(process.execPath, [resolve(root, bundle)], {
    cwd: folder,
    env: environment(options, before.state, folder),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const printed = readLog(child.stdout, child.stderr, before.masks)
  const ended = new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve([code, signal]))
  })
  options.onSpawn?.(child)
  const [exitCode, signal] = await ended
  const durationMs = performance.now() - started

  const contents = await Promise.all(files.map(file => readFile(file, 'utf8')))
  const [outputs = '', state = '', summary = ''] = contents
  if (!options.keepFolder) await rm(folder, { recursive: true })
  return {
    exitCode,
    signal,
    ...printed(),
    outputs: parseFileCommands(outputs),
    state: parseFileCommands(state),
    summary,
    durationMs
  }
}

/** The variables of the job in which the steps run. */
const job = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/pipelines',
  GITHUB_WORKFLOW: 'Deploy',
  GITHUB_JOB: 'deploy',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '1'
}

const environment = (
  { inputs, env, simulator }: StepOptions,
  state: Record<string, string>,
  folder: string
): NodeJS.ProcessEnv => {
  const { github } = simulator.world
  const fullName = env?.GITHUB_REPOSITORY ?? job.GITHUB_REPOSITORY
  const variables: NodeJS.ProcessEnv = {
    ...job,
    // A process needs these to start; the last two on Windows.
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SystemRoot: process.env.SystemRoot,
    TEMP: process.env.TEMP,
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: folder,
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_EXTRA_CA_CERTS: simulator.caFile,
    GITHUB_REPOSITORY_ID: String(github.repositoryAt(fullName)?.id ?? 1),
    GITHUB_REPOSITORY_OWNER_ID: String(github.ownerId(fullName.split('/')[0] ?? ''))
  }
  for (const name of fileCommands) variables[`GITHUB_${name}`] = join(folder, name)
  for (const [name, value] of Object.entries(inputs)) {
    variables[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value
  }
  for (const [name, value] of Object.entries(state)) variables[`STATE_${name}`] = value
  return { ...variables, ...env }
}

type Printed = Pick<StepRun, 'stdout' | 'stderr' | 'events' | 'log' | 'masks'>

/** Reads both streams line by line; the function that it returns gives what has been printed. */
const readLog = (stdout: Readable, stderr: Readable, earlierMasks: string[]): (() => Printed) => {
  const events: Event[] = []
  const masks = [...earlierMasks]
  let log = ''
  const onLine = (line: string) => {
    const event = parseLine(line)
    const shown = display(event)
    if (shown !== undefined) log += `${mask(shown, masks)}\n`
    const isMask = 'command' in event && event.command === 'add-mask'
    if (isMask && event.data.trim()) masks.push(event.data)
    events.push(event)
  }
  const [out, err] = [readLines(stdout, onLine), readLines(stderr, onLine)]
  return () => ({ stdout: out.join(''), stderr: err.join(''), events, log, masks })
}

const readLines = (stream: Readable, onLine: (line: string) => void): string[] => {
  const chunks: string[] = []
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk)
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(onLine)
  })
  stream.on('end', () => rest && onLine(rest))
  return chunks
}
