import { describe, expect, test } from '@jest/globals'
import { obtainToken } from '../../../src/token/index.ts'
import { answer, lost } from '../../helpers/answers.ts'
import { DELETING, GENERATE, PUT_SECRET, QUERY, RECORD, repositoryPlace, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'
import { noon } from '../../helpers/world.ts'

const short = (of: Stage) =>
  of.routes.map(route => {
    const [method, path = ''] = route.split(' ')
    return `${method} ${path.split('/').at(-1)?.split('?')[0] ?? ''}`
  })

const lines = (of: Stage) => of.runner.effects.filter(({ does }) => does === 'info').map(({ text }) => text)
const warnings = (of: Stage) => of.runner.annotations('warning')

describe('a token for a secret', () => {
  test('is generated, proven, stored and made an output, and then what it replaced is deleted: an old token dies last', async () => {
    const of = stage()
    const [older, previous] = [of.ours({ agoMinutes: 90 }), of.ours()]
    const obtained = await obtainToken(await of.secretTask(), of.world)
    expect(obtained).toMatchObject({
      is: 'generated',
      token: { id: of.newest().id, name: of.newest().name, expiry: of.newest().expires },
      handedOn: { as: 'secret', status: 'created', revoked: [older.id] }
    })
    const [generate, prove, write, ...more] = short(of)
    expect([generate, prove, write]).toEqual(['POST api_access_token__sys', `GET ${of.newest().id}`, 'PUT VAULT_TOKEN'])
    // Vault and GitHub are asked at the same time.
    expect(more.slice(0, 2).sort()).toEqual(['GET VAULT_TOKEN', 'POST query'])
    expect(more.slice(2)).toEqual(['DELETE api_access_token__sys'])
    expect(of.held()).toBe(of.newest().value)
    expect(of.living()).toEqual([previous.id, of.newest().id])
    expect(of.recorded()).toEqual(['generating', 'made', 'storing', 'over'])
    expect(warnings(of)).toEqual([])
    // It is an output as soon as it is stored, when nothing is deleted yet.
    expect(of.outputs).toMatchObject([{ token: obtained.token, handedOn: { as: 'secret', status: 'created', revoked: [] } }])
  })

  test.each([
    ['Created', 'is not there yet'],
    ['Updated', 'holds another one']
  ])('is told in the log when it is generated and when it is stored: %s, where the secret %s', async (word, what) => {
    const of = stage()
    if (what === 'holds another one') of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'old')
    const { token } = await obtainToken(await of.secretTask(), of.world)
    expect(lines(of)).toEqual([
      `Generated "${token.name}" (id ${token.id}) for Dev One on acme.veevavault.com.`,
      `${word} the secret VAULT_TOKEN of the repository acme/pipelines.`
    ])
  })

  test('is in the journal with all that deleting it takes, before it is proven', async () => {
    const of = stage()
    let before: readonly string[] = []
    of.trouble(RECORD, () => {
      before = of.recorded()
    })
    const { token } = await obtainToken(await of.secretTask(), of.world)
    expect(before).toEqual(['generating', 'made'])
    expect(of.journal[1]).toEqual({
      state: 'made',
      at: { called: 'Dev One', vaultId: String(of.sandbox.id), site: expect.objectContaining({ host: of.sandbox.host }) },
      id: token.id,
      name: token.name,
      value: of.newest().value,
      twins: false
    })
  })

  test('with verify: false leaves its own Vault alone, and expires when it was asked to', async () => {
    const of = stage()
    of.ours({ agoMinutes: 90 })
    const obtained = await obtainToken(await of.secretTask({ verify: false, keepPrevious: 0 }), of.world)
    expect(obtained).toMatchObject({ handedOn: { as: 'secret', status: 'created', revoked: [] } })
    expect(of.sent.map(({ url }) => url.hostname)).toEqual(['acme.veevavault.com', 'api.github.com'])
    expect(warnings(of)).toEqual([])
    expect(obtained.token.expiry).toEqual(of.newest().expires)
    expect(of.living()).toHaveLength(2)
  })

  test('that can’t be proven is never written', async () => {
    const of = stage()
    of.trouble(RECORD, answer({ responseStatus: 'SUCCESS' }))
    expect((await errorOf(obtainToken(await of.secretTask(), of.world))).code).toBe('token-unverified')
    expect(short(of)).not.toContain('PUT VAULT_TOKEN')
    expect(of.living()).toEqual([])
  })

  test('that can’t be stored costs no older token its life', async () => {
    const of = stage()
    const old = [of.ours({ agoMinutes: 90 }), of.ours()]
    of.trouble(PUT_SECRET, answer({ message: 'No' }, 403))
    expect((await errorOf(obtainToken(await of.secretTask({ keepPrevious: 0 }), of.world))).code).toBe('github-permission')
    expect(of.living()).toEqual(old.map(({ id }) => id))
    expect(of.outputs).toEqual([])
  })

  test('in a run that is stopped while it is proven is not written, and stays made for the post step', async () => {
    const of = stage()
    of.trouble(RECORD, () => of.stop.abort())
    expect((await errorOf(obtainToken(await of.secretTask(), of.world))).code).toBe('interrupted')
    expect(of.recorded()).toEqual(['generating', 'made'])
    expect(short(of).at(-1)).toBe(`GET ${of.newest().id}`)
  })
})

