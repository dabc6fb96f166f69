import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import type { HttpOutcome } from '../../src/http.ts'
import { run } from '../../src/run.ts'
import { destinationId, parseName } from '../../src/token/rotation.ts'
import {
  answer,
  deleted,
  exception,
  failure,
  lost,
  proves,
  sandboxes,
  sandboxRow,
  signedIn,
  success,
  TOKEN,
  tokenMade,
  tokenRecord,
  tokensListed,
  unreached
} from '../helpers/answers.ts'
import { inputs, passwordInputs } from '../helpers/settings.ts'
import { type FakeWorld, jobEnvironment, routeOf, type Scripted, world } from '../helpers/world.ts'

const name = expect.stringMatching(/^github-actions acme\/pipelines #4711\.2-[0-9a-f]{8}-[0-9a-f]{8}beef$/)
const results = (of: FakeWorld) => JSON.parse(of.runner.outputs().results ?? 'null')
const routes = (of: FakeWorld) => of.sent.map(routeOf)
/** The last state that was saved under a key, as the post step finds it. */
const saved = (of: FakeWorld, key: string) => JSON.parse(of.runner.saved()[key] ?? 'null')

describe('a stored token makes one for a sandbox', () => {
  const given = world({ inputs: inputs(), script: [sandboxes(sandboxRow()), tokenMade(), proves()] })
  const outcome = run(given)

  test('in this order: find the sandbox, announce, generate, mask, record, prove, hand over, record, report', async () => {
    expect(await outcome).toBe('succeeded')
    const steps = given.history.filter(step => !step.startsWith('output ') || step === 'output token')
    expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
      'state main',
      'mask',
      'GET /objects/sandbox',
      'state token-0 generating',
      'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys',
      'mask',
      'state token-0 made',
      'info',
      'GET /vobjects/api_access_token__sys/V8T000000000001',
      'output token',
      'state token-0 handed-over',
      'output token',
      'summary'
    ])
  })

  test('with the credential that was given on its own Vault, and with the new token on that of the sandbox', () => {
    expect(given.sent.map(({ url, headers }) => [url.hostname, headers.authorization])).toEqual([
      ['acme.veevavault.com', 'Bearer veeva-vault-STORED0TOKEN'],
      ['acme.veevavault.com', 'Bearer veeva-vault-STORED0TOKEN'],
      ['acme-dev.veevavault.com', `Bearer ${TOKEN}`]
    ])
  })

  test('and ends no session, because it opened none', () => {
    expect(routes(given)).not.toContain('DELETE /session')
    expect(given.runner.saved()).not.toHaveProperty('session')
  })

  test('which expires a day after generating', () => {
    expect(new URLSearchParams(given.sent[1]?.body).get('expiry_date__v')).toBe('2026-11-23T12:00:00Z')
  })

  test('and sets all the outputs', () => {
    expect(given.runner.outputs()).toEqual({
      token: TOKEN,
      tokens: JSON.stringify({ 'Dev One': TOKEN }),
      'token-id': 'V8T000000000001',
      'token-name': name,
      'expires-at': '2026-11-23T12:00:00Z',
      'sandbox-name': 'Dev One',
      'sandbox-dns': 'acme-dev.veevavault.com',
      'sandbox-vault-id': '3003',
      generated: 'true',
      results: expect.any(String)
    })
    expect(results(given)).toEqual([expect.objectContaining({ generated: true, token_name: name })])
  })

  test('and leaves the post step what it needs to delete it on its own Vault', () => {
    expect(saved(given, 'main')).toEqual({ pid: 77, started: '1234', stateFile: '/nowhere/state' })
    expect(saved(given, 'token-0')).toEqual({
      state: 'handed-over',
      at: {
        called: 'Dev One',
        vaultId: '3003',
        site: {
          host: 'acme-dev.veevavault.com',
          apiVersion: 'v26.2',
          clientId: 'github-actions-vault-sandbox-token',
          referenceId: 'acme/pipelines/4711.2'
        }
      },
      name: new URLSearchParams(given.sent[1]?.body).get('name__v'),
      id: 'V8T000000000001',
      value: TOKEN,
      twins: false
    })
  })

  test('and shows no credential in the log or the summary, or anywhere before its mask', () => {
    for (const credential of [TOKEN, 'veeva-vault-STORED0TOKEN']) {
      expect(given.runner.visible()).not.toContain(credential)
      const first = given.runner.effects.find(({ text }) => text.includes(credential))
      expect(first).toEqual({ does: 'mask', name: '', text: credential })
    }
    const tellers = given.runner.effects.filter(({ does, text }) => does === 'output' && text.includes(TOKEN))
    expect(new Set(tellers.map(({ name }) => name))).toEqual(new Set(['token', 'tokens']))
  })
})

