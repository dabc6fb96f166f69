import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { parseFileCommands } from '../../../simulator/log.ts'
import type { Task } from './in-step.ts'
import type { Carried, Report, Step } from './types.ts'

export type StepResult = Readonly<{
  /** The exit code, or the signal that ended the process. */
  exit: number | string
  stdout: string
  stderr: string
  outputs: Readonly<Record<string, string>>
  state: Readonly<Record<string, string>>
  summary: string
  report: Report
}>

type Run = Readonly<{
  step: Step
  task: Omit<Task, 'carriedFile' | 'reportFile'>
  carried: Carried
  state: StepResult['state']
  folder: string
}>

const root = resolve(import.meta.dirname, '../../..')
const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href

/** What the runner sets for every step. */
const runner = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'acme-ci',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_JOB: 'deploy',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_REPOSITORY: 'acme/app',
  GITHUB_REPOSITORY_ID: '1234',
  GITHUB_REPOSITORY_OWNER: 'acme',
  GITHUB_REPOSITORY_OWNER_ID: '99',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_RUN_ID: '4711',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_WORKFLOW: 'Deploy',
  RUNNER_OS: 'Linux',
  TZ: 'UTC'
}

/** Runs the bundle of one step as the runner does, with the replies of the scenario. */
export const runBundle = async (run: Run): Promise<StepResult> => {
  const { step, task, folder } = run
  const pathOf = (name: string): string => join(folder, `${task.phase}-${task.step}-${name}`)
  const files = {
    GITHUB_OUTPUT: pathOf('output'),
    GITHUB_STATE: pathOf('state'),
    GITHUB_STEP_SUMMARY: pathOf('summary')
  }
  const complete: Task = { ...task, carriedFile: pathOf('carried'), reportFile: pathOf('report') }
  await writeFile(complete.carriedFile, JSON.stringify(run.carried))
  await Promise.all(Object.values(files).map(path => writeFile(path, '')))

  const bundle = task.phase === 'post' ? 'post' : (step.action ?? 'main')
  const env = { ...runner, ...files, RUNNER_TEMP: folder, ...environmentOf(run) }
  const ended = await runProcess(join(root, 'dist', bundle, 'index.js'), {
    ...env,
    SCENARIO: JSON.stringify(complete)
  })
  return {
    ...ended,
    outputs: parseFileCommands(await readFile(files.GITHUB_OUTPUT, 'utf8')),
    state: parseFileCommands(await readFile(files.GITHUB_STATE, 'utf8')),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    report: await readReport(complete.reportFile, ended)
  }
}

const environmentOf = ({ step, state }: Run): Record<string, string> => {
  const inputs = Object.entries(step.inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value
  ])
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])
  return { ...Object.fromEntries([...inputs, ...saved]), ...step.env }
}

type Ended = Pick<StepResult, 'exit' | 'stdout' | 'stderr'>

const runProcess = async (bundle: string, env: Record<string, string>): Promise<Ended> => {
  const child = spawn(process.execPath, ['--import', preload, bundle], {
    env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const exited = new Promise<number | string>((settle, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => settle(signal ?? code ?? -1))
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exit: await exited, stdout, stderr }
}

const readReport = async (path: string, ended: Ended): Promise<Report> => {
  const report = await readFile(path, 'utf8').catch(() => {
    throw new Error(`The process ended without a report: ${JSON.stringify(ended, undefined, 2)}`)
  })
  const { unexpected, unused, ...rest }: Report = JSON.parse(report)
  const problems = [
    ...new Set(unexpected.map(request => `No reply is defined for ${request}`)),
    ...unused.map(request => `No request was sent to ${request}`)
  ]
  if (problems.length > 0) throw new Error([...problems, '', ended.stdout, ended.stderr].join('\n'))
  return { ...rest, unexpected, unused }
}
