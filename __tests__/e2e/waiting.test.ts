import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { annotations, isGenerate, isListing, onPosix, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

/** Changes the world when the nth listing of sandboxes comes in. */
const onListing = (nth: number, change: () => void) => {
  let seen = 0
  stage.simulator.fault({
    on: request => {
      if (isListing(request) && ++seen === nth) change()
      return false
    },
    do: { slowMs: 0 }
  })
}

test('a sandbox that is being built is waited for, with a line of progress, and the summary tells how long', async () => {
  stage.uat.status = 'building'
  onListing(2, () => {
    stage.uat.status = 'active'
  })
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT' })
  expect(main.exitCode).toBe(0)
  expect(main.log).toMatch(/Waiting for the sandbox "UAT": building; 0 s passed, next look in 10 s\./)
  expect(Number(/waited (\d+) s/.exec(main.summary)?.[1])).toBeGreaterThanOrEqual(10)
})

test('with wait-timeout: 0 it is looked at once', async () => {
  stage.uat.status = 'building'
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', 'wait-timeout': '0' })
  expect(annotations(main, 'error').join()).toMatch(/^wait-timeout: Waiting for the sandbox "UAT"/)
  expect(stage.simulator.requests.filter(isListing)).toHaveLength(1)
})

test('a job is waited for first, asked once in 10 seconds, and a sandbox that is not listed yet counts as building', async () => {
  stage.world.vaults.splice(stage.world.vaults.indexOf(stage.uat), 1)
  const job = stage.world.addJob(stage.vault, 'QUEUED', 'SUCCESS')
  onListing(2, () => stage.world.vaults.push(stage.uat))
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', 'vault-job-id': String(job.id) })
  expect(main.exitCode).toBe(0)
  expect(main.log).toContain(`Waiting for job ${job.id}: QUEUED; 0 s passed, next look in 10 s.`)
  const looks = stage.simulator.requests.filter(({ path }) => path.includes('/services/jobs/'))
  expect(looks).toHaveLength(2)
  expect(Number(looks[1]?.at) - Number(looks[0]?.at)).toBeGreaterThanOrEqual(10_000)
  expect(main.log).toContain('Waiting for the sandbox "UAT": building')
})

test('a job that did not succeed fails the step with its status, and nothing is generated', async () => {
  const job = stage.world.addJob(stage.vault, 'ERRORS_ENCOUNTERED')
  const main = await stage.step({ ...stage.byToken, 'sandbox-name': 'UAT', 'vault-job-id': String(job.id) })
  expect(annotations(main, 'error').join()).toMatch(/^vault-job-failed: .*ERRORS_ENCOUNTERED/)
  expect(stage.simulator.requests.some(isGenerate)).toBe(false)
})

test('a GitHub token without access ends the wait at once', async () => {
  stage.uat.status = 'building'
  const own = stage.github.addWorkflowToken('acme/pipelines')
  const main = await stage.step({ ...stage.storing, 'github-token': own.value })
  expect(annotations(main, 'error').join()).toMatch(/^github-permission: /)
  expect(main.durationMs).toBeLessThan(5_000)
})

onPosix('a cancelled wait ends at once, and ends in order', async () => {
  stage.uat.status = 'building'
  const main = await stage.step(
    { ...stage.byPassword, 'sandbox-name': 'UAT' },
    { onSpawn: child => setTimeout(() => child.kill('SIGINT'), 1_500) }
  )
  expect(main).toMatchObject({ exitCode: 1, signal: null })
  expect(main.durationMs).toBeLessThan(3_000)
  await stage.after(main)
  expect(stage.world.sessions.size).toBe(0)
})

test('a credential that may not list sandboxes, and a token that is to be stored, need sandbox-dns', async () => {
  stage.user.mayListSandboxes = false
  const without = await stage.step(stage.storing)
  expect(annotations(without, 'error').join()).toMatch(/^vault-permission: .*give sandbox-dns/)
  const given = await stage.step({ ...stage.storing, 'sandbox-dns': stage.uat.host })
  expect(given.exitCode).toBe(0)
  expect(stage.secret()).toBe(given.outputs.token)
})
