import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, jest, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { afterJob } from '../../src/after-job.ts'
import type { LiveToken, Place, TokenEntry } from '../../src/journal.ts'
import { thisProcess } from '../../src/process.ts'
import { answer, deleted, failure, lost, success, TOKEN } from '../helpers/answers.ts'
import { site } from '../helpers/settings.ts'
import { host } from '../helpers/values.ts'
import { routeOf, type Scripted, world } from '../helpers/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'after-job-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at: Place = { called: 'Dev One', vaultId: '3003', site: site({ host: host('acme-dev.veevavault.com') }) }
const live: LiveToken = { at, name: 'ci #1.1-0a0b0c0d-69218a40beef', id: 'V8T1', value: TOKEN, twins: false }
const made: TokenEntry = { state: 'made', ...live }
const handedOver: TokenEntry = { state: 'handed-over', ...live }
const session = { state: 'open', site: site(), session: 'SESSION-VALUE' }
/** A main that is over: nobody knows when it began. */
const main = (stateFile = join(folder, 'none')) => JSON.stringify({ pid: 1, started: '', stateFile })
const journal = (entries: Readonly<Record<string, unknown>>) => ({
  main: main(),
  ...Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, JSON.stringify(entry)]))
})

/** What is left after the post step: what it sent and what it said. */
const leftAfter = async (
  state: Readonly<Record<string, string>>,
  script: readonly Scripted[] = [],
  more: Omit<Parameters<typeof world>[0] & object, 'state' | 'script'> = {}
) => {
  const given = world({ state, script, ...more })
  await afterJob(given)
  const said = given.runner.effects.filter(({ does }) => does !== 'mask')
  return { ...given, routes: given.sent.map(routeOf), said: said.map(({ does, name, text }) => [does, name, text].join(' ')) }
}
const what = 'the token "ci #1.1-0a0b0c0d-69218a40beef" (id V8T1) of Dev One'

