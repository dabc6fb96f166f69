import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from '@jest/globals'
import { parseStateFile } from '../../src/state-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'runner-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a few lines with the real runner of a real process. Out: what it printed and what stands in its files. */
const withRunner = async (lines: string, env: Record<string, string> = {}) => {
  const files = {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary')
  }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const source = new URL('../../src/runner.ts', import.meta.url).href
  const script = `import { githubRunner } from ${JSON.stringify(source)}\nconst runner = githubRunner()\n${lines}`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...files, ...env }
  })
  return {
    printed: stdout.split('\n').slice(0, -1),
    outputs: parseStateFile(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    lines: readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n'),
    state: parseStateFile(readFileSync(files.GITHUB_STATE, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
  }
}

test('inputs are trimmed, and raw ones keep everything but line breaks at the end', async () => {
  const { printed } = await withRunner(
    `console.log(JSON.stringify([runner.input('vault-dns'), runner.input('none'), runner.rawInput('password'), runner.rawInput('none')]))`,
    { 'INPUT_VAULT-DNS': ' acme.veevavault.com \n', INPUT_PASSWORD: '  a b \r\n\n' }
  )
  expect(JSON.parse(printed[0] ?? '')).toEqual(['acme.veevavault.com', '', '  a b ', ''])
})

test('outputs and state go to their files and not to the log', async () => {
  const { printed, outputs, state } = await withRunner(`
    runner.output('token', 'veeva-vault-VALUE')
    runner.output('tokens', '{"a":"b"}')
    runner.saveState('token-0', '{"state":"made"}')`)
  expect(printed).toEqual([])
  expect(outputs).toEqual({ token: 'veeva-vault-VALUE', tokens: '{"a":"b"}' })
  expect(state).toEqual({ 'token-0': '{"state":"made"}' })
})

test('an output that is set again to the same value is written once, and the last value counts', async () => {
  const { outputs, lines } = await withRunner(`
    runner.output('token', 'one')
    runner.output('token', 'one')
    runner.output('token', 'two')
    runner.output('token', 'one')`)
  expect(outputs).toEqual({ token: 'one' })
  expect(lines.filter(line => line.startsWith('token<<'))).toHaveLength(3)
})

test('a runner without a file for the summary does without one', async () => {
  const { printed } = await withRunner(`runner.summary('summary')\nrunner.info('done')`, { GITHUB_STEP_SUMMARY: '' })
  expect(printed).toEqual(['done'])
})

test('the post step finds what was saved, and nothing else', async () => {
  const { printed } = await withRunner('console.log(JSON.stringify(runner.savedState()))', {
    'STATE_token-0': '{"state":"made"}',
    STATE_main: '',
    STATE: 'x',
    MY_STATE_x: 'y'
  })
  expect(JSON.parse(printed[0] ?? '')).toEqual({ 'token-0': '{"state":"made"}' })
})

test('a kept value is masked at once, and left out of every line and of the summary', async () => {
  const { printed, summary } = await withRunner(`
    runner.keep('S3CRET')
    runner.info('info S3CRET')
    runner.notice('title', 'notice S3CRET')
    runner.warning('title', 'warning S3CRET')
    runner.error('title', 'error S3CRET')
    console.log(runner.quote('quote S3CRET'))
    runner.summary('summary S3CRET')`)
  expect(printed).toEqual([
    '::add-mask::S3CRET',
    'info ***',
    '::notice title=title::notice ***',
    '::warning title=title::warning ***',
    '::error title=title::error ***',
    'quote ***'
  ])
  expect(summary.trimEnd()).toBe('summary ***')
})

test('no text can become a command of the runner', async () => {
  const { printed } = await withRunner(`
    runner.info('::stop-commands::x')
    runner.info('fine\\n::error::not fine\\n##[error]nor this')
    runner.error('a title', 'fine\\n::error::not fine')`)
  expect(printed).toEqual([
    ': :stop-commands::x',
    'fine ::error::not fine ## [error]nor this',
    '::error title=a title::fine ::error::not fine'
  ])
})

test('an annotation ends where the runner would cut it', async () => {
  const { printed } = await withRunner(`runner.warning('title', 'x'.repeat(5000))`)
  expect(printed).toEqual([`::warning title=title::${'x'.repeat(4096)}`])
})

test('a kept value is left out of the summary also where Markdown has changed its look', async () => {
  const markdown = new URL('../../src/text.ts', import.meta.url).href
  const { summary } = await withRunner(`
    const { markdown } = await import(${JSON.stringify(markdown)})
    runner.keep('my_S3CRET')
    runner.summary(markdown('my_S3CRET'))`)
  expect(summary).not.toContain('S3CRET')
})
