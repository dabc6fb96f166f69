import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { tokenName } from '../../src/token/rotation.ts'
import { annotations, expectNoSecretShown, isDelete, openStage, type Stage, trouble } from './stage.ts'

let stage: Stage
let begin = 0
beforeEach(async () => {
  stage = await openStage()
  begin = stage.simulator.requests.length
})
afterEach(() => stage.simulator.close())

const day = 86_400_000
/** A token as the main action names it, made so many days ago. */
const made = (daysAgo: number, more: { label?: string; destination?: string; expiresIn?: number; user?: Stage['user'] } = {}) => {
  const { label = 'github-actions acme/pipelines', destination = '0123abcd', expiresIn = 30 } = more
  const seconds = Math.floor((Date.now() - daysAgo * day) / 1000)
  const name = tokenName({ label, runId: '42', attempt: '2', destination, made: seconds, nonce: 'beef' })
  return stage.world.mint(stage.vault, more.user ?? stage.user, { name, expires: new Date(Date.now() + expiresIn * day) })
}
const bundleOf = (action: 'list-tokens' | 'delete-tokens') => ({ bundle: `dist/${action}/index.js` })
const list = (inputs: Record<string, string> = {}) => stage.step({ ...stage.byPassword, ...inputs }, bundleOf('list-tokens'))
const remove = (inputs: Record<string, string>) => stage.step({ ...stage.byPassword, ...inputs }, bundleOf('delete-tokens'))
const listed = (run: Awaited<ReturnType<typeof list>>) => JSON.parse(run.outputs.tokens ?? '') as Record<string, string>[]
const live = () => stage.world.tokens.filter(stage.world.isLive)
const deletions = () => stage.simulator.requests.slice(begin).filter(isDelete)

