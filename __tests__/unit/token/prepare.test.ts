import { describe, expect, test } from '@jest/globals'
import type { Which } from '../../../src/settings.ts'
import { prepare } from '../../../src/token/prepare.ts'
import type { World } from '../../../src/world.ts'
import { answer, lost } from '../../helpers/answers.ts'
import { sandboxTarget, secretHandOn, settings } from '../../helpers/settings.ts'
import { count, GET_KEY, LISTING, organizationPlace, readyAfter, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'
import { virtualClock } from '../../helpers/world.ts'

const named = (...names: string[]): Which => ({ are: 'named', names })
const every: Which = { are: 'every', except: [] }
type Given = Readonly<{
  which?: Which
  template?: string
  place?: typeof organizationPlace
  jobId?: string
  waitMs?: number
  toSecret?: boolean
  world?: World
}>

/** Gets the tokens ready, signed in by the stored token; they go to secrets unless told. */
const preparing = (
  of: Stage,
  {
    which = named('Dev One'),
    template = 'VAULT_{sandbox}',
    place,
    jobId,
    waitMs = 900_000,
    toSecret = true,
    world = of.world
  }: Given = {},
  signingIn = Promise.resolve(of.vaultAs(of.parent.host, of.stored.value))
) =>
  prepare(
    settings({
      target: sandboxTarget({ which, jobId, waitMs }),
      ...(toSecret && { handOn: secretHandOn({ token: secret(of.githubToken.value), template, ...(place && { place }) }) })
    }),
    signingIn,
    world
  )
/** What became of each: the name of its secret, or the code of its error. */
const outcomes = async (of: Stage, given: Given = {}) => {
  const settled = await Promise.allSettled((await preparing(of, given)).map(({ ready }) => ready()))
  return settled.map(one => (one.status === 'fulfilled' ? one.value.secret?.name : one.reason.code))
}

describe('tokens are ready', () => {
  test('with their secrets, in the order of the names, after one listing and one question for the key', async () => {
    const of = stage()
    of.model.addSandbox(of.parent, { name: 'UAT' })
    const coming = await preparing(of, { which: named('UAT', 'Dev One') })
    expect(coming.map(({ subject }) => subject.called)).toEqual(['UAT', 'Dev One'])
    const all = await Promise.all(coming.map(({ ready }) => ready()))
    expect(all.map(({ found, secret: ready }) => [found.subject.host, ready?.name])).toEqual([
      ['acme-uat.veevavault.com', 'VAULT_UAT'],
      ['acme-dev.veevavault.com', 'VAULT_DEV_ONE']
    ])
    expect([...of.routes].sort()).toEqual([
      'GET /api/',
      'GET /objects/sandbox',
      'GET /repos/acme/pipelines/actions/secrets/public-key'
    ])
  })

  test('without GitHub when they are only outputs', async () => {
    const of = stage()
    const [one] = await preparing(of, { toSecret: false })
    expect(await one?.ready()).toMatchObject({ found: { subject: { called: 'Dev One' } }, secret: undefined })
    expect(of.routes).toEqual(['GET /api/', 'GET /objects/sandbox'])
  })

  test('or not, when nobody could sign in, whatever GitHub says', async () => {
    const of = stage()
    of.githubToken.permissions = ['metadata:read']
    await expect(preparing(of, {}, Promise.reject(new Error('no sign-in')))).rejects.toThrow('no sign-in')
    expect(count(of, LISTING)).toBe(0)
  })
})

describe('GitHub’s refusal', () => {
  const refused = () => {
    const of = stage()
    of.githubToken.permissions = ['metadata:read']
    return of
  }

  test('is the error of every token', async () => {
    const of = refused()
    of.model.addSandbox(of.parent, { name: 'UAT' })
    expect(await outcomes(of, { which: named('UAT', 'Dev One') })).toEqual(['github-permission', 'github-permission'])
  })

  test('ends the waiting for a sandbox', async () => {
    const of = refused()
    of.sandbox.status = 'building'
    expect(await outcomes(of, { waitMs: 86_400_000 })).toEqual(['github-permission'])
    expect(of.waits.length).toBeLessThan(5)
  })

  test('ends the waiting for a job, and is the error in its place', async () => {
    const of = refused()
    const job = of.model.addJob(of.parent, 'RUNNING')
    const failing = preparing(of, { which: every, jobId: String(job.id), waitMs: 86_400_000 })
    expect((await errorOf(failing)).code).toBe('github-permission')
    expect(of.waits.length).toBeLessThan(5)
  })
})

test('what fails for all is the error at once, while GitHub has not answered yet', async () => {
  const of = stage()
  of.sandbox.status = 'inactive'
  const silent = { ...of.world, send: () => new Promise<never>(() => {}) }
  expect((await errorOf(preparing(of, { which: every, world: silent }))).code).toBe('sandbox-unknown')
})

describe('what * stands for is checked before anything is generated', () => {
  test('two that would be stored under one name are an error that names both', async () => {
    const of = stage()
    of.model.addSandbox(of.parent, { name: 'DEV-ONE' })
    expect(await errorOf(preparing(of, { which: every }))).toMatchObject({
      code: 'input',
      message: 'secret-name: the sandboxes "Dev One" and "DEV-ONE" would both be stored as VAULT_DEV_ONE.',
      hint: 'Nothing was generated. Leave one out with !NAME, or give it a step of its own.'
    })
  })

  test('two that differ for outputs only are none', async () => {
    const of = stage()
    of.model.addSandbox(of.parent, { name: 'DEV-ONE' })
    expect(await preparing(of, { which: every, toSecret: false })).toHaveLength(2)
  })

  test('one whose secret GitHub would refuse fails alone', async () => {
    const of = stage()
    of.model.addSandbox(of.parent, { name: '2nd UAT' })
    of.model.addSandbox(of.parent, { name: 'GitHub X' })
    const given = { which: every, template: '{sandbox}' }
    expect(await outcomes(of, given)).toEqual(['DEV_ONE', 'input', 'input'])
    const [, second] = await preparing(of, given)
    expect(await errorOf(second?.ready() ?? Promise.resolve())).toMatchObject({
      message: 'secret-name: "2ND_UAT" begins with a digit, which GitHub refuses: put a letter in front.',
      hint: 'Leave the sandbox out with !NAME, or change secret-name.'
    })
  })
})

describe('more than 500 secrets', () => {
  const names = (length: number) => Array.from({ length }, (_, index) => `Box ${index}`)

  test('are refused', async () => {
    expect(await errorOf(preparing(stage(), { which: named(...names(501)) }))).toMatchObject({
      code: 'input',
      message: 'sandbox-name: these are 501 sandboxes, and GitHub allows 500 secrets to be written an hour.',
      hint: 'Nothing was generated. Split them over several runs.'
    })
  })

  test('are refused also where * stands for them', async () => {
    const of = stage()
    for (const name of names(500)) of.model.addSandbox(of.parent, { name })
    expect((await errorOf(preparing(of, { which: every }))).message).toContain('501 sandboxes')
  })

  test('are one more than is allowed, and outputs have no such limit', async () => {
    expect(await preparing(stage(), { which: named(...names(500)) })).toHaveLength(500)
    expect(await preparing(stage(), { which: named(...names(501)), toSecret: false })).toHaveLength(501)
  })
})

describe('the key', () => {
  test.each([
    [30, 1],
    [31, 2]
  ])('after %i looks has been fetched %i times: a wait of more than 5 minutes makes it old', async (looks, keys) => {
    const of = stage()
    readyAfter(of, looks)
    // A clock that stands still between the looks, so that 30 of them take 5 minutes to the millisecond.
    const world = { ...of.world, patience: { ...of.world.patience, clock: virtualClock() } }
    expect(await outcomes(of, { world })).toEqual(['VAULT_DEV_ONE'])
    expect(count(of, GET_KEY)).toBe(keys)
  })

  test('that can’t be fetched any more after a long wait is an error', async () => {
    const of = stage()
    of.githubToken.expires = new Date(of.model.clock.now().getTime() + 300_000)
    readyAfter(of, 40)
    expect(await outcomes(of)).toEqual(['github-login'])
  })

  test('that was lost once is asked for again, and no sandbox is given up', async () => {
    const of = stage()
    of.trouble(GET_KEY, lost)
    readyAfter(of, 2)
    expect(await outcomes(of)).toEqual(['VAULT_DEV_ONE'])
  })

  // Each of those that waited asks for the key, and in an organization for the visibility of every secret.
  test('is fetched again once for all that waited together', async () => {
    const of = stage()
    const names = ['ONE', 'TWO', 'THREE']
    for (const name of names) {
      of.model.addSandbox(of.parent, { name })
      of.github.setSecret(organizationPlace, `VAULT_${name}`, 'x', { visibility: 'all' })
    }
    const job = of.model.addJob(of.parent, ...Array(40).fill('RUNNING'), 'SUCCESS')
    const all = await outcomes(of, { which: named(...names), place: organizationPlace, jobId: String(job.id) })
    expect(all).toEqual(['VAULT_ONE', 'VAULT_TWO', 'VAULT_THREE'])
    expect(count(of, GET_KEY)).toBe(2)
    expect(count(of, /^GET .*\/secrets\/VAULT_/)).toBe(6)
  })
})

test('a secret of an organization that has no visibility to keep fails alone', async () => {
  const of = stage()
  of.model.addSandbox(of.parent, { name: 'UAT' })
  of.github.setSecret(organizationPlace, 'VAULT_UAT', 'x', { visibility: 'all' })
  expect(await outcomes(of, { which: named('UAT', 'Dev One'), place: organizationPlace })).toEqual(['VAULT_UAT', 'input'])
})

test('an answer of GitHub that is none ends all', async () => {
  const of = stage()
  of.trouble(GET_KEY, answer({}))
  of.sandbox.status = 'building'
  expect(await outcomes(of)).toEqual(['network'])
  expect(of.waits.length).toBeLessThan(5)
})
