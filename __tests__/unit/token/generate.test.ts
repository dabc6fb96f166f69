import { describe, expect, test } from '@jest/globals'
import { generateOnce } from '../../../src/token/generate.ts'
import type { TokenTask } from '../../../src/token/task.ts'
import { answer, exception, failure, lost, success, TOKEN, tokenMade, unreached, untrusted } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { errorOf, host } from '../../helpers/values.ts'
import { type Scripted, world } from '../../helpers/world.ts'

const name = 'ci #4711.2-0a0b0c0d-6b02d940beef'

const generating = (
  script: readonly Scripted[],
  given: Partial<TokenTask> = {},
  stop = new AbortController(),
  nothingMade = () => {}
) => {
  const scripted = scriptedVault(script, stop)
  const states: string[] = []
  const task: TokenTask = {
    vault: scripted.vault,
    target: { is: 'vault' },
    subject: { called: 'acme.veevavault.com', sandboxName: '', host: host('acme.veevavault.com'), vaultId: '' },
    mark: { label: 'ci', destination: '0a0b0c0d' },
    run: { runId: '4711', attempt: '2' },
    expires: { is: 'never' },
    way: { to: 'output', revokeAfterJob: true },
    verify: true,
    record: entry => states.push(entry.state),
    generatedAll: () => {},
    setOutputs: () => {},
    ...given
  }
  const result = generateOnce(task, { ...world(), runner: scripted.runner, patience: scripted.patience }, nothingMade)
  return { ...scripted, result, states }
}
const leftBehind = `Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user’s tokens and delete it there.`

test('one call is enough when it goes well', async () => {
  const { result, sent, states } = generating([tokenMade()])
  const made = await result
  expect(made).toMatchObject({ name, id: 'V8T000000000001', asked: undefined, twins: false })
  expect(made.value.reveal()).toBe(TOKEN)
  expect(sent).toHaveLength(1)
  expect(states).toEqual(['generating'])
})

test('the name is in the journal before anything is sent', async () => {
  const entries: unknown[] = []
  let before = -1
  const noting = () => {
    before = entries.length
    return tokenMade()
  }
  await generating([noting], { record: entry => entries.push(entry) }).result
  expect(before).toBe(1)
  expect(entries[0]).toMatchObject({ state: 'generating', name, at: { called: 'acme.veevavault.com' } })
})

test('the place in the journal is the token’s own Vault, with what else belongs to the site', async () => {
  const dev = host('acme-dev.veevavault.com')
  const subject = { called: 'Dev One', sandboxName: 'Dev One', host: dev, vaultId: '3003' }
  const { at } = await generating([tokenMade()], { subject }).result
  expect(at).toEqual({ called: 'Dev One', vaultId: '3003', site: expect.objectContaining({ host: dev, apiVersion: 'v26.2' }) })
  expect((await generating([tokenMade()], { subject: { ...subject, host: undefined } }).result).at.site).toBeUndefined()
})

test('a length counts from generating, to the second', async () => {
  const { result, sent } = generating([tokenMade()], { expires: { is: 'after', seconds: 5400 } })
  expect((await result).asked).toEqual(new Date('2026-11-22T13:30:00Z'))
  expect(new URLSearchParams(sent[0]?.body).get('expiry_date__v')).toBe('2026-11-22T13:30:00Z')
})

describe('the call is repeated, at most twice and under the same name,', () => {
  test.each<[string, Scripted, boolean]>([
    ['a lost answer', lost, true],
    ['no connection', unreached, false],
    ['half an answer', answer('{"responseStatus":"SUCC'), true],
    ['a page', answer('<html>'), true],
    ['an answer without a token', success(), true],
    ['a Vault that is down', answer('', 503), false],
    ['a limit', failure('API_LIMIT_EXCEEDED'), false],
    ['a race', failure('RACE_CONDITION'), false],
    ['a fault inside of Vault', exception('BROKEN'), true]
  ])('after %s', async (_what, outcome, twins) => {
    const { result, sent } = generating([outcome, outcome, tokenMade()])
    expect(await result).toMatchObject({ id: 'V8T000000000001', twins })
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map(({ body }) => body))).toEqual(new Set([new URLSearchParams({ name__v: name }).toString()]))
    const given = generating([outcome, outcome, outcome, tokenMade()])
    await errorOf(given.result)
    expect(given.sent).toHaveLength(3)
  })
})

describe('a refusal is not repeated', () => {
  test.each(['INVALID_DATA', 'INSUFFICIENT_ACCESS', 'INVALID_SESSION_ID', 'OPERATION_NOT_ALLOWED', 'SOMETHING_NEW'])(
    '%s',
    async type => {
      const { result, sent, states } = generating([failure(type)])
      const error = await errorOf(result)
      expect(sent).toHaveLength(1)
      expect(states).toEqual(['generating', 'over'])
      expect(error.hint).not.toContain('Vault may have made a token')
    }
  )

  test('an untrusted certificate', async () => {
    const { result, sent, states } = generating([untrusted])
    expect((await errorOf(result)).code).toBe('network')
    expect(sent).toHaveLength(1)
    expect(states).toEqual(['generating', 'over'])
  })
})

describe('what may be left behind is named, and stays in the journal', () => {
  test('when every answer was lost', async () => {
    const { result, states } = generating([lost, lost, lost])
    const error = await errorOf(result)
    expect(error.code).toBe('network')
    expect(error.hint).toContain(leftBehind)
    expect(states).toEqual(['generating'])
  })

  test('when one answer was lost, and the next one says no', async () => {
    const { result, states } = generating([lost, failure('INVALID_DATA')])
    const error = await errorOf(result)
    expect(error.code).toBe('vault-refused')
    expect(error.hint).toContain(leftBehind)
    expect(states).toEqual(['generating'])
  })

  test.each<[string, Scripted, boolean]>([
    ['when Vault says no', failure('OPERATION_NOT_ALLOWED'), true],
    ['when every answer was lost', lost, false],
    ['when all goes well', tokenMade(), false]
  ])('and who asks is told that surely nothing was made or not, %s', async (_when, outcome, told) => {
    let nothing = false
    const noting = () => {
      nothing = true
    }
    await generating([outcome, outcome, outcome], {}, undefined, noting).result.catch(() => {})
    expect(nothing).toBe(told)
  })

  test('but not when no try can have reached Vault', async () => {
    const { result, states } = generating([unreached, answer('', 503), unreached])
    expect((await errorOf(result)).hint).not.toContain('Vault may have made')
    expect(states).toEqual(['generating', 'over'])
  })
})

describe('a run that is stopped', () => {
  test('before the first try makes nothing', async () => {
    const stop = new AbortController()
    stop.abort()
    const { result, sent, states } = generating([tokenMade()], {}, stop)
    expect((await errorOf(result)).code).toBe('interrupted')
    expect(sent).toEqual([])
    expect(states).toEqual(['generating', 'over'])
  })

  test('during a try that is lost does not try again, and does not say that nothing was made', async () => {
    const stop = new AbortController()
    const stopping = () => {
      stop.abort()
      return lost
    }
    const { result, sent, states } = generating([stopping, tokenMade()], {}, stop)
    const error = await errorOf(result)
    expect(error.code).toBe('interrupted')
    expect(error.hint).toContain(leftBehind)
    expect(sent).toHaveLength(1)
    expect(states).toEqual(['generating'])
  })

  test('during a try that goes well still gets its token', async () => {
    const stop = new AbortController()
    const stopping = () => {
      stop.abort()
      return tokenMade()
    }
    expect((await generating([stopping], {}, stop).result).value.reveal()).toBe(TOKEN)
  })
})
