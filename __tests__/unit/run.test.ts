import { describe, expect, test } from '@jest/globals'
import { createAuthority } from '../../simulator/authority.ts'
import { run } from '../../src/run.ts'
import { destinationId, parseName } from '../../src/token/rotation.ts'
import { failure, lost, success } from '../helpers/answers.ts'
import { passwordInputs } from '../helpers/settings.ts'
import { DELETING, errors, GENERATE, QUERY, RECORD, results, type Stage, saved, stage, warnings } from '../helpers/stage.ts'
import { jobEnvironment } from '../helpers/world.ts'

/** A run that hands its token over as an output, signed in with user name and password. */
const running = (given: Record<string, string> = {}) => stage({ inputs: passwordInputs(given) })

describe('a token for the sandbox', () => {
  test('is generated, proven with itself on its own Vault, and handed over, while the session ends', async () => {
    const of = running()
    expect(await run(of.world)).toBe('succeeded')
    const { id } = of.newest()
    expect(of.routes.slice(0, 3)).toEqual([
      'POST /auth',
      'GET /objects/sandbox',
      'POST /objects/sandbox/Dev%20One/users/me/api_access_token__sys'
    ])
    expect(of.routes.slice(3).sort()).toEqual(['DELETE /session', `GET /vobjects/api_access_token__sys/${id}`, 'POST /query'])
    const [record] = of.sent.filter(({ method, url }) => method === 'GET' && url.pathname.includes('/vobjects/'))
    expect(record?.url.hostname).toBe('acme-dev.veevavault.com')
    expect(record?.headers.authorization).toBe(`Bearer ${of.newest().value}`)
  })

  test('is announced before it is generated, masked before it is recorded, and recorded before it is handed over', async () => {
    const of = running()
    await run(of.world)
    const { value } = of.newest()
    const steps = of.runner.effects.flatMap(({ does, name, text }) => {
      if (does === 'state' && name === 'token-0') return [JSON.parse(text).state]
      return does === 'mask' && text === value ? ['masked'] : does === 'output' && name === 'token' ? ['output'] : []
    })
    expect(steps.slice(0, 5)).toEqual(['generating', 'masked', 'made', 'output', 'handed-over'])
  })

  test('sets all the outputs, and leaves the post step what it needs to delete it', async () => {
    const of = running()
    await run(of.world)
    const { id, name, value } = of.newest()
    expect(of.runner.outputs()).toEqual({
      token: value,
      tokens: JSON.stringify({ 'Dev One': value }),
      'token-id': id,
      'token-name': name,
      'expires-at': of.newest().expires?.toISOString().replace('.000', ''),
      'sandbox-name': 'Dev One',
      'sandbox-dns': 'acme-dev.veevavault.com',
      'sandbox-vault-id': String(of.sandbox.id),
      generated: 'true',
      results: expect.any(String)
    })
    expect(saved(of, 'main')).toEqual({ pid: 77, started: '1234', stateFile: '/nowhere/state' })
    expect(saved(of, 'token-0')).toMatchObject({ state: 'handed-over', id, name, value, twins: false })
    expect(saved(of, 'token-0').at).toMatchObject({ called: 'Dev One', site: { host: 'acme-dev.veevavault.com' } })
    expect(saved(of, 'session')).toEqual({ state: 'over' })
    expect(of.model.sessions.size).toBe(0)
  })

  test('that is to outlive the job is not left to the post step', async () => {
    const of = running({ 'revoke-after-job': 'false', expires: 'never' })
    expect(await run(of.world)).toBe('succeeded')
    expect(saved(of, 'token-0')).toEqual({ state: 'over' })
    expect(of.runner.outputs()['expires-at']).toBe('')
    expect(of.sent.find(({ url }) => GENERATE.test(`POST ${url.pathname.slice(10)}`))?.body).not.toContain('expiry_date__v')
  })

  test('loses its twin, that a lost answer left under the same name, also where the list shows it late', async () => {
    const of = running()
    of.sandbox.queryLagMs = 3_000
    of.trouble(GENERATE, 'the answer is lost')
    expect(await run(of.world)).toBe('succeeded')
    expect(of.living()).toEqual([of.newest().id])
    expect(warnings(of)).toEqual([])
    expect(saved(of, 'token-0')).toMatchObject({ state: 'handed-over', twins: false })
  })

  // "What it can't reach, it names."
  test.each<[string, Record<string, string>, (of: Stage) => unknown]>([
    ['it is not to be proven', { verify: 'false', 'revoke-after-job': 'false' }, () => {}],
    ['the DNS of its Vault is not known', {}, of => Object.assign(of.user, { mayListSandboxes: false })]
  ])('whose twin may be left behind, because %s, is named in a warning', async (_why, more, arrange) => {
    const of = running(more)
    arrange(of)
    of.trouble(GENERATE, 'the answer is lost')
    expect(await run(of.world)).toBe('succeeded')
    expect(warnings(of).join('\n')).toContain(of.newest().name)
  })

  test('from 20 of 25 on is warned of, although it is only an output', async () => {
    const of = running()
    for (let n = 0; n < 19; n++) of.model.mint(of.sandbox, of.user)
    expect(await run(of.world)).toBe('succeeded')
    expect(warnings(of)).toEqual([expect.stringMatching(/^token-limit: The user holds 20 of 25 active tokens on acme-dev\./)])
  })
})

