import { expect, test } from '@jest/globals'
import { lookAtJob } from '../../../src/vault/jobs.ts'
import { failure, lost, success } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { errorOf } from '../../helpers/values.ts'
import { routeOf } from '../../helpers/world.ts'

test.each([
  ['SCHEDULED', 'going-on'],
  ['QUEUED', 'going-on'],
  ['QUEUEING', 'going-on'],
  ['RUNNING', 'going-on'],
  ['SOMETHING_NEW', 'going-on'],
  ['', 'going-on'],
  ['SUCCESS', 'succeeded'],
  ['ERRORS_ENCOUNTERED', 'failed'],
  ['CANCELLED', 'failed'],
  ['TIMEOUT', 'failed'],
  ['COMPLETED_DUE_TO_INACTIVITY', 'failed'],
  ['MISSED_SCHEDULE', 'failed']
])('a job that is "%s" is %s', async (status, is) => {
  const { vault, sent } = scriptedVault([success({ data: { id: 902, status } })])
  expect(await lookAtJob(vault, '902')).toEqual({ is, status })
  expect(sent.map(routeOf)).toEqual(['GET /services/jobs/902'])
})

test.each([[{}], [{ data: null }], [{ data: { status: ['SUCCESS'] } }]])(
  'an answer without a status is none of success: %j',
  async fields => {
    const { vault } = scriptedVault([success(fields)])
    expect(await lookAtJob(vault, '902')).toEqual({ is: 'going-on', status: '' })
  }
)

test('a job of which Vault tells nothing is looked at four times', async () => {
  const { vault, sent } = scriptedVault([lost, lost, lost, lost])
  expect((await errorOf(lookAtJob(vault, '902'))).code).toBe('network')
  expect(sent).toHaveLength(4)
})

test('a job that is unknown is an error', async () => {
  const { vault } = scriptedVault([failure('INVALID_DATA', 'The job [902] does not exist.')])
  expect((await errorOf(lookAtJob(vault, '902'))).message).toMatch(/^Looking at job 902 on acme\.veevavault\.com failed: /)
})
