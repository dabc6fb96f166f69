import { describe, expect, test } from '@jest/globals'
import type { Patience } from '../../../src/retry.ts'
import type { Settings, Target } from '../../../src/settings.ts'
import { type Found, wanted, wantedByInputs } from '../../../src/token/subject.ts'
import type { Deadline } from '../../../src/token/wait.ts'
import { failure, lost, success } from '../../helpers/answers.ts'
import { sandboxTarget, secretHandOn, settings } from '../../helpers/settings.ts'
import { afterLooks, lines, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, host } from '../../helpers/values.ts'
import { patience, virtualClock } from '../../helpers/world.ts'

type SandboxTarget = Extract<Target, { is: 'sandboxes' }>
const toSecret = secretHandOn()
const wanting = (of: Stage, given: Partial<Settings>) =>
  wanted(
    settings(given),
    of.vaultAs(of.parent.host, of.stored.value),
    deadlineOf(given, of.world.patience),
    of.world,
    of.world.patience
  )
/** Of the target that is given, from now on. */
const deadlineOf = ({ target = sandboxTarget() }: Partial<Settings>, { clock }: Patience): Deadline => ({
  began: clock.elapsed(),
  timeoutMs: target.is === 'vault' ? 0 : target.waitMs
})
/** Finds the one that is wanted. */
const finding = async (of: Stage, given: Partial<SandboxTarget> = {}, more: Partial<Settings> = {}): Promise<Found> => {
  const [one, ...others] = await wanting(of, { target: sandboxTarget(given), ...more })
  if (one === undefined || others.length > 0) throw new Error('There is not exactly one that is wanted.')
  return one.find()
}
const named = (...names: string[]) => ({ which: { are: 'named', names } }) as const
const every = (...except: string[]) => ({ which: { are: 'every', except } }) as const
/** Waits are cut to the deadline by a clock that goes on between them. */
const inSeconds = (waits: readonly number[]) => waits.map(ms => Math.ceil(ms / 1000))

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
    expect(error).toMatchObject({
      code: 'input',
      message:
        'sandbox-dns is acme-other.veevavault.com, but Vault says that the sandbox "Dev One" is at acme-dev.veevavault.com.',
      hint: 'Correct sandbox-dns or leave it out.'
    })
  })

  test('on a host that is no Vault’s is refused, and its name goes nowhere', async () => {
    const of = stage()
    of.sandbox.host = 'evil.example.com'
    expect(await errorOf(finding(of))).toMatchObject({
      code: 'host-refused',
      message: 'Vault says that the sandbox "Dev One" is at "evil.example.com", which is no host of a Vault.',
      hint: 'No credential is sent there; ask Veeva Support why Vault lists it.'
    })
    expect(of.sent.map(({ url }) => url.hostname)).toEqual(['acme.veevavault.com'])
  })
})

test('a sandbox that is being built, and then goes another way, fails at once', async () => {
  const of = stage()
  of.sandbox.status = 'building'
  afterLooks(of, 1, () => {
    of.sandbox.status = 'deleting'
  })
  expect((await errorOf(finding(of))).code).toBe('sandbox-unavailable')
  expect(of.waits).toHaveLength(1)
})

test('a Vault that can’t be reached is an error', async () => {
  const of = stage()
  of.trouble(/sandbox$/, lost, 4)
  expect((await errorOf(finding(of))).code).toBe('network')
})