describe('the current token', () => {
  test('is kept while it lasts: nothing is generated, written or deleted, and it is the output', async () => {
    const of = stage()
    of.ours({ agoMinutes: 90 })
    const current = of.ours()
    const kept = await obtainToken(await of.secretTask({ current, keepPrevious: 0 }), of.world)
    const { id, name, expires: expiry } = current
    expect(kept).toEqual({ is: 'kept', token: { id, name, value: expect.anything(), expiry, executionId: '' } })
    expect(kept.token.value.reveal()).toBe(current.value)
    expect(of.outputs).toEqual([kept])
    expect(of.routes).toEqual(['POST /query'])
    expect(of.recorded()).toEqual([])
  })

  test.each([
    ['at some time', new Date(noon.getTime() + 400 * 86_400_000), '2027-12-27T12:00:00Z'],
    ['never', null, 'never']
  ])('that expires %s is kept with a line that says so', async (_when, expires, told) => {
    const of = stage()
    const current = of.ours()
    current.expires = expires
    await obtainToken(await of.secretTask({ current }), of.world)
    expect(lines(of)).toEqual([`Kept the current token for Dev One: "${current.name}" expires ${told}.`])
  })

  test('is renewed without a question where the DNS of its Vault is not known', async () => {
    const of = stage()
    const current = of.ours()
    const task = await of.secretTask({ current })
    const { is } = await obtainToken({ ...task, subject: { ...task.subject, host: undefined } }, of.world)
    expect(is).toBe('generated')
    expect(short(of)).toEqual(['POST api_access_token__sys', 'PUT VAULT_TOKEN'])
    expect(of.living()).toEqual([current.id, of.newest().id])
  })

  test('is kept with a warning when its user holds 20 tokens', async () => {
    const of = stage()
    const current = of.ours()
    while (of.living().length < 20) of.model.mint(of.sandbox, of.user)
    await obtainToken(await of.secretTask({ current }), of.world)
    expect(warnings(of)).toEqual([expect.stringMatching(/^token-limit: The user holds 20 of 25/)])
  })

  test('that is due is renewed and stays as the previous one', async () => {
    const of = stage()
    const older = of.ours({ agoMinutes: 90 })
    const current = of.ours({ days: 3 })
    const { is } = await obtainToken(await of.secretTask({ current }), of.world)
    expect(is).toBe('generated')
    expect(of.runner.visible()).toContain('Renewing the current token for Dev One: it expires in 3 days.')
    expect(of.living()).toEqual([current.id, of.newest().id])
    expect(older.deleted).toBe(true)
  })

  test('that can’t be asked fails the step, and nothing is generated', async () => {
    const of = stage()
    of.trouble(QUERY, lost, 4)
    expect((await errorOf(obtainToken(await of.secretTask({ current: of.ours() }), of.world))).code).toBe('network')
    expect(of.routes).toEqual(Array(4).fill('POST /query'))
  })
})

describe('an overlapping run that deletes the token that was just stored', () => {
  const killed = (of: Stage, times: number) =>
    of.trouble(
      QUERY,
      () => {
        of.newest().deleted = true
      },
      times
    )

  test('once is answered by one more, so that the secret holds a live token', async () => {
    const of = stage()
    killed(of, 1)
    const { token } = await obtainToken(await of.secretTask(), of.world)
    expect(token.id).toBe(of.newest().id)
    expect(of.held()).toBe(of.newest().value)
    expect(of.living()).toEqual([of.newest().id])
    expect(of.runner.annotations('notice')).toEqual([
      'overlapping run: Another run deleted the token for Dev One that was just stored: generating once more. Give jobs that write the same secret a concurrency group.'
    ])
    expect(of.outputs.at(-1)?.token.id).toBe(token.id)
    expect(of.routes.filter(route => GENERATE.test(route))).toHaveLength(2)
  })

  test('late, when it had shown that it lives, is an error at once: the sign-in may be over', async () => {
    const of = stage()
    of.ours()
    of.trouble(DELETING, () => {
      of.newest().deleted = true
    })
    const error = await errorOf(obtainToken(await of.secretTask({ keepPrevious: 0 }), of.world))
    expect(error).toMatchObject({ code: 'token-unverified', message: expect.stringContaining('Another run deleted the token') })
    expect(of.routes.filter(route => GENERATE.test(route))).toHaveLength(1)
  })

  test('twice is an error that says what to do', async () => {
    const of = stage()
    killed(of, 2)
    const error = await errorOf(obtainToken(await of.secretTask(), of.world))
    expect(error).toMatchObject({ code: 'token-unverified', hint: expect.stringContaining('concurrency') })
    expect(of.routes.filter(route => GENERATE.test(route))).toHaveLength(2)
  })
})