test('with target: vault another Vault that answers with the record fails it', async () => {
  const of = running({ target: 'vault', 'sandbox-name': '' })
  of.trouble(RECORD, () =>
    success(
      { data: { id: of.model.tokens.at(-1)?.id, name__v: of.model.tokens.at(-1)?.name, status__v: ['active__v'] } },
      { 'x-vaultapi-vaultid': '9' }
    )
  )
  expect(await run(of.world)).toBe('failed')
  expect(errors(of)).toEqual([expect.stringContaining('Vault 9 answered, not Vault ')])
  expect(of.model.liveTokens(of.parent)).toHaveLength(1)
})

test('the name of a token says which GitHub and which repository it is for', async () => {
  const of = running()
  const env = { ...jobEnvironment, GITHUB_API_URL: 'https://github.acme.example/api/v3' }
  await run({ ...of.world, env })
  const id = destinationId({ is: 'output', repository: 'acme/pipelines' }, 'github.acme.example')
  expect(parseName(of.newest().name)).toMatchObject({ destination: id, runId: '4711', attempt: '2' })
})

test('lengths of time and the summary go by Vault’s clock, whatever the runner’s says', async () => {
  const of = running({ expires: '90m' })
  const wrong = { ...of.world.patience.clock, now: () => new Date(of.model.clock.now().getTime() + 86_400_000) }
  expect(await run({ ...of.world, patience: { ...of.world.patience, clock: wrong } })).toBe('succeeded')
  const lives = ((of.newest().expires?.getTime() ?? 0) - of.newest().made.getTime()) / 60_000
  expect(Math.round(lives)).toBe(90)
  expect(of.runner.effects.find(({ does }) => does === 'summary')?.text).toContain('in 90 minutes')
})

describe('ca-certificate', () => {
  test('is trusted before anything is sent, and noted for the post step', async () => {
    const of = running({ 'ca-certificate': 'not looked at here' })
    const trusted: string[] = []
    const { caPem: pem } = createAuthority()
    const again = running({ 'ca-certificate': pem })
    await run({ ...again.world, trust: pems => void trusted.push(`${again.routes.length} ${pems.join()}`) })
    expect(trusted).toEqual([`0 ${pem}`])
    expect(again.runner.saved()['ca-certificate']).toBe(pem)
    expect(await run(of.world)).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^input: ca-certificate: /)])
  })
})

describe('the session that the action opened', () => {
  test('is ended also where the run fails, and its end is told behind the cause', async () => {
    const of = running({ 'sandbox-name': 'Nowhere' })
    of.trouble(/^DELETE \/session/, lost, 9)
    expect(await run(of.world)).toBe('failed')
    const said = of.runner.effects.filter(({ does }) => does === 'error' || does === 'warning').map(({ does }) => does)
    expect(said).toEqual(['error', 'warning'])
    expect(warnings(of)).toEqual([
      expect.stringMatching(/^network: Ending the session on acme\.veevavault\.com failed: .* The post step tries again\.$/)
    ])
    expect(saved(of, 'session').state).toBe('open')
  })

  test('that Vault does not know here is none to be ended', async () => {
    const of = running()
    of.trouble(/^DELETE \/session/, failure('INVALID_SESSION_ID'))
    expect(await run(of.world)).toBe('succeeded')
    expect(warnings(of)).toEqual([])
    expect(saved(of, 'session')).toEqual({ state: 'over' })
  })
})

test('a wrong password is sent once, and fails the step', async () => {
  const of = running({ password: 'wr0ng' })
  expect(await run(of.world)).toBe('failed')
  expect(of.routes).toEqual(['POST /auth'])
  expect(errors(of)).toEqual([expect.stringMatching(/^vault-login: .*it was tried once only/)])
})

test('answers to generating that are all lost leave a record, and name what may be there', async () => {
  const of = running()
  of.trouble(GENERATE, lost, 3)
  expect(await run(of.world)).toBe('failed')
  expect(saved(of, 'token-0')).toMatchObject({ state: 'generating' })
  expect(errors(of)[0]).toContain(
    `Vault may have made a token all the same, whose value nobody has: look for "${saved(of, 'token-0').name}"`
  )
})