test('a token that is to outlive the job is not left to the post step', async () => {
  const given = world({
    inputs: inputs({ 'revoke-after-job': 'false', expires: 'never' }),
    script: [sandboxes(sandboxRow()), tokenMade(), proves({ expiry_date__sys: null })]
  })
  expect(await run(given)).toBe('succeeded')
  expect(given.runner.saved()['token-0']).toBe('{"state":"over"}')
  expect(given.runner.outputs()['expires-at']).toBe('')
  expect(given.sent[1]?.body).not.toContain('expiry_date__v')
})

test('the length of a token counts by Vault’s clock', async () => {
  const ofHalfPastOne = proves({ expiry_date__sys: '2026-11-22T13:30:00.000Z' })
  const given = world({
    inputs: inputs({ expires: '1h' }),
    script: [{ ...sandboxes(sandboxRow()), headers: { date: 'Sun, 22 Nov 2026 12:30:00 GMT' } }, tokenMade(), ofHalfPastOne]
  })
  await run(given)
  expect(new URLSearchParams(given.sent[1]?.body).get('expiry_date__v')).toBe('2026-11-22T13:30:00Z')
  expect(given.runner.outputs()['expires-at']).toBe('2026-11-22T13:30:00Z')
})

test('with target: vault the token is of the Vault that was called', async () => {
  const given = world({ inputs: inputs({ target: 'vault', 'sandbox-name': '' }), script: [success(), tokenMade(), proves()] })
  expect(await run(given)).toBe('succeeded')
  expect(routes(given)).toEqual([
    'GET /objects/users/me',
    'POST /objects/users/me/api_access_token__sys',
    'GET /vobjects/api_access_token__sys/V8T000000000001'
  ])
  expect(new Set(given.sent.map(({ url }) => url.hostname))).toEqual(new Set(['acme.veevavault.com']))
  expect(given.runner.outputs()).toMatchObject({
    token: TOKEN,
    tokens: JSON.stringify({ 'acme.veevavault.com': TOKEN }),
    'sandbox-name': '',
    'sandbox-dns': '',
    'sandbox-vault-id': ''
  })
  expect(saved(given, 'token-0').at.site.host).toBe('acme.veevavault.com')
})

test('with target: vault the Vault that generated has to be the one that answers with the record', async () => {
  const script = [
    success(),
    tokenMade(TOKEN, 'V8T000000000001', { 'x-vaultapi-vaultid': '1001' }),
    proves(),
    deleted('V8T000000000001')
  ]
  const given = world({ inputs: inputs({ target: 'vault', 'sandbox-name': '' }), script })
  expect(await run(given)).toBe('failed')
  expect(given.runner.annotations('error')).toEqual([expect.stringContaining('Vault 3003 answered, not Vault 1001')])
})

test('the name of a token says which GitHub and which repository it is for, also where the runner gives no address', async () => {
  const namedFor = async (apiUrl: string) => {
    const script = [sandboxes(sandboxRow()), tokenMade(), proves()]
    const given = world({ inputs: inputs(), env: { ...jobEnvironment, GITHUB_API_URL: apiUrl }, script })
    await run(given)
    return parseName(given.runner.outputs()['token-name'] ?? '')?.destination
  }
  const idOf = (apiHost: string) => destinationId({ is: 'output', repository: 'acme/pipelines' }, apiHost)
  expect(await namedFor('https://github.acme.example/api/v3')).toBe(idOf('github.acme.example'))
  expect(await namedFor('none')).toBe(idOf(''))
})

describe('ca-certificate', () => {
  const certificate = createAuthority().caPem

  test('is trusted before anything is sent', async () => {
    const given = world({ inputs: inputs({ 'ca-certificate': certificate }), script: [failure('INVALID_SESSION_ID')] })
    const trusted: string[] = []
    await run({ ...given, trust: pem => void trusted.push(`after ${given.sent.length} requests ${pem}`) })
    expect(trusted).toEqual([`after 0 requests ${certificate}`])
  })

  test.each(['', ' \n '])('is none when it is blank: %j', async blank => {
    const given = world({ inputs: inputs({ 'ca-certificate': blank }), script: [failure('INVALID_SESSION_ID')] })
    await run(given)
    expect(given.history).not.toContain('trust')
  })
})

