import { expect, test } from '@jest/globals'
import { referenceId, runContext } from '../../src/context.ts'
import { runContext as aRun } from '../helpers/settings.ts'
import { jobEnvironment } from '../helpers/world.ts'

test('the run is what the runner says it is', () => {
  expect(runContext({ ...jobEnvironment, GITHUB_API_URL: 'https://github.acme.example/api/v3' })).toEqual({
    repository: 'acme/pipelines',
    runId: '4711',
    attempt: '2',
    apiUrl: 'https://github.acme.example/api/v3'
  })
})

test.each([{}, { GITHUB_RUN_ID: '', GITHUB_RUN_ATTEMPT: '' }, { GITHUB_RUN_ID: 'x-1', GITHUB_RUN_ATTEMPT: '1.5' }])(
  'where the runner gives no numbers there are some that still make a name: %j',
  env => {
    expect(runContext({ GITHUB_API_URL: '', ...env })).toEqual({
      repository: '',
      runId: '1',
      attempt: '1',
      apiUrl: 'https://api.github.com'
    })
  }
)

test('the reference id tells repository, run and attempt', () => {
  expect(referenceId(aRun())).toBe('acme/pipelines/4711.2')
})

test('a reference id is fit for a header, whatever the repository is called', () => {
  expect(referenceId(aRun({ repository: 'ac me/pipé\r\nlines' }))).toBe('ac_me/pip___lines/4711.2')
})
