import { describe, expect, test } from '@jest/globals'
import { obtainToken } from '../../../src/token/index.ts'
import { failure, lost } from '../../helpers/answers.ts'
import { count, DELETING, GENERATE, lines, PUT_SECRET, QUERY, stage, warnings } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

const called = 'the secret VAULT_TOKEN of the repository acme/pipelines'
const at = 'acme-dev.veevavault.com'

describe('a token that is an output', () => {
  test('is generated, proven and handed on, and stays for the post step to delete', async () => {
    const of = stage()
    const obtained = await obtainToken(of.outputTask(), of.world)
    const made = of.newest()
    expect(obtained).toMatchObject({
      is: 'generated',
      token: { id: made.id, name: made.name },
      handedOn: { as: 'output', revokeAfterJob: true }
    })
    expect(of.outputs).toEqual([obtained])
    expect(of.recorded()).toEqual(['generating', 'made', 'handed-over'])
    expect(of.doneGenerating.length).toBeGreaterThan(0)
    expect(lines(of)).toEqual([`Generated "${made.name}" (id ${made.id}) for Dev One on ${at}.`])
    expect(warnings(of)).toEqual([])
  })

  test('is over where it is to stay', async () => {
    const of = stage()
    await obtainToken(of.outputTask({ way: { to: 'output', revokeAfterJob: false } }), of.world)
    expect(of.recorded()).toEqual(['generating', 'made', 'over'])
  })

  test('is told of with the Vault that generated it where its own is not known', async () => {
    const of = stage()
    const task = of.outputTask({ verify: false })
    await obtainToken({ ...task, subject: { ...task.subject, host: undefined } }, of.world)
    expect(lines(of)).toEqual([expect.stringMatching(/ for Dev One on acme\.veevavault\.com\.$/)])
    expect(count(of, QUERY)).toBe(0)
  })
})

describe('after an answer that was lost', () => {
  test.each([
    [true, ['generating', 'made', 'handed-over', 'handed-over']],
    [false, ['generating', 'made', 'kept', 'over']]
  ])('the twin is deleted, and the post step has none to look for (revoke-after-job: %s)', async (revokeAfterJob, states) => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    await obtainToken(of.outputTask({ way: { to: 'output', revokeAfterJob } }), of.world)
    expect(of.living()).toEqual([of.newest().id])
    expect(of.recorded()).toEqual(states)
    expect(of.journal.at(-1)).toMatchObject(revokeAfterJob ? { twins: false } : { state: 'over' })
  })

  test('the twin is left to the post step where Vault does not delete it, or where it can’t be listed', async () => {
    const refusing = stage()
    refusing.trouble(GENERATE, 'the answer is lost')
    refusing.trouble(DELETING, failure('INSUFFICIENT_ACCESS', 'No.'))
    await obtainToken(refusing.outputTask(), refusing.world)
    expect(refusing.journal.at(-1)).toMatchObject({ state: 'handed-over', twins: true })
    const blind = stage()
    blind.trouble(GENERATE, lost)
    blind.trouble(QUERY, failure('INSUFFICIENT_ACCESS', 'No.'), 9)
    await obtainToken(blind.outputTask(), blind.world)
    expect(blind.journal.at(-1)).toMatchObject({ state: 'handed-over', twins: true })
  })

  test('a twin that nobody may look for is named', async () => {
    const of = stage()
    of.trouble(GENERATE, lost)
    await obtainToken(of.outputTask({ verify: false }), of.world)
    const { name, id } = of.newest()
    expect(warnings(of)).toEqual([
      `token left behind: An answer of Vault was lost: it may hold a second "${name}", whose value nobody has. Find the one that is not ${id} with the action list-tokens and delete it with delete-tokens.`
    ])
  })
})

describe('a token that is stored', () => {
  test.each([
    ['for the first time', false, 'created', `Created ${called}.`, []],
    ['again', true, 'updated', `Updated ${called}.`, [`current-token was not given, or is empty, so each run renews ${called}.`]]
  ])('%s says so', async (_when, isThere, status, told, more) => {
    const of = stage()
    const old = isThere ? of.holds(of.ours({ agoMinutes: 120 })) : undefined
    const obtained = await obtainToken(await of.secretTask({ keepPrevious: 0 }), of.world)
    expect(obtained).toMatchObject({ handedOn: { as: 'secret', status, revoked: old === undefined ? [] : [old.id] } })
    expect(lines(of).slice(1, 2 + more.length)).toEqual([told, ...more])
    expect(of.outputs).toMatchObject([{ handedOn: { revoked: [] } }])
    expect(of.held()).toBe(of.newest().value)
    expect(of.recorded()).toEqual(['generating', 'made', 'storing', 'over'])
  })

  test('without asking its Vault deletes nothing', async () => {
    const of = stage()
    of.holds(of.ours({ agoMinutes: 120 }))
    const obtained = await obtainToken(await of.secretTask({ keepPrevious: 0, verify: false }), of.world)
    expect(obtained).toMatchObject({ handedOn: { as: 'secret', status: 'updated', revoked: [] } })
    expect(count(of, DELETING)).toBe(0)
  })
})

describe('the current token', () => {
  test('is kept, told and handed on; nothing is generated', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    const obtained = await obtainToken(await of.secretTask({ current }), of.world)
    expect(obtained).toMatchObject({ is: 'kept', token: { id: current.id, name: current.name, executionId: '' } })
    expect(of.outputs).toEqual([obtained])
    expect(of.doneGenerating).toHaveLength(1)
    const until = `${current.expires?.toISOString().slice(0, 19)}Z`
    expect(lines(of)).toEqual([`Kept the current token for Dev One: "${current.name}" expires ${until}.`])
    expect([count(of, GENERATE), of.journal]).toEqual([0, []])
  })

  test('may last for ever', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    current.expires = null
    await obtainToken(await of.secretTask({ current }), of.world)
    expect(lines(of)).toEqual([`Kept the current token for Dev One: "${current.name}" expires never.`])
  })

  test('that is kept near the limit is a warning, with its Vault', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    for (let n = 0; n < 19; n++) of.model.mint(of.sandbox, of.user, { name: `by hand ${n}` })
    await obtainToken(await of.secretTask({ current }), of.world)
    expect(warnings(of)).toEqual([expect.stringContaining(`20 of 25 active tokens on ${at}:`)])
  })

  test('is renewed where its time is near, and the log says why', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    const obtained = await obtainToken(await of.secretTask({ current, renewBefore: 31 * 86_400 }), of.world)
    expect(obtained.is).toBe('generated')
    expect(lines(of)[0]).toBe('Renewing the current token for Dev One: it expires in 30 days.')
    expect(lines(of).join()).not.toContain('so each run renews')
  })

  test('tells at the limit what it saw', async () => {
    const of = stage()
    const current = of.holds(of.ours())
    for (let n = 0; n < 24; n++) of.model.mint(of.sandbox, of.user, { name: `by hand ${n}` })
    const task = await of.secretTask({ current, renewBefore: 31 * 86_400 })
    expect((await errorOf(obtainToken(task, of.world))).code).toBe('token-limit')
  })
})

test('a run that is cancelled after the proof hands nothing on, and leaves the token to the post step', async () => {
  const of = stage()
  of.trouble(QUERY, () => of.stop.abort())
  expect((await errorOf(obtainToken(await of.secretTask(), of.world))).code).toBe('interrupted')
  expect(of.recorded()).toEqual(['generating', 'made'])
  expect(count(of, PUT_SECRET)).toBe(0)
  expect(of.outputs).toEqual([])
})
