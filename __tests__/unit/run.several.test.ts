import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import type { Send } from '../../src/http.ts'
import { run } from '../../src/run.ts'
import { answer, failure, lost } from '../helpers/answers.ts'
import { passwordInputs } from '../helpers/settings.ts'
import {
  count,
  DELETING,
  errors,
  GENERATE,
  GET_KEY,
  LISTING,
  lines,
  PUT_SECRET,
  RECORD,
  readyAfter,
  repositoryPlace,
  results,
  type Stage,
  saved,
  stage,
  warnings
} from '../helpers/stage.ts'
import { routeOf } from '../helpers/world.ts'

const names = ['UAT', 'Dev One', 'Training']

/** A run for three sandboxes, named in another order than Vault lists them, signed in with user name and password. */
const several = (given: Readonly<Record<string, string>> = {}) => {
  const inputs: Record<string, string> = passwordInputs({ 'sandbox-name': names.join('\n'), ...given })
  const of = stage({ inputs })
  const boxes = {
    training: of.model.addSandbox(of.parent, { name: 'Training' }),
    uat: of.model.addSandbox(of.parent, { name: 'UAT' })
  }
  return { of, inputs, ...boxes }
}
/** The same, where each token is stored as VAULT_ and the sandbox's name. */
const storing = (given: Readonly<Record<string, string>> = {}) => {
  const all = several({ 'secret-name': 'VAULT_{sandbox}', 'github-token': 'set below', ...given })
  all.inputs['github-token'] = all.of.githubToken.value
  return all
}
const heldAt = (of: Stage, name: string) => of.github.secretAt(repositoryPlace, name)?.value
const liveOf = (of: Stage, name: string) => of.model.tokens.filter(({ vault, deleted }) => vault.name === name && !deleted)
const SESSION = /^DELETE \/session$/
const generating = (sandbox: string) => new RegExp(`^POST /objects/sandbox/${encodeURIComponent(sandbox)}/users`)