test('a dry run says what it would do, and generates nothing', async () => {
  const of = running({ 'dry-run': 'true' })
  expect(await run(of.world)).toBe('succeeded')
  expect(of.runner.annotations('notice')).toEqual([
    'dry-run: Signed in to acme.veevavault.com; for "Dev One" a token would be generated and handed on as output. Nothing was generated.'
  ])
  expect(of.runner.outputs()).toMatchObject({ generated: 'false', 'sandbox-vault-id': String(of.sandbox.id) })
  expect(of.runner.saved()).not.toHaveProperty('token-0')
})

describe('before anything is sent', () => {
  test('all mistakes in the inputs are reported, and the outputs that are always there are set', async () => {
    const of = running({ expires: 'soon', target: 'prod' })
    expect(await run(of.world)).toBe('failed')
    expect(of.sent).toEqual([])
    expect(errors(of)).toEqual([expect.stringMatching(/^input: target: /), expect.stringMatching(/^input: expires: /)])
    expect(of.runner.outputs()).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test.each(['GITHUB_OUTPUT', 'GITHUB_STATE'])(
    'a runner without %s is refused, because it would print the token',
    async missing => {
      const of = running()
      expect(await run({ ...of.world, env: { ...jobEnvironment, [missing]: '' } })).toBe('failed')
      expect(of.sent).toEqual([])
      expect(errors(of)).toEqual([expect.stringContaining(missing)])
    }
  )
})

describe('a run that is stopped', () => {
  /** A run that is told to stop when a request of this route arrives. */
  const stoppedAt = async (route: RegExp, more: (of: Stage) => void = () => {}) => {
    const of = running()
    more(of)
    of.trouble(route, () => of.stop.abort())
    expect(await run(of.world)).toBe('failed')
    expect(results(of)[0].error.code).toBe('interrupted')
    return of
  }

  test('while it signs in sends nothing more, and leaves the session to the post step', async () => {
    const of = await stoppedAt(/^POST \/auth/)
    expect(of.routes).toEqual(['POST /auth'])
    expect(saved(of, 'session').state).toBe('open')
  })

  test('while it looks for the sandbox generates nothing', async () => {
    const of = await stoppedAt(/sandbox$/)
    expect(of.living()).toEqual([])
    expect(of.runner.saved()['token-0'] ?? '{"state":"over"}').toBe('{"state":"over"}')
  })

  test.each([
    ['generates', GENERATE],
    ['proves the token', RECORD],
    ['lists the tokens', QUERY]
  ])('while it %s hands nothing over, and leaves the token to the post step', async (_does, route) => {
    const of = await stoppedAt(route)
    expect(saved(of, 'token-0')).toMatchObject({ state: 'made', value: of.newest().value })
    expect(of.runner.outputs().token).toBe('')
    expect(of.routes.filter(each => DELETING.test(each))).toEqual([])
  })

  test('while generating is lost does not try again, and leaves a record', async () => {
    const of = running()
    of.trouble(GENERATE, () => {
      of.stop.abort()
      return lost
    })
    expect(await run(of.world)).toBe('failed')
    expect(of.waits).toEqual([])
    expect(saved(of, 'token-0')).toMatchObject({ state: 'generating' })
  })
})

describe('a runner whose disk is full', () => {
  const fullDisk = () => {
    throw new Error('ENOSPC')
  }
  const failing = () => running({ 'sandbox-name': 'Nowhere' })

  test('still hears why the step failed, when the summary can not be written', async () => {
    const of = failing()
    expect(await run({ ...of.world, runner: { ...of.runner, summary: fullDisk } })).toBe('failed')
    expect(errors(of).join()).toContain('sandbox-unknown')
    expect(results(of)).toMatchObject([{ error: { code: 'sandbox-unknown' } }])
    expect(warnings(of)).toEqual([
      'internal: The job summary could not be written. The output results says what became of each token.'
    ])
  })

  test('still hears why nothing was done, when no state can be saved', async () => {
    const of = failing()
    expect(await run({ ...of.world, runner: { ...of.runner, saveState: fullDisk } })).toBe('failed')
    expect(errors(of)).toEqual([expect.stringMatching(/^internal: /)])
    expect(of.sent).toEqual([])
    expect(of.runner.outputs()).toEqual({ generated: 'false', tokens: '{}', results: '[]' })
  })

  test('still hears that the step failed, when no output can be written', async () => {
    const of = failing()
    await expect(run({ ...of.world, runner: { ...of.runner, output: fullDisk } })).resolves.toBe('failed')
    expect(errors(of).join()).toContain('internal')
  })
})