describe('a job of Vault', () => {
  test('is waited for first, with one look every 10 seconds, and then the sandbox, which may not be listed yet', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'SCHEDULED', 'QUEUED', 'RUNNING', 'SUCCESS')
    of.sandbox.name = 'not yet'
    afterLooks(of, 1, () => {
      of.sandbox.name = 'Dev One'
    })
    const { subject, waitedMs } = await finding(of, { jobId: String(job.id) })
    expect(subject.vaultId).toBe(String(of.sandbox.id))
    const look = `GET /services/jobs/${job.id}`
    expect(of.routes).toEqual([look, look, look, look, 'GET /objects/sandbox', 'GET /objects/sandbox'])
    expect(of.waits).toEqual([10_000, 10_000, 10_000, 10_000])
    expect(waitedMs).toBeGreaterThanOrEqual(40_000)
    expect(waitedMs).toBeLessThan(50_000)
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
      expect(error.hint).toBe('Look at the job in Vault (Admin, Operations, Job Status), and start it again.')
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
    expect(inSeconds(of.waits)).toEqual([...Array(6).fill(10), 5])
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
    const error = await errorOf(finding(of, { jobId: String(job.id), ...named('UAT'), waitMs: 30_000 }))
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

  test('that was waited for counts as waiting also where the sandboxes may not be listed', async () => {
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

  test('nothing is asked after a sign-in by password, since generating proves it', async () => {
    const of = stage()
    const signIn = { by: 'password', username: 'ci', password: of.runner.keep('pass') } as const
    expect(await finding(of, {}, { ...ofVault, signIn })).toEqual({
      subject: { called: of.parent.host, sandboxName: '', host: of.parent.host, vaultId: '' },
      waitedMs: 0
    })
    expect(of.routes).toEqual([])
  })

  test('a token or session that was given is proven first, so that Vault’s time is known', async () => {
    const of = stage()
    await finding(of, {}, ofVault)
    expect(of.routes).toEqual(['GET /objects/users/me'])
  })

  test('a dry run proves the sign-in', async () => {
    const of = stage()
    await finding(of, {}, { ...ofVault, dryRun: true })
    expect(of.routes).toEqual(['GET /objects/users/me'])
    of.trouble(/users\/me/, failure('INVALID_SESSION_ID'))
    expect((await errorOf(finding(of, {}, { ...ofVault, dryRun: true }))).code).toBe('vault-session')
  })
})

describe('before anything is asked, what is wanted is', () => {
  const called = (target: Target) => wantedByInputs(settings({ target })).map(subject => subject.called)

  test('what the inputs tell of one sandbox', () => {
    expect(wantedByInputs(settings({ target: sandboxTarget({ dns: host('acme-dev.veevavault.com') }) }))).toEqual([
      { called: 'Dev One', sandboxName: 'Dev One', host: 'acme-dev.veevavault.com', vaultId: '' }
    ])
  })

  test('every sandbox that is named, in that order, the Vault itself, or nothing yet', () => {
    expect(called(sandboxTarget(named('UAT', 'Dev One')))).toEqual(['UAT', 'Dev One'])
    expect(called({ is: 'vault' })).toEqual(['acme.veevavault.com'])
    expect(wantedByInputs(settings({ target: sandboxTarget(every()) }))).toEqual([])
  })
})

describe('several sandboxes that are named', () => {
  const several = (of: Stage, ...statuses: ('building' | 'active' | 'inactive')[]) =>
    statuses.map((status, index) => of.model.addSandbox(of.parent, { name: `Box ${index}`, status }))
  const names = (boxes: readonly { name: string }[]) => named(...boxes.map(({ name }) => name))

  test('are wanted in the order of their names, and found with one question together', async () => {
    const of = stage()
    const boxes = several(of, 'active', 'active', 'active').reverse()
    const all = await wanting(of, { target: sandboxTarget(names(boxes)) })
    expect(all.map(({ subject }) => subject.called)).toEqual(['Box 2', 'Box 1', 'Box 0'])
    expect(of.routes).toEqual([])
    const found = await Promise.all(all.map(({ find }) => find()))
    expect(found.map(({ subject }) => subject.vaultId)).toEqual(boxes.map(({ id }) => String(id)))
    expect(of.routes).toEqual(['GET /objects/sandbox'])
  })

  test('that are being built share each look, too', async () => {
    const of = stage()
    const boxes = several(of, 'building', 'building', 'building')
    afterLooks(of, 1, () => {
      for (const box of boxes) box.status = 'active'
    })
    const all = await wanting(of, { target: sandboxTarget(names(boxes)) })
    await Promise.all(all.map(({ find }) => find()))
    expect(of.routes).toEqual(['GET /objects/sandbox', 'GET /objects/sandbox'])
  })

  test.each([
    [4_999, 1],
    [5_000, 2]
  ])('of which one is looked for %i ms after the other take %i listings', async (apart, listings) => {
    const of = stage()
    const boxes = several(of, 'active', 'active')
    const clock = virtualClock()
    const [first, second] = await wanted(
      settings({ target: sandboxTarget(names(boxes)) }),
      of.vaultAs(of.parent.host, of.stored.value),
      deadlineOf({}, patience({ clock })),
      of.world,
      patience({ clock })
    )
    await first?.find()
    await clock.sleep(apart, of.stop.signal)
    expect((await second?.find())?.subject.called).toBe('Box 1')
    expect(of.routes).toEqual(Array(listings).fill('GET /objects/sandbox'))
  })

  test('do not hold each other up: one fails alone, one is there, and one is waited for', async () => {
    const of = stage()
    const boxes = several(of, 'inactive', 'active', 'building')
    const all = await wanting(of, { target: sandboxTarget({ ...names(boxes), waitMs: 20_000 }) })
    const [broken, there, late] = await Promise.allSettled(all.map(({ find }) => find()))
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'sandbox-unavailable' } })
    expect(there).toMatchObject({ status: 'fulfilled', value: { subject: { called: 'Box 1' } } })
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'wait-timeout' } })
  })

  test('wait for their job once', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'RUNNING', 'SUCCESS')
    const all = await wanting(of, {
      target: sandboxTarget({ ...names(several(of, 'active', 'active')), jobId: String(job.id) })
    })
    const found = await Promise.all(all.map(({ find }) => find()))
    expect(of.routes).toEqual([`GET /services/jobs/${job.id}`, `GET /services/jobs/${job.id}`, 'GET /objects/sandbox'])
    for (const { waitedMs } of found) expect(waitedMs).toBeGreaterThanOrEqual(10_000)
  })

  test('that may not be listed are all handed out unproven, after one question', async () => {
    const of = stage()
    of.user.mayListSandboxes = false
    const all = await wanting(of, { target: sandboxTarget(named('UAT', 'Dev One')) })
    const found = await Promise.all(all.map(({ find }) => find()))
    expect(found.map(({ subject }) => [subject.called, subject.host])).toEqual([
      ['UAT', undefined],
      ['Dev One', undefined]
    ])
    expect(of.routes).toEqual(['GET /objects/sandbox'])
  })
})