describe('list-tokens', () => {
  test('tells of each token what Vault knows and what its name says, soonest expiry first, and ends its session', async () => {
    const later = made(1)
    const sooner = made(20, { expiresIn: 2 })
    const run = await list()
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run.outputs.count).toBe('3')
    expect(listed(run).map(({ id }) => id)).toEqual([sooner.id, later.id, stage.stored.id])
    expect(listed(run)[0]).toMatchObject({ label: 'github-actions acme/pipelines', run_id: '42', attempt: '2', last_used_at: '' })
    expect(listed(run)[2]).toMatchObject({ name: 'stored by hand', expires_at: '' })
    expect(run.summary).toContain('/acme/pipelines/actions/runs/42/attempts/2)')
    expect(run.summary).toContain('Vault does not say')
    expectNoSecretShown(run, stage)
    expect(stage.world.sessions.size).toBe(0)
    await stage.after(run)
  })

  test('reads every page', async () => {
    stage.world.pageSize = 4
    for (let n = 0; n < 9; n++) made(n)
    expect(listed(await list())).toHaveLength(10)
  })

  test('narrows by name, expiry and use; nothing found is no failure', async () => {
    const soon = made(20, { expiresIn: 2 })
    const other = made(20, { label: 'other' })
    expect(listed(await list({ 'expires-within': '3d' })).map(({ id }) => id)).toEqual([soon.id])
    expect(listed(await list({ 'token-name': 'other' })).map(({ id }) => id)).toEqual([other.id])
    expect(listed(await list({ 'token-name': 'other', 'unused-for': '30d' }))).toEqual([])
    const none = await list({ 'token-name': 'nobody’s' })
    expect(none).toMatchObject({ exitCode: 0, outputs: { tokens: '[]', count: '0' } })
  })

  test('shows tokens of others to whoever manages them, and says so to whoever does not', async () => {
    const colleague = stage.world.addUser({ name: 'other@acme.example', password: 'another password' })
    const theirs = made(3, { user: colleague })
    const alone = await list({ owner: 'everyone' })
    expect(listed(alone).map(({ id }) => id)).not.toContain(theirs.id)
    expect(annotations(alone, 'warning').join()).toContain('shows tokens of one user alone: if others have any')
    const hidden = await list({ owner: String(colleague.id) })
    expect(annotations(hidden, 'warning').join()).toContain('if others have any, the user who signs in lacks the permission')
    stage.user.managesTokens = true
    expect(listed(await list({ owner: 'everyone' })).map(({ id }) => id)).toContain(theirs.id)
    expect(listed(await list({ owner: String(colleague.id) })).map(({ id }) => id)).toEqual([theirs.id])
    expect(listed(await list()).map(({ id }) => id)).toEqual([stage.stored.id])
  })

  test('warns from 20 tokens on', async () => {
    for (let n = 0; n < 19; n++) made(n)
    expect(annotations(await list(), 'warning').join()).toContain('holds 20 of 25 active tokens')
  })

  test('reports all mistakes before the first call', async () => {
    const run = await stage.step(
      { 'vault-dns': 'https://x', owner: 'him', 'unused-for': '2w', token_name: 'x' },
      bundleOf('list-tokens')
    )
    expect(run.exitCode).toBe(1)
    const said = annotations(run, 'error').join('\n')
    for (const part of ['vault-dns: ', 'owner: "him"', 'unused-for: "2w"', 'did you mean token-name?', 'one way to sign in'])
      expect(said).toContain(part)
    expect(stage.requests(begin)).toEqual([])
    expect(run.outputs).toEqual({})
  })

  test('refuses inputs of the main action, which would mean another Vault’s tokens', async () => {
    const run = await list({ 'sandbox-name': 'UAT', target: 'vault' })
    expect(run.exitCode).toBe(1)
    const said = annotations(run, 'error')
    expect(said).toEqual([
      expect.stringContaining('target: is an input of the main action'),
      expect.stringContaining('sandbox-name: is an input of the main action')
    ])
    expect(stage.requests(begin)).toEqual([])
  })

  test('sets no outputs when it fails: an empty list would say that there are no tokens', async () => {
    trouble(stage.simulator, ({ path }) => path.includes('/query'), 'cut-before', 9)
    const run = await list()
    expect(run).toMatchObject({ exitCode: 1, outputs: {} })
    expect(stage.world.sessions.size).toBe(0)
  })

  test('a token that was made by hand and never seen in use is not said to be unused', async () => {
    const old = made(40)
    expect(listed(await list({ 'unused-for': '30d' })).map(({ id }) => id)).toEqual([old.id])
  })

  test('a session that could not be ended is ended by the post step', async () => {
    trouble(stage.simulator, ({ method, path }) => method === 'DELETE' && path.endsWith('/session'), 'cut-before', 2)
    const run = await list()
    expect(run.exitCode).toBe(0)
    expect(stage.world.sessions.size).toBe(1)
    await stage.after(run)
    expect(stage.world.sessions.size).toBe(0)
  })
})