describe('an API version that the Vault does not know', () => {
  const unknown = failure('MALFORMED_URL', 'No such version.')
  const versions = success({ values: { 'v26.1': 'https://acme.veevavault.com/api/v26.1' } })

  test.each<[string, Record<string, string>, Scripted[]]>([
    ['signs in', passwordInputs(), [unknown]],
    ['looks for all sandboxes', inputs({ 'sandbox-name': '*' }), [unknown]],
    ['generates', inputs(), [sandboxes(sandboxRow()), unknown]]
  ])('is told with those that it has, when the run %s', async (_when, given, script) => {
    const of = world({ inputs: given, script: [...script, versions] })
    expect(await run(of)).toBe('failed')
    expect(of.runner.annotations('error')).toEqual([
      'vault-refused: acme.veevavault.com does not have the API version v26.2; it has v26.1. Give one of these as api-version; v26.2 is the oldest that has the endpoints.'
    ])
  })
})

describe('a session that the action opens', () => {
  const ends = success()
  /** Ending the session goes on beside proving the token, so these answers are to either. */
  const beside =
    (ending: HttpOutcome): Scripted =>
    ({ method }) =>
      method === 'DELETE' ? ending : proves()

  test('is recorded as soon as it is open, and ended as soon as the token is generated', async () => {
    const script = [signedIn(), sandboxes(sandboxRow()), tokenMade(), beside(ends), beside(ends)]
    const given = world({ inputs: passwordInputs(), script })
    expect(await run(given)).toBe('succeeded')
    expect(routes(given)).toEqual([
      'POST /auth',
      'GET /objects/sandbox',
      'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys',
      'DELETE /session',
      'GET /vobjects/api_access_token__sys/V8T000000000001'
    ])
    expect(given.sent[3]?.headers.authorization).toBe('Bearer SESSION-VALUE')
    const steps = given.history
    expect(steps.slice(steps.indexOf('POST /auth'), steps.indexOf('GET /objects/sandbox'))).toEqual([
      'POST /auth',
      'mask',
      'state session open'
    ])
    expect(steps.indexOf('state session over')).toBeGreaterThan(steps.indexOf('DELETE /session'))
    expect(given.runner.visible()).not.toMatch(/SESSION-VALUE|Pa55-word/)
  })

  test.each<[string, Record<string, string>, Scripted[]]>([
    ['the sandbox is unknown', {}, [sandboxes()]],
    ['the sandbox is not active', {}, [sandboxes(sandboxRow({ status: 'inactive' }))]],
    ['the sandbox is on a foreign host', {}, [sandboxes(sandboxRow({ dns: 'evil.example.com' }))]],
    ['the sandboxes can not be listed at all', {}, [lost, lost, lost, lost]],
    ['Vault refuses to generate', {}, [sandboxes(sandboxRow()), failure('INVALID_DATA')]],
    ['every answer to generating is lost', {}, [sandboxes(sandboxRow()), lost, lost, lost]],
    ['it is a dry run', { 'dry-run': 'true' }, [sandboxes(sandboxRow())]]
  ])('is ended also when %s', async (_what, more, between) => {
    const given = world({ inputs: passwordInputs(more), script: [signedIn(), ...between, ends] })
    await run(given)
    expect(routes(given).at(-1)).toBe('DELETE /session')
    expect(given.runner.saved().session).toBe('{"state":"over"}')
  })

  test('is ended also when it is a session of another Vault, and nothing else is done with it', async () => {
    const given = world({ inputs: passwordInputs(), script: [signedIn('landed.veevavault.com'), ends] })
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(['POST /auth', 'DELETE /session'])
    expect(new Set(given.sent.map(({ url }) => url.hostname))).toEqual(new Set(['acme.veevavault.com']))
    expect(results(given)[0].error.code).toBe('vault-mismatch')
  })

  test('that can not be ended is a warning, and is left to the post step', async () => {
    const given = world({
      inputs: passwordInputs(),
      script: [signedIn(), sandboxes(sandboxRow()), tokenMade(), beside(lost), beside(lost), beside(lost)]
    })
    expect(await run(given)).toBe('succeeded')
    expect(given.runner.annotations('warning')).toEqual([
      expect.stringMatching(/^network: Ending the session on acme\.veevavault\.com failed: .* The post step tries again\.$/)
    ])
    expect(saved(given, 'session')).toMatchObject({ state: 'open', session: 'SESSION-VALUE' })
  })
})

