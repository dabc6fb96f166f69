import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { parseFileCommands } from '../../../simulator/log.ts'
import { githubRunner } from '../../../src/core/runner.ts'
import { escapeMarkdown } from '../../../src/core/text.ts'

const NAMES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const
const environment = process.env
let folder = ''
let printed = ''
const pathOf = (name: string) => join(folder, name)
const fileOf = (name: (typeof NAMES)[number]) => readFileSync(pathOf(name), 'utf8')
const lines = () => printed.split(/\r?\n/).slice(0, -1)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'))
  process.env = Object.fromEntries(NAMES.map(name => [name, pathOf(name)]))
  for (const name of NAMES) writeFileSync(pathOf(name), '')
  printed = ''
  jest.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    printed += String(chunk)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
  process.env = environment
  rmSync(folder, { recursive: true })
})

test('Inputs are trimmed, and raw ones lose only a byte order mark and line breaks at the end', () => {
  process.env['INPUT_VAULT-DNS'] = ' acme.veevavault.com \n'
  process.env.INPUT_PASSWORD = '\ufeff  a\nb \t\r\n\n'
  process.env.INPUT_USERNAME = ' \n '
  const runner = githubRunner()
  expect(runner.input('vault-dns')).toBe('acme.veevavault.com')
  expect(runner.rawInput('password')).toBe('  a\nb \t')
  const empty = [runner.input('none'), runner.rawInput('none'), runner.rawInput('username')]
  expect(empty.join('')).toBe('')
})

test('Outputs and state go to their files, not to the log, and the same output is written once', () => {
  const runner = githubRunner()
  runner.saveState('token-0', '{"state":"generating"}')
  for (const value of ['one', 'one', 'two', 'one']) runner.output('token', value)
  expect(printed).toBe('')
  expect(parseFileCommands(fileOf('GITHUB_STATE'))).toEqual({ 'token-0': '{"state":"generating"}' })
  expect(parseFileCommands(fileOf('GITHUB_OUTPUT'))).toEqual({ token: 'one' })
  expect(fileOf('GITHUB_OUTPUT').match(/^token<</gm)).toHaveLength(3)
})

test('The post step finds what main saved, and nothing else', () => {
  const others = { STATE_main: '', STATE: 'x', MY_STATE_x: 'y', NO_STATE_: 'z' }
  process.env = { 'STATE_token-0': '{}', ...others }
  expect(githubRunner().savedState()).toEqual({ 'token-0': '{}' })
})

test('A secret is masked at once, and left out of every line and of the summary', () => {
  const runner = githubRunner()
  runner.maskSecret('my_S3CRET')
  runner.info('info my_S3CRET')
  for (const kind of ['notice', 'warning', 'error'] as const) runner[kind]('title', 'my_S3CRET')
  runner.summary(`my_S3CRET ${escapeMarkdown('my_S3CRET')}`)
  expect(runner.quote('quote  my_S3CRET\n')).toBe('quote ***')
  expect(lines()).toEqual([
    '::add-mask::my_S3CRET',
    'info ***',
    '::notice title=title::***',
    '::warning title=title::***',
    '::error title=title::***'
  ])
  expect(fileOf('GITHUB_STEP_SUMMARY')).toBe('*** ***')
  process.env.GITHUB_STEP_SUMMARY = ''
  expect(() => runner.summary('A runner may have no file for it.')).not.toThrow()
})

test('No text becomes a command of the runner, and an annotation ends where the runner cuts it', () => {
  const runner = githubRunner()
  runner.info('::stop-commands::x')
  runner.error('title', 'fine\n::error::not fine\n##[error]nor this')
  runner.warning('title', 'x'.repeat(5000))
  expect(lines()).toEqual([
    ': :stop-commands::x',
    '::error title=title::fine ::error::not fine ## [error]nor this',
    `::warning title=title::${'x'.repeat(4096)}`
  ])
})

test('Before anything happens, a file that can’t be written is found and named', () => {
  expect(githubRunner().fileProblem()).toBeUndefined()
  rmSync(pathOf('GITHUB_STATE'))
  expect(githubRunner().fileProblem()).toMatchObject({
    code: 'internal',
    message: `Could not write the runner’s file ${pathOf('GITHUB_STATE')} (GITHUB_STATE): ENOENT.`,
    hint: expect.stringMatching(/^Check that the disk of the runner is not full/)
  })
  process.env.GITHUB_OUTPUT = ''
  expect(githubRunner().fileProblem()?.message).toMatch(/^The runner does not set GITHUB_OUTPUT/)
})

test('A file that is removed while the step runs is named when something is written to it', () => {
  const runner = githubRunner()
  rmSync(pathOf('GITHUB_OUTPUT'))
  expect(() => runner.output('token', 'x')).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('(GITHUB_OUTPUT): ENOENT'),
      hint: expect.stringContaining('removes or locks the file')
    })
  )
})