describe('every sandbox gets a token', () => {
  test('that is an output, by its name, in the order of the names, whichever is ready first', async () => {
    const { of, uat } = several()
    readyAfter(of, 1, uat)
    expect(await run(of.world)).toBe('succeeded')
    expect(lines(of).findIndex(line => line.includes('[3/3] UAT: generated'))).toBeGreaterThan(0)
    const values = Object.fromEntries(names.map(name => [name, liveOf(of, name).at(-1)?.value]))
    const { tokens, results: told, ...others } = of.runner.outputs()
    expect(JSON.parse(tokens ?? '')).toEqual(values)
    expect(JSON.parse(told ?? '').map((one: { sandbox_name: string }) => one.sandbox_name)).toEqual(names)
    expect(others).toEqual({ generated: 'true' })
  })

  test('that is an output with all the others so far, before the journal says that it was handed over', async () => {
    const { of } = several()
    await run(of.world)
    const told = new Set<string>()
    const handedOver: string[] = []
    for (const { does, name, text } of of.runner.effects) {
      if (does === 'output' && name === 'tokens') {
        const called = Object.keys(JSON.parse(text))
        expect(called).toEqual(expect.arrayContaining([...told]))
        for (const each of called) told.add(each)
      }
      if (does !== 'state' || !name.startsWith('token-')) continue
      const { state, at } = JSON.parse(text)
      if (state !== 'handed-over') continue
      expect(told).toContain(at.called)
      handedOver.push(at.called)
    }
    expect([...handedOver].sort()).toEqual([...names].sort())
  })

  test('that is stored in a secret of its own', async () => {
    const { of } = storing()
    expect(await run(of.world)).toBe('succeeded')
    expect(results(of)).toMatchObject([
      { sandbox_name: 'UAT', secret_name: 'VAULT_UAT', secret_status: 'created', revoked_token_ids: [] },
      { sandbox_name: 'Dev One', secret_name: 'VAULT_DEV_ONE', secret_status: 'created' },
      { sandbox_name: 'Training', secret_name: 'VAULT_TRAINING', secret_status: 'created' }
    ])
    for (const name of names) expect(heldAt(of, `VAULT_${name.toUpperCase().replace(' ', '_')}`)).toBe(liveOf(of, name)[0]?.value)
    expect(count(of, GET_KEY)).toBe(1)
    expect(count(of, LISTING)).toBe(1)
    expect(of.runner.effects.filter(({ does, name }) => does === 'output' && name === 'tokens')).toHaveLength(1)
  })

  test('with a line for each as it ends, that counts', async () => {
    const { of } = several()
    await run(of.world)
    const counted = lines(of).filter(line => line.startsWith('['))
    expect(counted.map(line => line.slice(0, 5))).toEqual(['[1/3]', '[2/3]', '[3/3]'])
    expect(counted.map(line => line.slice(6).split(':')[0]).sort()).toEqual([...names].sort())
  })

  test('that is active, for *, but for those that are left out', async () => {
    const { of, uat } = several({ 'sandbox-name': '*\n!Dev One' })
    uat.status = 'building'
    expect(await run(of.world)).toBe('succeeded')
    expect(results(of).map((one: { sandbox_name: string }) => one.sandbox_name)).toEqual(['Training'])
    expect(of.runner.outputs()).not.toHaveProperty('token')
    expect(of.runner.annotations('notice')).toEqual([expect.stringContaining('not waited for: "UAT"')])
  })

  test('or would get one, in a dry run, where nothing is generated', async () => {
    const { of } = storing({ 'dry-run': 'true' })
    expect(await run(of.world)).toBe('succeeded')
    expect(lines(of)).toContain(
      '[1/3] UAT: a token would be generated and stored as the secret VAULT_UAT of the repository acme/pipelines.'
    )
    expect(count(of, GET_KEY)).toBe(1)
    expect(count(of, GENERATE) + count(of, PUT_SECRET)).toBe(0)
    expect(results(of)).toHaveLength(3)
    expect(of.runner.outputs().generated).toBe('false')
  })

  test('while no more than ten are under way at the same time', async () => {
    const { of } = several({ 'sandbox-name': '*' })
    for (let index = 0; index < 30; index++) of.model.addSandbox(of.parent, { name: `Box ${index}` })
    expect(await run(of.world)).toBe('succeeded')
    const underWay = new Set<string>()
    let most = 0
    for (const { does, name, text } of of.runner.effects) {
      if (does !== 'state' || !name.startsWith('token-')) continue
      if (JSON.parse(text).state === 'handed-over') underWay.delete(name)
      else underWay.add(name)
      most = Math.max(most, underWay.size)
    }
    expect(underWay.size).toBe(0)
    expect(most).toBe(10)
  })
})

describe('the journal', () => {
  test('has a key for each, that stays the same whichever is ready first', async () => {
    const { of, uat } = several()
    readyAfter(of, 1, uat)
    await run(of.world)
    expect([0, 1, 2].map(index => saved(of, `token-${index}`).at.called)).toEqual(names)
    for (const index of [0, 1, 2]) expect(saved(of, `token-${index}`)).toMatchObject({ state: 'handed-over' })
    expect(of.runner.saved()).not.toHaveProperty('token-3')
  })

  test('has nothing left for the post step once all is stored', async () => {
    const { of } = storing()
    await run(of.world)
    for (const index of [0, 1, 2]) expect(saved(of, `token-${index}`)).toEqual({ state: 'over' })
    expect(saved(of, 'session')).toEqual({ state: 'over' })
  })
})