describe('word that nothing more will be generated, so that the sign-in may end, comes', () => {
  test('for an output as soon as it is generated', async () => {
    const of = stage()
    await obtainToken(of.outputTask(), of.world)
    expect(of.doneGenerating).toEqual([1])
  })

  test('for a secret when its token has shown that it lives, before anything is deleted', async () => {
    const of = stage()
    of.ours()
    await obtainToken(await of.secretTask({ keepPrevious: 0 }), of.world)
    expect(of.doneGenerating).toEqual([of.routes.findIndex(route => DELETING.test(route))])
  })

  test('for a secret whose token was generated once more only after the second', async () => {
    const of = stage()
    of.trouble(QUERY, () => {
      of.newest().deleted = true
    })
    await obtainToken(await of.secretTask(), of.world)
    expect(of.doneGenerating).toHaveLength(1)
    expect(of.doneGenerating[0]).toBeGreaterThan(of.routes.findLastIndex(route => GENERATE.test(route)))
  })

  test('for a kept token as soon as it is kept', async () => {
    const of = stage()
    await obtainToken(await of.secretTask({ current: of.ours() }), of.world)
    expect(of.doneGenerating).toEqual([1])
  })

  test('for a secret with verify: false when it is written', async () => {
    const of = stage()
    await obtainToken(await of.secretTask({ verify: false }), of.world)
    expect(of.doneGenerating).toEqual([2])
  })
})

describe('an answer to generating that is lost where the token’s own Vault is left alone', () => {
  test('is a warning that names the twin by what it is not', async () => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    const { token } = await obtainToken(await of.secretTask({ verify: false }), of.world)
    expect(warnings(of)).toEqual([
      `token left behind: An answer of Vault was lost: it may hold a second "${token.name}", whose value nobody has. Look for the one that is not ${token.id} among the user’s tokens and delete it.`
    ])
    expect(of.living()).toHaveLength(2)
  })

  test.each([
    [true, 'handed-over'],
    [false, 'kept']
  ])('is in the journal, for an output that is to be deleted after the job: %p', async (revokeAfterJob, state) => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    const { token } = await obtainToken(of.outputTask({ verify: false, way: { to: 'output', revokeAfterJob } }), of.world)
    expect(of.journal.at(-1)).toEqual({
      state,
      at: { called: 'Dev One', vaultId: String(of.sandbox.id), site: undefined },
      id: token.id,
      name: token.name,
      value: of.newest().value,
      twins: true
    })
    expect(of.sent.map(({ url }) => url.hostname)).toEqual(['acme.veevavault.com', 'acme.veevavault.com'])
    expect(warnings(of)).toEqual([expect.stringMatching(/^token left behind: An answer of Vault was lost/)])
  })

  test('leaves no Vault in the journal that could be contacted', async () => {
    const of = stage()
    await obtainToken(of.outputTask({ verify: false }), of.world)
    expect(of.journal[0]).toMatchObject({ state: 'generating', at: { called: 'Dev One', site: undefined } })
  })
})

describe('a token that is only an output', () => {
  test('is generated, proven and handed over, and supersedes nothing', async () => {
    const of = stage()
    const previous = of.ours()
    const obtained = await obtainToken(of.outputTask({ for: '1d' }), of.world)
    expect(obtained).toMatchObject({ is: 'generated', handedOn: { as: 'output', revokeAfterJob: true } })
    expect(of.outputs).toEqual([obtained])
    expect(warnings(of)).toEqual([])
    expect(short(of)).toEqual(['POST api_access_token__sys', `GET ${of.newest().id}`])
    expect(of.living()).toEqual([previous.id, of.newest().id])
    expect(of.recorded()).toEqual(['generating', 'made', 'handed-over'])
  })

  test('and outlives the job is over for the post step', async () => {
    const of = stage()
    await obtainToken(of.outputTask({ way: { to: 'output', revokeAfterJob: false } }), of.world)
    expect(of.recorded()).toEqual(['generating', 'made', 'over'])
  })

  test('loses its twin, that a lost answer left under the same name', async () => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    const { token } = await obtainToken(of.outputTask(), of.world)
    expect(of.living()).toEqual([token.id])
    expect(of.routes.filter(route => DELETING.test(route))).toHaveLength(1)
    expect(warnings(of)).toEqual([])
  })
})
