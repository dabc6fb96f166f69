import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Simulator } from './index.ts'
import { display, type Event, mask, parseFileCommands, parseLine } from './log.ts'

export type StepOptions = {
  /** The main bundle, from the root of the project. */
  bundle?: string
  /** The post bundle, from the root of the project. */
  post?: string
  inputs: Record<string, string>
  env?: Record<string, string>
  simulator: Pick<Simulator, 'proxyUrl' | 'caFile'>
  state?: Record<string, string>
  onSpawn?: (child: ChildProcess) => void
  /** Leaves the step's folder for the caller to look into and to remove. */
  keepFolder?: boolean
}

export type StepRun = {
  exitCode: number | null
  signal: string | null
  stdout: string
  stderr: string
  /** What was printed on both streams, in the order of its arrival. */
  events: Event[]
  /** What the user sees. */
  log: string
  outputs: Record<string, string>
  state: Record<string, string>
  summary: string
  masks: string[]
  durationMs: number
  pid: number
  folder: string
}

/** Runs the main bundle as the runner does. */
export const runStep = (options: StepOptions): Promise<StepRun> => run(options.bundle ?? 'dist/main/index.js', options, [])

/** Runs the post bundle after a step, with the state that the step saved and the masks that it added. */
export const runPost = (step: Pick<StepRun, 'state' | 'masks'>, options: StepOptions): Promise<StepRun> =>
  run(options.post ?? 'dist/post/index.js', { ...options, state: { ...step.state, ...options.state } }, step.masks)

const run = async (bundle: string, options: StepOptions, earlierMasks: string[]): Promise<StepRun> => {
  const { inputs, env, simulator, state = {}, onSpawn, keepFolder = false } = options
  const folder = await mkdtemp(join(tmpdir(), 'runner-'))
  const files = ['OUTPUT', 'STATE', 'STEP_SUMMARY', 'ENV', 'PATH'].map(name => [`GITHUB_${name}`, join(folder, name)] as const)
  await Promise.all(files.map(([, file]) => writeFile(file, '')))

  const started = performance.now()
  const child = spawn(process.execPath, [resolve(root, bundle)], {
    cwd: folder,
    env: {
      ...machine(),
      ...job,
      ...Object.fromEntries(files),
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      HTTPS_PROXY: simulator.proxyUrl,
      NODE_EXTRA_CA_CERTS: simulator.caFile,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])
      ),
      ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
      ...env
    },
    stdio: ['ignore', 'pipe', 'pipe']
  })

  const events: Event[] = []
  const log: string[] = []
  const masks = [...earlierMasks]
  const take = (line: string) => {
    const event = parseLine(line)
    const seen = display(event)
    if (seen !== undefined) log.push(mask(seen, masks))
    if ('command' in event && event.command === 'add-mask' && event.data.trim()) masks.push(event.data)
    events.push(event)
  }
  const [stdout, stderr] = [collect(child.stdout, take), collect(child.stderr, take)]
  const ended = new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve([code, signal]))
  })
  onSpawn?.(child)
  const [exitCode, signal] = await ended
  const durationMs = performance.now() - started

  const [output = '', saved = '', summary = ''] = await Promise.all(files.map(([, file]) => readFile(file, 'utf8')))
  if (!keepFolder) await rm(folder, { recursive: true })
  return {
    exitCode,
    signal,
    stdout: stdout.join(''),
    stderr: stderr.join(''),
    events,
    log: log.map(line => `${line}\n`).join(''),
    outputs: parseFileCommands(output),
    state: parseFileCommands(saved),
    summary,
    masks,
    durationMs,
    pid: child.pid ?? 0,
    folder
  }
}

const root = resolve(import.meta.dirname, '..')

/** What a step knows of its job. */
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

/** The little that a step inherits from the machine it runs on. */
const machine = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'SystemRoot', 'TEMP'].flatMap(name => (process.env[name] ? [[name, process.env[name]]] : []))
  )

/** Gathers a stream, and hands on each line as it comes. */
const collect = (stream: Readable, take: (line: string) => void): string[] => {
  const chunks: string[] = []
  let rest = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk)
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.on('end', () => rest && take(rest))
  return chunks
}