describe('one that fails, fails alone:', () => {
  const others = { VAULT_DEV_ONE: 'Dev One', VAULT_TRAINING: 'Training' }

  test.each<[string, (all: ReturnType<typeof storing>) => void, string]>([
    ['its sandbox is inactive', ({ uat }) => Object.assign(uat, { status: 'inactive' }), 'sandbox-unavailable'],
    ['its sandbox is never ready', ({ uat }) => Object.assign(uat, { status: 'building' }), 'wait-timeout'],
    ['Vault does not generate it', ({ of }) => of.trouble(generating('UAT'), failure('INVALID_DATA', 'No.')), 'vault-refused'],
    ['every answer to generating it is lost', ({ of }) => of.trouble(generating('UAT'), lost, 3), 'network'],
    ['GitHub does not store it', ({ of }) => of.trouble(/^PUT .*VAULT_UAT$/, answer({ message: 'No' }, 422)), 'github-refused']
  ])('%s', async (_why, arrange, code) => {
    const all = storing({ 'wait-timeout': '30m' })
    const { of } = all
    arrange(all)
    expect(await run(of.world)).toBe('failed')
    expect(results(of)).toMatchObject([
      { sandbox_name: 'UAT', generated: false, error: { code } },
      { sandbox_name: 'Dev One', generated: true },
      { sandbox_name: 'Training', generated: true }
    ])
    for (const [name, sandbox] of Object.entries(others)) expect(heldAt(of, name)).toBe(liveOf(of, sandbox)[0]?.value)
    expect(heldAt(of, 'VAULT_UAT')).toBeUndefined()
    expect(liveOf(of, 'UAT')).toEqual([])
    expect(saved(of, 'token-0')?.value).toBeUndefined()
    expect(errors(of)).toEqual([
      expect.stringMatching(new RegExp(`^${code}: UAT: `)),
      'partial: 1 of 3 tokens failed; the others did not. Mend the causes and run again.'
    ])
    expect(Object.keys(JSON.parse(of.runner.outputs().tokens ?? ''))).toEqual(['Dev One', 'Training'])
    expect(of.model.sessions.size).toBe(0)
  })
})

describe('what fails for all', () => {
  test('is one annotation, and one entry for each in the results', async () => {
    const { of, inputs } = several()
    inputs.password = 'wrong'
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^vault-login: Signing in/)])
    expect(results(of).map((one: { sandbox_name: string }) => one.sandbox_name)).toEqual(names)
    expect(count(of, /^POST \/auth/)).toBe(1)
  })

  test('is one entry where nobody knows yet what * stands for', async () => {
    const { of, inputs } = several({ 'sandbox-name': '*' })
    inputs.password = 'wrong'
    expect(await run(of.world)).toBe('failed')
    expect(results(of)).toMatchObject([{ sandbox_name: '*', error: { code: 'vault-login' } }])
  })

  test('is GitHub’s refusal, before anything is generated, and the session is ended', async () => {
    const { of } = storing()
    of.githubToken.permissions = ['metadata:read']
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^github-permission: /)])
    expect(count(of, GENERATE)).toBe(0)
    expect(of.model.sessions.size).toBe(0)
  })
})

describe('the session', () => {
  const afterTheLast = (of: Stage) => {
    expect(count(of, SESSION)).toBe(1)
    expect(of.routes.findIndex(route => SESSION.test(route))).toBeGreaterThan(
      of.routes.findLastIndex(route => GENERATE.test(route))
    )
    expect(of.model.sessions.size).toBe(0)
  }

  test('is ended once, after the last token is generated, also where one comes late', async () => {
    const { of, uat } = several()
    readyAfter(of, 3, uat)
    expect(await run(of.world)).toBe('succeeded')
    afterTheLast(of)
  })

  test('is ended once when all are kept', async () => {
    const { of, inputs } = storing()
    await run(of.world)
    inputs['current-token'] = ['VAULT_UAT', 'VAULT_DEV_ONE', 'VAULT_TRAINING']
      .map(name => `${name}=${heldAt(of, name)}`)
      .join('\n')
    of.routes.length = 0
    expect(await run(of.world)).toBe('succeeded')
    expect(of.runner.outputs().generated).toBe('false')
    expect(count(of, GENERATE)).toBe(0)
    expect(count(of, SESSION)).toBe(1)
  })

  test('is ended beside proving the last token also where another one has failed', async () => {
    const { of } = several({ 'sandbox-name': 'UAT\nDev One' })
    of.trouble(generating('UAT'), failure('INVALID_DATA'))
    const send: Send = async request => {
      // The one that fails is over before the other one is generated.
      while (generating('Dev One').test(routeOf(request)) && !lines(of).some(line => line.includes('UAT: failed')))
        await setImmediate()
      return of.world.send(request)
    }
    expect(await run({ ...of.world, send })).toBe('failed')
    afterTheLast(of)
    expect(of.routes.at(-1)).toMatch(RECORD)
  })

  test('is ended also where every one has failed', async () => {
    const { of } = several()
    of.trouble(GENERATE, failure('INVALID_DATA'), 3)
    expect(await run(of.world)).toBe('failed')
    afterTheLast(of)
  })
})

