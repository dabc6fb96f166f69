import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { annotations, isGenerate, isPublicKey, openStage, type Stage } from './stage.ts'

let stage: Stage
let begin = 0
beforeAll(async () => {
  stage = await openStage()
  stage.world.addSandbox(stage.vault, { name: 'Dev One' })
  stage.repository.environments.push('Dev One')
})
beforeEach(() => {
  begin = stage.simulator.requests.length
})
afterAll(() => stage.simulator.close())

const storing = (more: Record<string, string> = {}) => ({
  ...stage.storing,
  'secret-scope': 'environment/{sandbox}',
  'sandbox-name': 'UAT\nDev One',
  ...more
})
const held = (environment: string) =>
  stage.secret('VAULT_TOKEN', { scope: 'environment', repository: stage.repository.fullName, environment })

describe('an environment for each sandbox', () => {
  test('holds the token of that sandbox, under one name for all, with one key each', async () => {
    const main = await stage.step(storing())
    expect(main.exitCode).toBe(0)
    const tokens = JSON.parse(main.outputs.tokens ?? '')
    expect([held('UAT'), held('Dev One')]).toEqual([tokens.UAT, tokens['Dev One']])
    expect(stage.simulator.requests.slice(begin).filter(isPublicKey)).toHaveLength(2)
    expect(stage.secret()).toBeUndefined()
  })

  test('that is missing fails its sandbox alone, before a token is generated for it', async () => {
    const main = await stage.step(storing({ 'sandbox-name': '*' }))
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(/has no environment "Q\/A #2: Ümläut".*Create it/)
    expect(stage.simulator.requests.slice(begin).filter(isGenerate)).toHaveLength(2)
    expect(stage.world.liveTokens(stage.odd)).toEqual([])
  })

  test('gets its secret rotated like any other', async () => {
    const before = held('UAT')
    stage.world.clock.advance(20 * 60_000)
    const main = await stage.step(storing({ 'sandbox-name': 'UAT', 'current-token': before ?? '' }))
    expect(main.outputs.generated).toBe('false')
    expect(main.outputs.token).toBe(before)
  })
})

describe('is a mistake before any call', () => {
  test.each<[string, Record<string, string>, string]>([
    ['in another scope', { 'secret-scope': 'organization/{sandbox}' }, '{sandbox} can stand only as environment/{sandbox}'],
    [
      'with more around it',
      { 'secret-scope': 'environment/vault-{sandbox}' },
      '{sandbox} can stand only as environment/{sandbox}'
    ],
    ['with target: vault', { target: 'vault', 'sandbox-name': '' }, 'there is none with target: vault'],
    ['for two sandboxes of one environment', { 'sandbox-name': 'uat\nUAT' }, 'would both be stored as VAULT_TOKEN'],
    ['with current-token for several', { 'current-token': 'VAULT_TOKEN=veeva-vault-X' }, 'can’t tell the sandboxes apart']
  ])('%s', async (_what, more, said) => {
    const main = await stage.step(storing(more))
    expect(annotations(main, 'error').join()).toContain(said)
    expect(stage.simulator.requests.slice(begin)).toEqual([])
  })
})
