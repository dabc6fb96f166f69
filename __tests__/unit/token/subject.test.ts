import { describe, expect, test } from '@jest/globals'
import type { HandOn, Settings, Target } from '../../../src/settings.ts'
import { findSubject, unresolved } from '../../../src/token/subject.ts'
import { failure, lost, success } from '../../helpers/answers.ts'
import { settings } from '../../helpers/settings.ts'
import { type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, host, secret } from '../../helpers/values.ts'

type SandboxTarget = Extract<Target, { is: 'sandbox' }>
const target = (given: Partial<SandboxTarget> = {}): SandboxTarget => ({
  is: 'sandbox',
  name: 'Dev One',
  dns: undefined,
  jobId: undefined,
  waitMs: 15 * 60_000,
  ...given
})
const toSecret: HandOn = {
  to: 'secret',
  apiUrl: new URL('https://api.github.com'),
  token: secret('ghs_x'),
  place: { scope: 'repository', repository: 'acme/pipelines' },
  secretName: 'VAULT_TOKEN',
  visibility: undefined,
  keepPrevious: 1,
  current: undefined
}
const finding = (of: Stage, given: Partial<SandboxTarget> = {}, more: Partial<Settings> = {}) => {
  const vault = of.vaultAs(of.parent.host, of.stored.value)
  return findSubject(settings({ target: target(given), ...more }), vault, of.world, of.world.patience)
}
const lines = (of: Stage) => of.runner.effects.filter(({ does }) => does === 'info').map(({ text }) => text)
const changed = (of: Stage, after: number, change: () => void) => {
  // The look before the change sees the old state: the change happens just before the one that follows it.
  of.trouble(/sandbox$/, () => {}, after)
  of.trouble(/sandbox$/, change)
}

describe('an active sandbox', () => {
  test('is found with one question, and where it is, Vault says', async () => {
    const of = stage()
    expect(await finding(of)).toEqual({
      subject: { called: 'Dev One', sandboxName: 'Dev One', host: 'acme-dev.veevavault.com', vaultId: String(of.sandbox.id) },
      waitedMs: expect.any(Number)
    })
    expect(of.routes).toEqual(['GET /objects/sandbox'])
    expect(of.waits).toEqual([])
  })

  test('may have its DNS given too, when it is the right one', async () => {
    const of = stage()
    const { subject } = await finding(of, { dns: host('acme-dev.veevavault.com') })
    expect(subject.host).toBe('acme-dev.veevavault.com')
    const error = await errorOf(finding(of, { dns: host('acme-other.veevavault.com') }))
    expect(error).toMatchObject({ code: 'input', message: expect.stringContaining('is at acme-dev.veevavault.com') })
  })

  test('on a host that is no Vault’s is refused, and its name goes nowhere', async () => {
    const of = stage()
    of.sandbox.host = 'evil.example.com'
    expect((await errorOf(finding(of))).code).toBe('host-refused')
    expect(of.sent.map(({ url }) => url.hostname)).toEqual(['acme.veevavault.com'])
  })
})

describe('a sandbox that is being built', () => {
  test('is waited for, with a line for each look, and how long is told', async () => {
    const of = stage()
    of.sandbox.status = 'building'
    changed(of, 2, () => {
      of.sandbox.status = 'active'
    })
    const { subject, waitedMs } = await finding(of)
    expect(subject.host).toBe('acme-dev.veevavault.com')
    expect(waitedMs).toBeGreaterThanOrEqual(20_000)
    expect(lines(of)).toEqual([
      'Waiting for the sandbox "Dev One": building; 0 s passed, next look in 10 s.',
      'Waiting for the sandbox "Dev One": building; 10 s passed, next look in 10 s.'
    ])
  })

  test('until the time is up', async () => {
    const of = stage()
    of.sandbox.status = 'building'
    const error = await errorOf(finding(of, { waitMs: 65_000 }))
    expect(error.code).toBe('wait-timeout')
    expect(of.waits).toEqual(Array(6).fill(10_000))
  })

  test('is looked at once when nobody wants to wait', async () => {
    const of = stage()
    of.sandbox.status = 'building'
    expect((await errorOf(finding(of, { waitMs: 0 }))).code).toBe('wait-timeout')
    expect(of.routes).toEqual(['GET /objects/sandbox'])
  })

  test('and then goes another way fails at once', async () => {
    const of = stage()
    of.sandbox.status = 'building'
    changed(of, 1, () => {
      of.sandbox.status = 'deleting'
    })
    expect((await errorOf(finding(of))).code).toBe('sandbox-unavailable')
    expect(of.waits).toHaveLength(1)
  })
})