describe('delete-tokens', () => {
  test('deletes the tokens with these ids and no others', async () => {
    const [first, second, third] = [made(1), made(2), made(3)]
    const run = await remove({ 'token-ids': `${first.id}\n${third.id}` })
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(run.outputs.deleted ?? '')).toEqual([first.id, third.id])
    expect(run.outputs.count).toBe('2')
    expect(live()).toEqual([stage.stored, second])
    expect(stage.world.sessions.size).toBe(0)
    expectNoSecretShown(run, stage)
    await stage.after(run)
  })

  test('an id that is not there is an error before anything is deleted; one that the listing does not show yet is found', async () => {
    const token = made(1)
    const run = await remove({ 'token-ids': `${token.id}\n0PI0000000000ZZ` })
    expect(run.exitCode).toBe(1)
    expect(annotations(run, 'error').join()).toContain('0PI0000000000ZZ')
    expect(deletions()).toEqual([])
    stage.vault.queryLagMs = 60_000
    const fresh = stage.world.mint(stage.vault, stage.user, { name: 'fresh' })
    expect((await remove({ 'token-ids': fresh.id })).exitCode).toBe(0)
    expect(stage.world.isLive(fresh)).toBe(false)
  })

  test('by name, with the newest of each destination staying', async () => {
    const [newest, , other] = [made(1), made(2), made(3, { destination: '99999999' })]
    made(4)
    const run = await remove({ 'token-name': 'github-actions acme/pipelines', 'keep-newest': '1' })
    expect(run.outputs.count).toBe('2')
    expect(live()).toEqual([stage.stored, newest, other])
  })

  test('a dry run shows what would go, and sends no deletion', async () => {
    const token = made(1)
    const run = await remove({ 'token-name': 'github-actions acme/pipelines', 'dry-run': 'true' })
    expect(run).toMatchObject({ exitCode: 0, outputs: { deleted: '[]', count: '0' } })
    expect(JSON.parse(run.outputs.results ?? '')).toEqual([{ id: token.id, name: token.name, deleted: false }])
    expect(run.summary).toContain('would be deleted')
    expect(deletions()).toEqual([])
  })

  test('a row that Vault refuses fails the step and is named; the others are deleted', async () => {
    stage.vault.selfDelete = false
    const token = made(1)
    const run = await stage.step({ ...stage.byToken, 'token-ids': `${token.id}\n${stage.stored.id}` }, bundleOf('delete-tokens'))
    expect(run.exitCode).toBe(1)
    expect(annotations(run, 'error')).toEqual([expect.stringContaining(`(id ${stage.stored.id})`)])
    expect(JSON.parse(run.outputs.deleted ?? '')).toEqual([token.id])
  })

  test('a lost answer is asked for again, and what is gone by then counts as deleted', async () => {
    const token = made(1)
    trouble(stage.simulator, isDelete, 'cut-after')
    const run = await remove({ 'token-ids': token.id })
    expect(run).toMatchObject({ exitCode: 0, outputs: { count: '1' } })
  })

  test('refuses what could mean everything, and what has no effect', async () => {
    const said = async (inputs: Record<string, string>) => annotations(await remove(inputs), 'error').join()
    expect(await said({})).toContain('nothing never means everything')
    expect(await said({ 'token-ids': '0PI1', 'token-name': 'x' })).toContain('two ways')
    expect(await said({ 'token-ids': '0PI1', 'keep-newest': '1' })).toContain('keep-newest: can have no effect')
    const byToken = await stage.step({ ...stage.byToken, 'token-name': 'x' }, bundleOf('delete-tokens'))
    expect(annotations(byToken, 'error').join()).toContain('keep-newest: has to be 1 or more')
    expect(stage.requests(begin)).toEqual([])
  })

  test('a token that was pasted where ids belong is masked, and sent to nobody', async () => {
    const token = made(1)
    const ghs = `ghs_${'a1B2'.repeat(9)}`
    for (const inputs of [
      { 'token-ids': token.value },
      { 'token-ids': `${token.id}\n${token.value}` },
      { 'token-ids': token.id, 'token-name': token.value },
      { 'token-name': 'x', 'keep-newest': token.value },
      { 'token-name': 'x', owner: token.value },
      { 'token-name': 'x', 'unused-for': ghs }
    ]) {
      const run = await remove(inputs)
      expect(run.exitCode).toBe(1)
      for (const value of [token.value, ghs])
        for (const screen of [run.log, run.stderr, run.summary]) expect(screen).not.toContain(value)
    }
    expect(stage.requests(begin)).toEqual([])
  })

  test('refuses inputs of the main action: with the parent as vault-dns they would mean tokens of production', async () => {
    const run = await remove({ 'sandbox-name': 'UAT', 'token-name': 'github-actions acme/pipelines' })
    expect(annotations(run, 'error')).toEqual([expect.stringContaining('for a sandbox give its own DNS')])
    expect(stage.requests(begin)).toEqual([])
  })

  test('after a lost answer and then an error of the whole call, what is still listed does not count as deleted', async () => {
    const tokens = [made(1), made(2), made(3)]
    trouble(stage.simulator, isDelete, 'cut-before')
    trouble(stage.simulator, isDelete, { failure: 'INVALID_SESSION_ID' }, 3)
    const run = await stage.step(
      { ...stage.byToken, 'token-ids': tokens.map(({ id }) => id).join('\n') },
      bundleOf('delete-tokens')
    )
    expect(run).toMatchObject({ exitCode: 1, outputs: { deleted: '[]', count: '0' } })
    expect(live()).toEqual([stage.stored, ...tokens])
  })

  test('after a lost answer and then an error of the whole call, what is listed no more counts as deleted', async () => {
    const tokens = [made(1), made(2), made(3)]
    trouble(stage.simulator, isDelete, 'cut-after')
    trouble(stage.simulator, isDelete, { failure: 'INVALID_SESSION_ID' }, 3)
    const run = await stage.step(
      { ...stage.byToken, 'token-ids': tokens.map(({ id }) => id).join('\n') },
      bundleOf('delete-tokens')
    )
    expect(JSON.parse(run.outputs.deleted ?? '')).toEqual(tokens.map(({ id }) => id))
    expect(run.exitCode).toBe(0)
  })

  test('where Vault shows no use of any token, unused-for deletes nothing', async () => {
    stage.vault.recordsUses = 'never'
    made(40)
    const run = await remove({ 'token-name': 'github-actions acme/pipelines', 'unused-for': '30d' })
    expect(run.exitCode).toBe(1)
    expect(annotations(run, 'error').join()).toContain('which are unused can’t be told')
    expect(deletions()).toEqual([])
  })

  test('more than 500 go in several calls', async () => {
    for (let n = 0; n < 501; n++) made(n + 1)
    const run = await remove({ 'token-name': 'github-actions acme/pipelines' })
    expect(run.outputs.count).toBe('501')
    expect(deletions()).toHaveLength(2)
    expect(live()).toEqual([stage.stored])
  })
})

