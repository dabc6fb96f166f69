import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  annotations,
  expectNoSecretShown,
  isGenerate,
  isListing,
  isSecretWrite,
  isSignIn,
  openStage,
  type Stage,
  trouble
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

const storingAll = (more: Record<string, string> = {}) => ({
  ...stage.storing,
  'sandbox-name': '*',
  'secret-name': 'VAULT_{sandbox}',
  ...more
})
const results = (run: { outputs: Record<string, string> }) => JSON.parse(run.outputs.results ?? '')
const addSandboxes = (count: number) =>
  Array.from({ length: count }, (_, n) => stage.world.addSandbox(stage.vault, { name: `SB ${n + 1}` }))

describe('several sandboxes', () => {
  test('named one per line, are one sign-in and one listing, in the order of the names', async () => {
    const inputs = { ...stage.storing, 'access-token': '', username: stage.user.name, password: stage.user.password }
    const names = `${stage.odd.name}\nUAT`
    const main = await stage.step({ ...inputs, 'sandbox-name': names, 'secret-name': 'VAULT_{sandbox}' })
    expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    expect(stage.simulator.requests.filter(isSignIn)).toHaveLength(1)
    expect(stage.simulator.requests.filter(isListing)).toHaveLength(1)
    expect(results(main).map((one: Record<string, string>) => [one.sandbox_name, one.secret_name, one.secret_status])).toEqual([
      [stage.odd.name, 'VAULT_Q_A__2___ML_UT', 'created'],
      ['UAT', 'VAULT_UAT', 'created']
    ])
    expect(JSON.parse(main.outputs.tokens ?? '')).toEqual({
      [stage.odd.name]: stage.secret('VAULT_Q_A__2___ML_UT'),
      UAT: stage.secret('VAULT_UAT')
    })
    expect(main.outputs).not.toHaveProperty('token')
    expect(main.outputs).not.toHaveProperty('token-id')
    expect(main.outputs).not.toHaveProperty('sandbox-dns')
    expect(main.outputs.generated).toBe('true')
    expect(stage.world.sessions.size).toBe(0)
    expect(main.log).toMatch(/\[1\/2\] .*\n(.*\n)*.*\[2\/2\] /)
    expectNoSecretShown(main, stage)
  })

  test('as * are all that are active: what is building is named, what is left out with ! is left out', async () => {
    stage.world.addSandbox(stage.vault, { name: 'New', status: 'building' })
    stage.world.addSandbox(stage.vault, { name: 'Old', status: 'inactive' })
    const main = await stage.step(storingAll({ 'sandbox-name': '*\n!UAT\n!Gone' }))
    expect(main.exitCode).toBe(0)
    expect(results(main).map((one: { sandbox_name: string }) => one.sandbox_name)).toEqual([stage.odd.name])
    expect(annotations(main, 'notice').join()).toContain('Still building, and not waited for: "New"')
    expect(annotations(main, 'warning').join()).toContain('has no sandbox "Gone"')
  })

  test('as * of a Vault without an active one are an error', async () => {
    for (const sandbox of [stage.uat, stage.odd]) sandbox.status = 'inactive'
    const main = await stage.step(storingAll())
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^sandbox-unknown: /)])
    expect(results(main)).toHaveLength(1)
  })

  test('of which some fail: the others are stored, and the step fails with one annotation each and the count', async () => {
    stage.world.addSandbox(stage.vault, { name: 'Old', status: 'inactive' })
    const main = await stage.step(storingAll({ 'sandbox-name': 'Old\nUAT\nNowhere' }))
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(/^sandbox-unavailable: Old: /),
      expect.stringMatching(/^sandbox-unknown: Nowhere: /),
      expect.stringMatching(/^partial: 2 of 3 tokens failed/)
    ])
    expect(results(main).map((one: { error?: { code: string } }) => one.error?.code)).toEqual([
      'sandbox-unavailable',
      undefined,
      'sandbox-unknown'
    ])
    expect(stage.secret('VAULT_UAT')).toBe(JSON.parse(main.outputs.tokens ?? '').UAT)
    const rows = main.summary.split('\n').filter(line => line.startsWith('| '))
    expect(rows.findIndex(row => row.includes('UAT'))).toBe(rows.length - 1)
  })

  test('that all fail by one cause are one annotation', async () => {
    const main = await stage.step(storingAll({ 'sandbox-name': 'UAT\nOther', 'access-token': 'veeva-vault-DEAD' }))
    expect(annotations(main, 'error')).toEqual([expect.stringMatching(/^vault-session: /)])
    expect(results(main)).toHaveLength(2)
  })

  test('with more errors than GitHub shows are counted', async () => {
    addSandboxes(14)
    trouble(stage.simulator, isGenerate, { failure: 'OPERATION_NOT_ALLOWED' }, 14)
    const main = await stage.step(storingAll({ 'sandbox-name': '*\n!UAT' }))
    const errors = annotations(main, 'error')
    expect(errors).toHaveLength(10)
    expect(errors[9]).toMatch(/^partial: 14 of 15 tokens failed.* 5 more errors are in the job summary\.$/)
  })

  test('with names that would be one secret are refused before anything is generated', async () => {
    stage.world.addSandbox(stage.vault, { name: 'uat' })
    const named = await stage.step(storingAll({ 'sandbox-name': 'UAT\nuat' }))
    expect(annotations(named, 'error')).toEqual([expect.stringContaining('would both be stored as VAULT_UAT')])
    expect(stage.simulator.requests).toEqual([])
    const every = await stage.step(storingAll())
    expect(annotations(every, 'error')).toEqual([expect.stringContaining('would both be stored as VAULT_UAT')])
    expect(stage.simulator.requests.some(isGenerate)).toBe(false)
  })

  test.each([
    ['sandbox-name', { 'sandbox-name': 'UAT\nUAT' }, 'twice'],
    ['sandbox-name', { 'sandbox-name': '*\nUAT' }, 'part of * already'],
    ['sandbox-name', { 'sandbox-name': 'UAT\n!Other' }, '* has to be there'],
    ['secret-name', { 'secret-name': 'VAULT_TOKEN' }, 'needs {sandbox}'],
    ['sandbox-dns', { 'sandbox-dns': 'acme-uat.veevavault.com' }, 'is of one sandbox'],
    ['current-token', { 'current-token': 'veeva-vault-ABC' }, 'one line per secret']
  ])('with a wrong %s', async (input, inputs, said) => {
    const main = await stage.step(storingAll(inputs))
    expect(annotations(main, 'error')).toEqual([
      expect.stringMatching(new RegExp(`^input: ${input}: .*${said.replace(/[*{}]/g, '\\$&')}`))
    ])
  })

  test('each with its own current token: what lasts is kept, an empty one is new, foreign names are ignored', async () => {
    const first = await stage.step(storingAll())
    expect(first.exitCode).toBe(0)
    stage.world.clock.advance(60_000)
    const current = `VAULT_UAT=${stage.secret('VAULT_UAT')}\nVAULT_Q_A__2___ML_UT=\nANOTHER=veeva-vault-FOREIGN`
    const second = await stage.step(storingAll({ 'current-token': current }))
    expect(second.exitCode).toBe(0)
    expect(results(second).map((one: { generated: boolean }) => one.generated)).toEqual([false, true])
    expect(second.masks).toContain('veeva-vault-FOREIGN')
    expect(JSON.parse(second.outputs.tokens ?? '').UAT).toBe(stage.secret('VAULT_UAT'))
    expectNoSecretShown(second, stage)
  })

  test('as outputs are all deleted when the job ends', async () => {
    addSandboxes(5)
    const main = await stage.step({ ...stage.byToken, 'sandbox-name': '*' })
    expect(main.exitCode).toBe(0)
    expect(Object.keys(JSON.parse(main.outputs.tokens ?? ''))).toHaveLength(7)
    const live = () => stage.world.tokens.filter(token => token !== stage.stored && stage.world.isLive(token))
    expect(live()).toHaveLength(7)
    await stage.after(main)
    expect(live()).toEqual([])
  })
})