describe('fails at once, without waiting,', () => {
  test.each(['inactive', 'deleting'] as const)('a sandbox that is %s', async status => {
    const of = stage()
    of.sandbox.status = status
    const error = await errorOf(finding(of))
    expect(error).toMatchObject({ code: 'sandbox-unavailable', message: expect.stringContaining(`is ${status}, not active`) })
    expect(of.waits).toEqual([])
  })

  test('a name that is unknown, with the nearest', async () => {
    const of = stage()
    const error = await errorOf(finding(of, { name: 'Dev Oen' }))
    expect(error).toMatchObject({ code: 'sandbox-unknown', hint: expect.stringContaining('"Dev One"') })
    expect(of.waits).toEqual([])
  })

  test('a Vault that can’t be reached', async () => {
    const of = stage()
    of.trouble(/sandbox$/, lost, 4)
    expect((await errorOf(finding(of))).code).toBe('network')
  })
})

describe('a job of Vault', () => {
  test('is waited for first, with one look every 10 seconds, and then the sandbox, which may not be listed yet', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'SCHEDULED', 'QUEUED', 'RUNNING', 'SUCCESS')
    of.sandbox.name = 'not yet'
    changed(of, 1, () => {
      of.sandbox.name = 'Dev One'
    })
    const { subject, waitedMs } = await finding(of, { jobId: String(job.id) })
    expect(subject.vaultId).toBe(String(of.sandbox.id))
    const look = `GET /services/jobs/${job.id}`
    expect(of.routes).toEqual([look, look, look, look, 'GET /objects/sandbox', 'GET /objects/sandbox'])
    expect(of.waits).toEqual([10_000, 10_000, 10_000, 10_000])
    expect(waitedMs).toBeGreaterThanOrEqual(40_000)
    expect(lines(of)).toContain(`Waiting for job ${job.id}: RUNNING; 20 s passed, next look in 10 s.`)
  })

  test.each(['ERRORS_ENCOUNTERED', 'CANCELLED', 'TIMEOUT', 'COMPLETED_DUE_TO_INACTIVITY', 'MISSED_SCHEDULE'])(
    'that ended with %s fails with its status, and no sandbox is looked for',
    async status => {
      const of = stage()
      const job = of.model.addJob(of.parent, 'RUNNING', status)
      const error = await errorOf(finding(of, { jobId: String(job.id) }))
      expect(error.code).toBe('vault-job-failed')
      expect(error.message).toBe(`Job ${job.id} of acme.veevavault.com ended with ${status}, so the sandbox is not ready.`)
      expect(of.routes).not.toContain('GET /objects/sandbox')
    }
  )

  test('and the sandbox have one deadline together', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'RUNNING', 'RUNNING', 'RUNNING', 'SUCCESS')
    of.sandbox.status = 'building'
    const error = await errorOf(finding(of, { jobId: String(job.id), waitMs: 65_000 }))
    expect(error.code).toBe('wait-timeout')
    expect(error.message).toMatch(/^Waiting for the sandbox "Dev One" took longer/)
    expect(of.waits).toEqual(Array(6).fill(10_000))
  })

  test('that goes on is looked at once when nobody wants to wait', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'RUNNING')
    expect((await errorOf(finding(of, { jobId: String(job.id), waitMs: 0 }))).code).toBe('wait-timeout')
    expect(of.routes).toHaveLength(1)
  })

  test('that ended well while nobody wants to wait is enough, when the sandbox is there', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'SUCCESS')
    expect((await finding(of, { jobId: String(job.id), waitMs: 0 })).subject.host).toBe('acme-dev.veevavault.com')
  })

  test('of a sandbox that never appears ends with the time', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'SUCCESS')
    const error = await errorOf(finding(of, { jobId: String(job.id), name: 'UAT', waitMs: 30_000 }))
    expect(error).toMatchObject({ code: 'wait-timeout', message: expect.stringContaining('it is building') })
  })

  test('in a state that has no name is told as such, and goes on', async () => {
    const of = stage()
    of.trouble(/jobs/, success({ data: {} }))
    const job = of.model.addJob(of.parent, 'SUCCESS')
    await finding(of, { jobId: String(job.id) })
    expect(lines(of)[0]).toContain('in no known state')
  })

  test('that is unknown fails', async () => {
    const of = stage()
    expect((await errorOf(finding(of, { jobId: '17' }))).code).toBe('vault-refused')
  })

  test.failing('that was waited for counts as waiting also where the sandboxes may not be listed', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'RUNNING', 'SUCCESS')
    of.user.mayListSandboxes = false
    const { waitedMs } = await finding(of, { jobId: String(job.id), dns: host('acme-dev.veevavault.com') })
    expect(waitedMs).toBeGreaterThanOrEqual(10_000)
  })
})

