import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, jest, test } from '@jest/globals'
import { githubRunner, type Runner } from '../../src/runner.ts'
import { parseStateFile } from '../../src/state-file.ts'
import { markdown } from '../../src/text.ts'

const folder = mkdtempSync(join(tmpdir(), 'runner-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = process.env
afterEach(() => {
  jest.restoreAllMocks()
  process.env = environment
})

/** Does something with the real runner of a step. Out: what it printed and what stands in its files. */
const withRunner = (act: (runner: Runner) => void, env: Record<string, string> = {}) => {
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary')
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  process.env = { ...files, ...env }
  let printed = ''
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    printed += String(chunk)
    return true
  })
  act(githubRunner())
  return {
    printed: printed.split(/\r?\n/).slice(0, -1),
    outputs: parseStateFile(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    lines: readFileSync(files.GITHUB_OUTPUT, 'utf8').split(/\r?\n/),
    state: parseStateFile(readFileSync(files.GITHUB_STATE, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
  }
}

test('inputs are trimmed, and raw ones keep everything but line breaks at the end', () => {
  withRunner(
    runner => {
      expect(runner.input('vault-dns')).toBe('acme.veevavault.com')
      expect(runner.input('none')).toBe('')
      expect(runner.rawInput('password')).toBe('  a\nb \t')
      expect(runner.rawInput('none')).toBe('')
    },
    { 'INPUT_VAULT-DNS': ' acme.veevavault.com \n', INPUT_PASSWORD: '  a\nb \t\r\n\n' }
  )
})

test('outputs and state go to their files and not to the log', () => {
  const { printed, outputs, state } = withRunner(runner => {
    runner.output('token', 'veeva-vault-VALUE')
    runner.output('tokens', '{"a":"b"}')
    runner.saveState('token-0', '{"state":"made"}')
  })
  expect(printed).toEqual([])
  expect(outputs).toEqual({ token: 'veeva-vault-VALUE', tokens: '{"a":"b"}' })
  expect(state).toEqual({ 'token-0': '{"state":"made"}' })
})

test('an output that is set again to the same value is written once, and the last value counts', () => {
  const { outputs, lines } = withRunner(runner => {
    for (const value of ['one', 'one', 'two', 'one']) runner.output('token', value)
  })
  expect(outputs).toEqual({ token: 'one' })
  expect(lines.filter(line => line.startsWith('token<<'))).toHaveLength(3)
})

test('a runner without a file for the summary does without one', () => {
  const { printed } = withRunner(
    runner => {
      runner.summary('summary')
      runner.info('done')
    },
    { GITHUB_STEP_SUMMARY: '' }
  )
  expect(printed).toEqual(['done'])
})

test('the post step finds what was saved, and nothing else', () => {
  withRunner(runner => expect(runner.savedState()).toEqual({ 'token-0': '{"state":"made"}' }), {
    'STATE_token-0': '{"state":"made"}',
    STATE_main: '',
    STATE: 'x',
    MY_STATE_x: 'y',
    NO_STATE_: 'z'
  })
})

test('a kept value is masked at once, and left out of every line and of the summary', () => {
  const { printed, summary } = withRunner(runner => {
    runner.keep('S3CRET')
    runner.info('info S3CRET')
    runner.notice('title', 'notice S3CRET')
    runner.warning('title', 'warning S3CRET')
    runner.error('title', 'error S3CRET')
    runner.summary('summary S3CRET')
    expect(runner.quote('quote  S3CRET\n')).toBe('quote ***')
  })
  expect(printed).toEqual([
    '::add-mask::S3CRET',
    'info ***',
    '::notice title=title::notice ***',
    '::warning title=title::warning ***',
    '::error title=title::error ***'
  ])
  expect(summary).toBe('summary ***')
})

test('no text can become a command of the runner', () => {
  const { printed } = withRunner(runner => {
    runner.info('::stop-commands::x')
    runner.info('fine\n::error::not fine\n##[error]nor this')
    runner.error('a title', 'fine\n::error::not fine')
  })
  expect(printed).toEqual([
    ': :stop-commands::x',
    'fine ::error::not fine ## [error]nor this',
    '::error title=a title::fine ::error::not fine'
  ])
})

test('an annotation ends where the runner would cut it', () => {
  const { printed } = withRunner(runner => runner.warning('title', 'x'.repeat(5000)))
  expect(printed).toEqual([`::warning title=title::${'x'.repeat(4096)}`])
})

test('a kept value is left out of the summary also where Markdown has changed its look', () => {
  const { summary } = withRunner(runner => {
    runner.keep('my_S3CRET')
    runner.summary(markdown('my_S3CRET'))
  })
  expect(summary).toBe('***')
})