test('writes to GitHub go out one after the other', async () => {
  addSandboxes(6)
  let under = 0
  let most = 0
  stage.simulator.fault({
    on: request => {
      if (!isSecretWrite(request)) return false
      under++
      most = Math.max(most, under)
      setTimeout(() => under--, 20)
      return true
    },
    times: 20,
    do: { slowMs: 30 }
  })
  const main = await stage.step(storingAll())
  expect(main.exitCode).toBe(0)
  expect(most).toBe(1)
})

test('a step that is killed while many are under way leaves no token that nobody holds', async () => {
  addSandboxes(12)
  let generated = 0
  const main = await stage.step(storingAll(), {
    onSpawn: child =>
      stage.simulator.fault({
        on: request => {
          if (isGenerate(request) && ++generated === 7) child.kill('SIGKILL')
          return false
        },
        do: { slowMs: 0 }
      })
  })
  expect(main.signal).toBe('SIGKILL')
  const post = await stage.after(main, { inputs: { 'github-token': stage.writer.value } })
  const told = annotations(post, 'warning').join()
  const held = [...stage.github.secrets.values()].map(({ value }) => value)
  const live = stage.world.tokens.filter(token => token !== stage.stored && stage.world.isLive(token))
  for (const token of live.filter(({ value }) => !held.includes(value))) expect(told).toContain(token.name)
  for (const value of held) expect(live.map(token => token.value)).toContain(value)
})