describe('every sandbox', () => {
  const all = async (of: Stage, ...except: string[]) =>
    (await wanting(of, { target: sandboxTarget(every(...except)) })).map(({ subject }) => subject.called)
  const withOthers = () => {
    const of = stage()
    of.model.addSandbox(of.parent, { name: 'UAT' })
    of.model.addSandbox(of.parent, { name: 'Old', status: 'inactive' })
    of.model.addSandbox(of.parent, { name: 'New', status: 'building' })
    return of
  }

  test('is every active one, as Vault lists them; what is being built is named, and not waited for', async () => {
    const of = withOthers()
    expect(await all(of)).toEqual(['Dev One', 'UAT'])
    expect(of.waits).toEqual([])
    expect(of.runner.annotations('notice')).toEqual([
      'sandbox-unavailable: Still building, and not waited for: "New". Run again later, or name them to wait.'
    ])
  })

  test('is found where the one listing says it is, with no further question', async () => {
    const of = withOthers()
    const [first] = await wanting(of, { target: sandboxTarget(every()) })
    expect((await first?.find())?.subject).toEqual({
      called: 'Dev One',
      sandboxName: 'Dev One',
      host: 'acme-dev.veevavault.com',
      vaultId: String(of.sandbox.id)
    })
    expect(of.routes).toEqual(['GET /objects/sandbox'])
  })

  test('but for those that are left out', async () => {
    const of = withOthers()
    expect(await all(of, 'Dev One', 'New', 'Old')).toEqual(['UAT'])
    expect(of.runner.annotations('notice')).toEqual([])
    expect(of.runner.annotations('warning')).toEqual([])
  })

  test('with one left out that there is not is a warning, since a name may be misspelt', async () => {
    const of = withOthers()
    expect(await all(of, 'uat')).toEqual(['Dev One', 'UAT'])
    expect(of.runner.annotations('warning')).toEqual([
      'sandbox-unknown: acme.veevavault.com has no sandbox "uat", which sandbox-name leaves out. The sandbox "UAT" looks the same, but upper and lower case differ: copy its name from the My Vaults page.'
    ])
  })

  test('is an error where there is none', async () => {
    const of = stage()
    of.sandbox.status = 'building'
    expect(await errorOf(all(of))).toMatchObject({
      code: 'sandbox-unknown',
      message: 'acme.veevavault.com has no active sandbox.',
      hint: 'Check vault-dns, which is the production Vault of the sandboxes, and that the user may see them.'
    })
  })

  test('is an error where none is left', async () => {
    expect(await errorOf(all(stage(), 'Dev One'))).toMatchObject({
      code: 'sandbox-unknown',
      message: 'acme.veevavault.com has no active sandbox but those that sandbox-name leaves out.'
    })
  })

  test('is an error for who may not list them', async () => {
    const of = stage()
    of.user.mayListSandboxes = false
    expect((await errorOf(all(of))).code).toBe('vault-permission')
  })

  test('fails alone where one is on a foreign host', async () => {
    const of = withOthers()
    of.sandbox.host = 'evil.example.com'
    const [first, second] = await wanting(of, { target: sandboxTarget(every()) })
    expect((await errorOf(first?.find() ?? Promise.resolve())).code).toBe('host-refused')
    expect((await second?.find())?.subject.called).toBe('UAT')
  })

  test('is looked for when the job is done', async () => {
    const of = stage()
    const job = of.model.addJob(of.parent, 'RUNNING', 'SUCCESS')
    await wanting(of, { target: sandboxTarget({ ...every(), jobId: String(job.id) }) })
    expect(of.routes.at(-1)).toBe('GET /objects/sandbox')
    expect(of.waits).toEqual([10_000])
  })
})