describe('current tokens', () => {
  test('are kept and renewed one by one, and a line for another secret is warned of', async () => {
    const { of, inputs } = storing()
    await run(of.world)
    const before = heldAt(of, 'VAULT_UAT')
    inputs['current-token'] = `VAULT_UAT=${before}\nVAULT_DEV_ONE=\nOTHER=veeva-vault-OTHER`
    expect(await run(of.world)).toBe('succeeded')
    expect(results(of).map((one: { generated: boolean }) => one.generated)).toEqual([false, true, true])
    expect(heldAt(of, 'VAULT_UAT')).toBe(before)
    expect(warnings(of)).toContain(
      'current-token: current-token has lines for OTHER, which this run does not write, and none for VAULT_TRAINING, so each run renews. Name each line after the secret that it is for.'
    )
  })

  test('and a line for another secret is only told where none lacks its own', async () => {
    const { of, inputs } = storing()
    await run(of.world)
    const lines = ['VAULT_UAT', 'VAULT_DEV_ONE', 'VAULT_TRAINING'].map(name => `${name}=${heldAt(of, name)}`)
    inputs['current-token'] = [...lines, 'OTHER=veeva-vault-OTHER'].join('\n')
    expect(await run(of.world)).toBe('succeeded')
    expect(warnings(of)).toEqual([])
    expect(of.runner.visible()).toContain('current-token has lines for OTHER, which this run does not write.')
  })

  test('of one sandbox never cost another one its token', async () => {
    const { of } = storing({ 'keep-previous': '0' })
    for (let day = 0; day < 3; day++) {
      expect(await run(of.world)).toBe('succeeded')
      of.model.clock.advance(86_400_000)
    }
    for (const name of names)
      expect(liveOf(of, name).map(({ value }) => value)).toEqual([heldAt(of, `VAULT_${name.toUpperCase().replace(' ', '_')}`)])
    expect(count(of, DELETING)).toBe(6)
  })
})

test('a run that is stopped generates none of those that wait, and what is not handed over is left to the post step', async () => {
  const { of } = several({ 'sandbox-name': '*' })
  for (let index = 0; index < 30; index++) of.model.addSandbox(of.parent, { name: `Box ${index}` })
  let made = 0
  of.trouble(
    GENERATE,
    () => {
      made++
      if (made === 5) of.stop.abort()
    },
    99
  )
  expect(await run(of.world)).toBe('failed')
  expect(count(of, GENERATE)).toBeLessThanOrEqual(10)
  expect(errors(of)[0]).toMatch(/^interrupted: /)
  const states = Object.entries(of.runner.saved()).flatMap(([key, text]) => (key.startsWith('token-') ? [JSON.parse(text)] : []))
  const told = JSON.parse(of.runner.outputs().tokens ?? '')
  for (const { state, at, value } of states) if (state === 'handed-over') expect(told[at.called]).toBe(value)
  const living = of.model.tokens.filter(({ vault, deleted }) => vault.parent !== undefined && !deleted).map(({ value }) => value)
  expect(living.filter(value => !states.some(entry => entry.value === value))).toEqual([])
  expect(saved(of, 'session')).toMatchObject({ state: 'open' })
  expect(count(of, SESSION)).toBe(0)
})

test.each([
  [
    'takes no more for now, none is generated that would only be deleted again',
    answer({ message: 'Too many' }, 429),
    'github-rate-limit',
    10
  ],
  ['refuses one, all are generated', answer({ message: 'No' }, 403), 'github-permission', 12]
])('when GitHub %s', async (_what, refusal, code, generated) => {
  const more = Array.from({ length: 12 }, (_, n) => `S${n}`)
  const { of } = storing({ 'sandbox-name': more.join('\n') })
  for (const name of more) of.model.addSandbox(of.parent, { name })
  of.trouble(PUT_SECRET, refusal, 1000)
  expect(await run(of.world)).toBe('failed')
  expect(count(of, GENERATE)).toBe(generated)
  const codes = results(of).map((one: { error: { code: string } }) => one.error.code)
  expect([codes[0], ...codes.slice(10)]).toEqual([code, code, code])
  for (const name of more) expect(liveOf(of, name)).toEqual([])
})
