import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readRunContext, referenceId } from '../../../src/core/run.ts'
import { githubRunner } from '../../../src/core/runner.ts'

test('An output is written once, and a file of the runner that is missing is an error in place of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'))
  process.env = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STATE: join(folder, 'state') }
  for (const file of Object.values(process.env)) writeFileSync(String(file), '')
  const { checkFiles, output, saveState } = githubRunner()
  checkFiles()
  for (const value of ['one', 'one', 'two', 'one']) output('token', value)
  expect(readFileSync(join(folder, 'output'), 'utf8').match(/^token<</gm)).toHaveLength(3)
  rmSync(folder, { recursive: true })
  expect(() => saveState('main', '')).toThrow('the runner’s file GITHUB_STATE: ENOENT.')
  delete process.env.GITHUB_OUTPUT
  expect(checkFiles).toThrow('Could not write the runner’s file GITHUB_OUTPUT: ENOENT.')
})

test.each(['', 'x-1', '1'.repeat(21)])('A run without ids (%j) has digits all the same', id => {
  const ids = { GITHUB_REPOSITORY_ID: id, GITHUB_REPOSITORY_OWNER_ID: id }
  const run = readRunContext({ ...ids, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: id })
  expect(run).toMatchObject({ repositoryId: '', ownerId: '', runId: '1', attempt: '1' })
  expect(referenceId({ ...run, repository: 'a b/é\r' })).toBe('a_b/__/1.1')
})