test('a session that was given is never ended', async () => {
  const given = world({
    inputs: inputs({ 'access-token': '', 'session-id': 'GIVEN-SESSION' }),
    script: [sandboxes(sandboxRow()), tokenMade(), proves()]
  })
  expect(await run(given)).toBe('succeeded')
  expect(routes(given)).not.toContain('DELETE /session')
  expect(given.sent[0]?.headers.authorization).toBe('Bearer GIVEN-SESSION')
})

test('a wrong password is sent once, and fails the step with what to do', async () => {
  const given = world({ inputs: passwordInputs(), script: [failure('USERNAME_OR_PASSWORD_INCORRECT', 'Wrong: Pa55-word!')] })
  expect(await run(given)).toBe('failed')
  expect(given.sent).toHaveLength(1)
  const [error] = given.runner.annotations('error')
  expect(error).toMatch(/^vault-login: .*USERNAME_OR_PASSWORD_INCORRECT: Wrong: \*\*\*.*five wrong passwords lock the account/)
  expect(JSON.stringify(given.runner.outputs())).not.toContain('Pa55')
})

describe('a credential that may not list sandboxes', () => {
  const denied = failure('INSUFFICIENT_ACCESS', 'May not list.')

  test('goes on with sandbox-dns, and says so', async () => {
    const given = world({ inputs: inputs({ 'sandbox-dns': 'acme-dev.veevavault.com' }), script: [denied, tokenMade(), proves()] })
    expect(await run(given)).toBe('succeeded')
    expect(given.runner.annotations('warning')).toEqual([
      expect.stringMatching(/^vault-permission: .* Going on with sandbox-dns\.$/)
    ])
    expect(given.runner.outputs()).toMatchObject({ 'sandbox-dns': 'acme-dev.veevavault.com', 'sandbox-vault-id': '' })
    expect(saved(given, 'token-0').at.site.host).toBe('acme-dev.veevavault.com')
  })

  test('goes on without it too, and says that the token is neither proven nor deleted later', async () => {
    const given = world({ inputs: inputs(), script: [denied, tokenMade()] })
    expect(await run(given)).toBe('succeeded')
    expect(given.runner.annotations('warning')).toEqual([
      expect.stringContaining('Without its DNS the token is neither proven nor deleted later: give sandbox-dns')
    ])
    expect(given.runner.outputs()).toMatchObject({ token: TOKEN, 'sandbox-dns': '' })
    expect(saved(given, 'token-0').at).not.toHaveProperty('site')
  })
})

describe('nothing is generated', () => {
  test.each<[string, Record<string, string>, Scripted[], string]>([
    ['for an unknown sandbox', { 'sandbox-name': 'Dev Oen' }, [sandboxes(sandboxRow())], 'sandbox-unknown'],
    ['for a sandbox that is inactive', {}, [sandboxes(sandboxRow({ status: 'inactive' }))], 'sandbox-unavailable'],
    [
      'for a sandbox that is being built, when nobody waits',
      { 'wait-timeout': '0' },
      [sandboxes(sandboxRow({ status: 'building' }))],
      'wait-timeout'
    ],
    ['for a sandbox on a foreign host', {}, [sandboxes(sandboxRow({ dns: 'evil.example.com' }))], 'host-refused'],
    ['for a sandbox on no host', {}, [sandboxes(sandboxRow({ dns: null }))], 'host-refused'],
    [
      'where the listing knows better than sandbox-dns',
      { 'sandbox-dns': 'x.veevavault.com' },
      [sandboxes(sandboxRow())],
      'input'
    ],
    ['with a dead token', {}, [failure('INVALID_SESSION_ID')], 'vault-session'],
    ['when Vault redirects', {}, [answer('', 302, { location: 'https://evil.example.com' })], 'host-refused'],
    ['when Vault can not be reached', {}, [unreached, unreached, unreached, unreached], 'network'],
    ['when a page comes in place of Vault', {}, Array(4).fill(answer('<html>', 503)), 'vault-unavailable']
  ])('%s', async (_what, more, script, code) => {
    const given = world({ inputs: inputs(more), script })
    expect(await run(given)).toBe('failed')
    expect(given.sent).toHaveLength(script.length)
    expect(results(given)).toMatchObject([{ generated: false, error: { code } }])
    expect(given.runner.outputs()).toMatchObject({ generated: 'false', tokens: '{}' })
    expect(given.runner.annotations('error')).toEqual([expect.stringMatching(new RegExp(`^${code}: `))])
    expect(given.runner.saved()).not.toHaveProperty('token-0')
  })
})