describe('when the journal says', () => {
  test('that everything is over, nothing is done', async () => {
    const state = journal({ 'token-0': { state: 'over' }, session: { state: 'over' } })
    expect(await leftAfter(state)).toMatchObject({ routes: [], said: [] })
  })

  test('that a token was being generated, it is named, since nobody knows its value', async () => {
    const { routes, said } = await leftAfter(journal({ 'token-0': { state: 'generating', at, name: 'ci #1' } }))
    expect(routes).toEqual([])
    expect(said).toEqual([
      'warning token left behind Vault may have made the token "ci #1" for Dev One, whose value nobody has: find it with the action list-tokens and delete it with delete-tokens. A rotation of the same secret deletes it from 15 minutes on; else it lives until it expires.'
    ])
  })

  test.each([
    ['made', made],
    ['handed over', handedOver]
  ])('that a token was %s, it is deleted on its own Vault, with itself', async (_how, entry) => {
    const { routes, said, sent, runner } = await leftAfter(journal({ 'token-0': entry }), [deleted('V8T1')])
    expect(routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
    expect(sent[0]).toMatchObject({ body: '[{"id":"V8T1"}]', headers: { authorization: `Bearer ${TOKEN}` } })
    expect(sent[0]?.url.hostname).toBe('acme-dev.veevavault.com')
    expect(said).toEqual([`info  Deleted ${what}.`])
    expect(runner.effects[0]).toEqual({ does: 'mask', name: '', text: TOKEN })
  })

  test('that a token was made which its Vault does not know yet, it is asked again until it does', async () => {
    const tooEarly = failure('INVALID_SESSION_ID')
    const { routes, said } = await leftAfter(journal({ 'token-0': made }), [tooEarly, tooEarly, deleted('V8T1')])
    expect(routes).toHaveLength(3)
    expect(said).toEqual([`info  Deleted ${what}.`])
  })

  test('that a session is open, it is ended', async () => {
    const { routes, said, sent } = await leftAfter(journal({ session }), [success()])
    expect(routes).toEqual(['DELETE /session'])
    expect(sent[0]?.headers.authorization).toBe('Bearer SESSION-VALUE')
    expect(said).toEqual(['info  Ended the session on acme.veevavault.com.'])
  })

  test('several things, each is done, and the failure of one does not stop the others', async () => {
    const state = journal({ 'token-0': made, 'token-1': { ...handedOver, id: 'V8T2' }, session })
    const byHost: Scripted = ({ url, body }) =>
      url.pathname.endsWith('/session')
        ? success()
        : body?.includes('V8T1')
          ? failure('INSUFFICIENT_ACCESS', 'No.')
          : deleted('V8T2')
    const { said, routes } = await leftAfter(state, [byHost, byHost, byHost])
    expect(routes).toHaveLength(3)
    expect(said.map(line => line.split(' ').slice(0, 3).join(' ')).sort()).toEqual([
      'info  Deleted',
      'info  Ended',
      'warning token left'
    ])
  })
})

describe('a token that can not be deleted is named with its id', () => {
  const left = (why: string) =>
    `warning token left behind Deleting ${what} failed: ${why} Delete it by its id with the action delete-tokens, or leave it to its expiry.`
  const unknown = (times: number) => Array.from({ length: times }, () => failure('INVALID_SESSION_ID', 'No.'))
  const row = (type: string, message: string) => success({ data: [{ responseStatus: 'FAILURE', errors: [{ type, message }] }] })

  test('because its Vault is not known', async () => {
    const { routes, said } = await leftAfter(journal({ 'token-0': { ...handedOver, at: { ...at, site: undefined } } }))
    expect(routes).toEqual([])
    expect(said).toEqual([left('its Vault is not to be contacted (verify: false), or its DNS is not known.')])
  })

  test('because the journal names a foreign host, to which nothing is sent', async () => {
    const { routes, said } = await leftAfter(
      journal({ 'token-0': { ...made, at: { ...at, site: { ...at.site, host: 'evil.example.com' } } } })
    )
    expect(routes).toEqual([])
    expect(said).toEqual([left('its Vault is not to be contacted (verify: false), or its DNS is not known.')])
  })

  test.each(['No', 'No.'])('because Vault does not let a token delete itself: %s', async text => {
    const { said } = await leftAfter(journal({ 'token-0': handedOver }), [row('INSUFFICIENT_ACCESS', text)])
    expect(said).toEqual([left('Vault answered INSUFFICIENT_ACCESS: No.')])
  })

  test('because Vault can not be reached', async () => {
    const { said, routes } = await leftAfter(journal({ 'token-0': handedOver }), [lost, lost, lost, lost])
    expect(routes).toHaveLength(4)
    expect(said).toEqual([left('Deleting a token on acme-dev.veevavault.com failed: the connection was lost (ECONNRESET).')])
  })

  // It may merely be too young, so an answer that was lost before means nothing either.
  test.each([
    ['', []],
    [', also after an answer that was lost', [lost]]
  ])('because it was only made, and never worked%s', async (_what, before) => {
    const { said, routes } = await leftAfter(journal({ 'token-0': made }), [...before, ...unknown(100)])
    // Every 2 of 90 seconds.
    expect(routes).toHaveLength(46)
    expect(said).toEqual([left('Deleting a token on acme-dev.veevavault.com failed: Vault answered INVALID_SESSION_ID: No.')])
  })

  test('because the time of the post step is up', async () => {
    const stop = new AbortController()
    stop.abort(new DOMException('', 'TimeoutError'))
    const { said, routes } = await leftAfter(journal({ 'token-0': made }), [], { stop })
    expect(routes).toEqual([])
    expect(said).toEqual([left('The 2 minutes of the post step were over.')])
  })
})

test.each([
  ['its refusal', failure('INVALID_SESSION_ID')],
  ['status 401', answer({ responseStatus: 'FAILURE', errors: [{ type: 'INVALID_SESSION_ID' }] }, 401)]
])('a token that a later step has deleted already is no warning: %s', async (_how, outcome) => {
  const { said } = await leftAfter(journal({ 'token-0': handedOver }), [outcome])
  expect(said).toEqual([`info  Nothing to delete: Vault no longer knows ${what}.`])
})

test('a lost answer after which Vault does not know the token means that it is deleted, since somebody has used it', async () => {
  const { said } = await leftAfter(journal({ 'token-0': handedOver }), [lost, failure('INVALID_SESSION_ID')])
  expect(said).toEqual([`info  Deleted ${what}.`])
})

describe('a session that can not be ended', () => {
  test('because it is over already is no warning', async () => {
    expect((await leftAfter(journal({ session }), [failure('INVALID_SESSION_ID')])).said).toEqual([])
  })

  test('for another reason is one', async () => {
    const { said } = await leftAfter(journal({ session }), [lost, lost])
    expect(said).toEqual([
      'warning network Ending the session on acme.veevavault.com failed: the connection was lost (ECONNRESET). The session ends by itself when it has been idle.'
    ])
  })

  test('because its host is foreign is one, and it is sent nowhere', async () => {
    const { said, routes } = await leftAfter(
      journal({ session: { ...session, site: { ...session.site, host: 'evil.example.com' } } })
    )
    expect(routes).toEqual([])
    expect(said).toEqual([expect.stringContaining('warning internal The saved state of "session" can’t be read')])
  })
})

describe('saved state that can not be read', () => {
  test('is named, without its text, and the rest is still done', async () => {
    const cut = JSON.stringify(made).slice(0, -3)
    const { said, routes } = await leftAfter({ ...journal({ 'token-1': handedOver }), 'token-0': cut }, [deleted('V8T1')])
    expect(routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
    expect(said.join('\n')).toContain('The saved state of "token-0" can’t be read, so what it tells of may be left behind')
    expect(said.join('\n')).not.toContain(TOKEN)
  })

  test('about main itself does not keep a token alive', async () => {
    const { routes } = await leftAfter({ ...journal({ 'token-0': made }), main: '{"pid":1' }, [deleted('V8T1')])
    expect(routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
  })
})

describe('before anything is sent', () => {
  test('a certificate that main trusted is trusted, whatever the input says now', async () => {
    const state = { ...journal({ session }), 'ca-certificate': createAuthority().caPem }
    const { history } = await leftAfter(state, [success()], { inputs: { 'ca-certificate': 'of another step' } })
    expect(history.filter(each => each !== 'mask')).toEqual(['trust', 'DELETE /session', 'info'])
  })

  test.each([[''], [' \n'], ['no certificate']])('what is no certificate is passed over: %j', async text => {
    const { history } = await leftAfter({ ...journal({ session }), 'ca-certificate': text }, [success()])
    expect(history.filter(each => each !== 'mask')).toEqual(['DELETE /session', 'info'])
  })

  const env = { HTTPS_PROXY: 'http://robot:p%40ss@proxy.acme.example:3128' }

  test('the password of the proxy is masked', async () => {
    const { runner } = await leftAfter(journal({ session }), [success()], { env })
    const masked = runner.effects.filter(({ does }) => does === 'mask').map(({ text }) => text)
    expect(masked).toEqual(['p@ss', 'p%40ss', 'robot:p@ss', 'SESSION-VALUE'])
  })

  test('nothing is masked where main saved nothing', async () => {
    expect((await leftAfter({}, [], { env })).history).toEqual([])
  })
})

// Elsewhere the runner has waited for main, and there is nothing to look at.
const onLinux = existsSync('/proc/self/stat') ? describe : describe.skip

onLinux('a main that lives on beside the post step', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })
  const lasting = JSON.stringify({ ...thisProcess(), stateFile: join(folder, 'none') })
  /** Signals come to nothing, as where the process belongs to somebody else. */
  const deaf = () => jest.spyOn(process, 'kill').mockReturnValue(true)

  test('and that no signal ends is named, and the rest is still done', async () => {
    const signals = deaf()
    const { said, routes } = await leftAfter({ ...journal({ 'token-0': made }), main: lasting }, [deleted('V8T1')])
    expect(signals.mock.calls).toEqual([
      [process.pid, 'SIGTERM'],
      [process.pid, 'SIGKILL']
    ])
    expect(said).toEqual([
      `warning internal The main step (process ${process.pid}) goes on and could not be ended, so it may still generate a token: look for one of this run among the user’s tokens in Vault and delete it.`,
      `info  Deleted ${what}.`
    ])
    expect(routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
  })

  test('until the time of the post step is up is a warning', async () => {
    deaf()
    const stop = new AbortController()
    stop.abort()
    const { said, routes } = await leftAfter({ ...journal({ 'token-0': made }), main: lasting }, [], { stop })
    expect(routes).toEqual([])
    expect(said).toEqual([
      'warning interrupted The run was cancelled. What was under way is finished or undone by the post step; run the workflow again.'
    ])
  })
})

test('what main recorded after the runner had read its state counts', async () => {
  const file = join(folder, 'state')
  writeFileSync(file, `token-0<<END\n${JSON.stringify(made)}\nEND\nsession<<END\n{"state":"over"}\nEND\ntoken-1<<EN`)
  const { routes } = await leftAfter({ ...journal({ session }), main: main(file) }, [deleted('V8T1')])
  expect(routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
})