describe('thirty weekly runs of a token kept elsewhere', () => {
  let weekly: Stage
  beforeAll(async () => {
    weekly = await openStage()
  })
  afterAll(() => weekly.simulator.close())
  const label = 'secret manager UAT'
  const ofUat = () => weekly.world.tokens.filter(token => weekly.world.isLive(token) && token.vault === weekly.uat)

  // A test for each week, so that none depends on how fast the machine is.
  test.each(Array.from({ length: 30 }, (_, week) => week))(
    'week %i: at most two tokens live, and one that could not be stored is left by none',
    async week => {
      const main = {
        ...{ ...weekly.byPassword, 'sandbox-name': 'UAT', 'token-name': label, expires: 'never', 'revoke-after-job': 'false' }
      }
      const remove = (inputs: Record<string, string>) =>
        weekly.step({ ...weekly.byPassword, 'vault-dns': weekly.uat.host, ...inputs }, bundleOf('delete-tokens'))
      const made = await weekly.step(main)
      await weekly.after(made)
      const isStored = week % 10 !== 5
      const tidied = isStored
        ? await remove({ 'token-name': label, 'keep-newest': '2' })
        : await remove({ 'token-ids': made.outputs['token-id'] ?? '' })
      expect([made.exitCode, tidied.exitCode]).toEqual([0, 0])
      const values = ofUat().map(({ value }) => value)
      if (isStored) expect(values).toContain(made.outputs.token)
      else expect(values).not.toContain(made.outputs.token)
      expect(values.length).toBeLessThanOrEqual(2)
      weekly.world.clock.advance(7 * day)
    }
  )

  test('end with two live tokens', () => expect(ofUat()).toHaveLength(2))
})