describe('generating', () => {
  /** One lost answer, then a token, and a listing that also shows its twin: the name is known only once it was asked for. */
  const withTwin = () => {
    let name = ''
    const made: Scripted = ({ body }) => {
      name = new URLSearchParams(body).get('name__v') ?? ''
      return tokenMade()
    }
    const listed: Scripted = () => tokensListed(tokenRecord({ name__v: name }), tokenRecord({ id: 'V8T-TWIN', name__v: name }))
    const script = [sandboxes(sandboxRow()), lost, made, proves(), listed, deleted('V8T-TWIN')]
    return { script, ofVault: (of: FakeWorld) => routes(of).slice(4) }
  }

  test('that is refused leaves nothing behind, and says why', async () => {
    const given = world({ inputs: inputs(), script: [sandboxes(sandboxRow()), failure('SOMETHING_NEW', 'No more.')] })
    expect(await run(given)).toBe('failed')
    expect(given.runner.saved()['token-0']).toBe('{"state":"over"}')
    expect(given.runner.annotations('error')[0]).toMatch(/^vault-refused: .*SOMETHING_NEW: No more.*25 active tokens/)
  })

  test('whose answers are all lost leaves a record for the post step', async () => {
    const given = world({ inputs: inputs(), script: [sandboxes(sandboxRow()), lost, lost, lost] })
    expect(await run(given)).toBe('failed')
    expect(saved(given, 'token-0')).toMatchObject({ state: 'generating', name })
    expect(given.runner.annotations('error')[0]).toContain('Vault may have made a token all the same')
  })

  test('that goes well after a fault hands over the second token', async () => {
    const given = world({
      inputs: inputs(),
      script: [sandboxes(sandboxRow()), exception('BROKEN'), tokenMade(), proves(), tokensListed(tokenRecord())]
    })
    expect(await run(given)).toBe('succeeded')
    expect(given.waits).toHaveLength(1)
    expect(given.runner.outputs().token).toBe(TOKEN)
  })

  test('that goes well after a lost answer leaves nothing behind: the twin of the same name is found and deleted', async () => {
    const { script, ofVault } = withTwin()
    const given = world({ inputs: inputs(), script })
    expect(await run(given)).toBe('succeeded')
    expect(ofVault(given)).toEqual(['POST /query', 'DELETE /vobjects/api_access_token__sys'])
    expect(given.sent.at(-1)?.body).toBe('[{"id":"V8T-TWIN"}]')
    expect(given.runner.annotations('warning')).toEqual([])
  })

  // "What it can't reach, it names": the first try may have made a token that nobody holds.
  test.each<[string, Record<string, string>, Scripted]>([
    ['it is not to be proven', { verify: 'false', 'revoke-after-job': 'false' }, sandboxes(sandboxRow())],
    ['the DNS of its Vault is not known', {}, failure('INSUFFICIENT_ACCESS')]
  ])('that goes well after a lost answer names the twin that may be left behind when %s', async (_what, more, found) => {
    const given = world({ inputs: inputs(more), script: [found, lost, tokenMade()] })
    expect(await run(given)).toBe('succeeded')
    expect(given.runner.annotations('warning').join('\n')).toContain(given.runner.outputs()['token-name'] ?? 'none')
  })
})

describe('a dry run', () => {
  test('says what it would do, and generates nothing', async () => {
    const given = world({ inputs: inputs({ 'dry-run': 'true' }), script: [sandboxes(sandboxRow())] })
    expect(await run(given)).toBe('succeeded')
    expect(given.runner.annotations('notice')).toEqual([
      'dry-run: Signed in to acme.veevavault.com; a token for "Dev One" would be generated and handed on as output. Nothing was generated.'
    ])
    expect(given.runner.outputs()).toMatchObject({ generated: 'false', 'sandbox-vault-id': '3003' })
    expect(given.runner.saved()).not.toHaveProperty('token-0')
  })

  test('of a Vault itself proves the credential', async () => {
    const dry = inputs({ target: 'vault', 'sandbox-name': '', 'dry-run': 'true' })
    const given = world({ inputs: dry, script: [failure('INVALID_SESSION_ID')] })
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(['GET /objects/users/me'])
    expect(results(given)[0].error.code).toBe('vault-session')
  })
})