describe('a credential that may not list sandboxes', () => {
  const closed = () => {
    const of = stage()
    of.user.mayListSandboxes = false
    return of
  }

  test('goes on with sandbox-dns, and a warning', async () => {
    const of = closed()
    const { subject } = await finding(of, { dns: host('acme-dev.veevavault.com') }, { handOn: toSecret })
    expect(subject).toEqual({ called: 'Dev One', sandboxName: 'Dev One', host: 'acme-dev.veevavault.com', vaultId: '' })
    expect(of.runner.annotations('warning')).toEqual([
      expect.stringMatching(/^vault-permission: .* Going on with sandbox-dns\.$/)
    ])
  })

  test('without it makes an output that is not proven, with a warning', async () => {
    const of = closed()
    expect((await finding(of)).subject.host).toBeUndefined()
    expect(of.runner.annotations('warning')).toEqual([
      expect.stringContaining('neither proven nor deleted later: give sandbox-dns')
    ])
  })

  test('without it stores nothing, unless nothing is to be proven', async () => {
    const of = closed()
    const error = await errorOf(finding(of, {}, { handOn: toSecret }))
    expect(error.code).toBe('vault-permission')
    expect(error.hint).toContain('give sandbox-dns, a user that may list sandboxes, or verify: false')
    expect((await finding(of, {}, { handOn: toSecret, verify: false })).subject.host).toBeUndefined()
  })
})

describe('with target: vault', () => {
  const ofVault = { target: { is: 'vault' } } as const

  test('nothing is asked, since generating proves the sign-in', async () => {
    const of = stage()
    const vault = of.vaultAs(of.parent.host, of.stored.value)
    expect(await findSubject(settings(ofVault), vault, of.world, of.world.patience)).toEqual({
      subject: { called: of.parent.host, sandboxName: '', host: of.parent.host, vaultId: '' },
      waitedMs: 0
    })
    expect(of.routes).toEqual([])
  })

  test('a dry run proves the sign-in', async () => {
    const of = stage()
    const vault = of.vaultAs(of.parent.host, of.stored.value)
    await findSubject(settings({ ...ofVault, dryRun: true }), vault, of.world, of.world.patience)
    expect(of.routes).toEqual(['GET /objects/users/me'])
    of.trouble(/users\/me/, failure('INVALID_SESSION_ID'))
    const failing = findSubject(settings({ ...ofVault, dryRun: true }), vault, of.world, of.world.patience)
    expect((await errorOf(failing)).code).toBe('vault-session')
  })
})

test('before anything is asked, the subject is what the inputs tell', () => {
  expect(unresolved(settings({ target: target({ dns: host('acme-dev.veevavault.com') }) }))).toEqual({
    called: 'Dev One',
    sandboxName: 'Dev One',
    host: 'acme-dev.veevavault.com',
    vaultId: ''
  })
})