describe('before anything is sent', () => {
  test('all mistakes in the inputs are reported, and the outputs that are always there are set', async () => {
    const given = world({ inputs: inputs({ expires: 'soon', target: 'prod' }) })
    expect(await run(given)).toBe('failed')
    expect(given.sent).toEqual([])
    expect(given.runner.annotations('error')).toEqual([
      expect.stringMatching(/^input: target: /),
      expect.stringMatching(/^input: expires: /)
    ])
    expect(given.runner.outputs()).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test.each(['GITHUB_OUTPUT', 'GITHUB_STATE'])(
    'a runner without %s is refused, because it would print the token',
    async missing => {
      const given = world({ inputs: inputs(), env: { ...jobEnvironment, [missing]: '' } })
      expect(await run(given)).toBe('failed')
      expect(given.sent).toEqual([])
      expect(given.history).toEqual(['error internal'])
      expect(given.runner.annotations('error')).toEqual([
        `internal: The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`
      ])
    }
  )
})

describe('a run that is stopped', () => {
  /** A run that is told to stop while this request, counted from 0, is under way. */
  const stoppedAt = (at: number, given: Record<string, string>, script: readonly Scripted[]): FakeWorld => {
    const stop = new AbortController()
    return world({
      inputs: given,
      stop,
      script: script.map((outcome, index) => request => {
        if (index === at) stop.abort()
        return typeof outcome === 'function' ? outcome(request) : outcome
      })
    })
  }
  const whole = [signedIn(), sandboxes(sandboxRow()), tokenMade(), success()]
  const calls = ['POST /auth', 'GET /objects/sandbox', 'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys']

  test('while it signs in sends nothing more, and leaves the session to the post step', async () => {
    const given = stoppedAt(0, passwordInputs(), whole)
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(calls.slice(0, 1))
    expect(saved(given, 'session').state).toBe('open')
    expect(results(given)[0].error.code).toBe('interrupted')
  })

  test('while it looks for the sandbox generates nothing', async () => {
    const given = stoppedAt(1, passwordInputs(), whole)
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(calls.slice(0, 2))
    expect(given.runner.saved()['token-0'] ?? '{"state":"over"}').toBe('{"state":"over"}')
    expect(saved(given, 'session').state).toBe('open')
  })

  test('while it generates hands nothing over, and leaves the token to the post step', async () => {
    const given = stoppedAt(2, passwordInputs(), whole)
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(calls)
    expect(saved(given, 'token-0')).toMatchObject({ state: 'made', value: TOKEN })
    expect(given.runner.outputs().token).toBe('')
    expect(given.runner.annotations('error')).toEqual([expect.stringMatching(/^interrupted: The run was cancelled\./)])
  })

  test('while generating is lost does not try again, and leaves a record', async () => {
    const given = stoppedAt(2, passwordInputs(), [signedIn(), sandboxes(sandboxRow()), lost])
    expect(await run(given)).toBe('failed')
    expect(routes(given)).toEqual(calls)
    expect(given.waits).toEqual([])
    expect(saved(given, 'token-0')).toMatchObject({ state: 'generating' })
  })
})

describe('a runner whose disk is full', () => {
  const fullDisk = () => {
    throw new Error('ENOSPC')
  }

  test('still hears why the step failed, when the summary can not be written', async () => {
    const given = world({ inputs: inputs(), script: [failure('INVALID_SESSION_ID')] })
    expect(await run({ ...given, runner: { ...given.runner, summary: fullDisk } })).toBe('failed')
    expect(given.runner.annotations('error').join()).toContain('vault-session')
    expect(results(given)).toMatchObject([{ error: { code: 'vault-session' } }])
    expect(given.runner.annotations('warning')).toEqual([
      'internal: The job summary could not be written. The output results says what became of each token.'
    ])
  })

  test('still hears why nothing was done, when no state can be saved, and the outputs that are always there are set', async () => {
    const given = world({ inputs: inputs() })
    expect(await run({ ...given, runner: { ...given.runner, saveState: fullDisk } })).toBe('failed')
    expect(given.runner.annotations('error')).toEqual([expect.stringMatching(/^internal: /)])
    expect(given.runner.outputs()).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test('still hears that the step failed, when no output can be written', async () => {
    const given = world({ inputs: inputs(), script: [failure('INVALID_SESSION_ID')] })
    await expect(run({ ...given, runner: { ...given.runner, output: fullDisk } })).resolves.toBe('failed')
    expect(given.runner.annotations('error').join()).toContain('internal')
  })
})
