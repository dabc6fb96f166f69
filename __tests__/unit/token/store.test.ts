import { describe, expect, test } from '@jest/globals'
import type { HttpOutcome } from '../../../src/http.ts'
import { generateOnce } from '../../../src/token/generate.ts'
import { describeSecret, remove, store } from '../../../src/token/hand-on.ts'
import { answer, failure, lost, success, unreached } from '../../helpers/answers.ts'
import {
  DELETING,
  GENERATE,
  GET_KEY,
  organizationPlace,
  PUT_SECRET,
  QUERY,
  repositoryPlace,
  type Stage,
  stage
} from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

/** A token that was just made, and is to be stored. */
const storing = async (of: Stage) => {
  const task = await of.secretTask()
  const made = await generateOnce(task, of.world)
  of.routes.length = 0
  const result = store(made, task.way.secret, task.record, of.world)
  // A failure that nobody waits for yet is none that nobody waits for.
  result.catch(() => {})
  return { made, result, named: `"${made.name}" (id ${made.id})` }
}
const saying = (status: number, message: string, headers = {}) => answer({ message }, status, headers)
const write = 'PUT /repos/acme/pipelines/actions/secrets/VAULT_TOKEN'

describe('what is stored', () => {
  test('is in the secret, and in the journal before it is sent', async () => {
    const of = stage()
    let before: readonly string[] = []
    of.trouble(PUT_SECRET, () => {
      before = of.recorded()
    })
    const { made, result } = await storing(of)
    expect(await result).toEqual({ is: 'stored', status: 'created', at: expect.any(Date) })
    expect(of.held()).toBe(made.value.reveal())
    expect(before).toEqual(['generating', 'storing'])
    expect(of.recorded()).toEqual(['generating', 'storing', 'over'])
    expect(of.journal[1]).toEqual({
      state: 'storing',
      at: made.at,
      id: made.id,
      name: made.name,
      value: made.value.reveal(),
      twins: false,
      secret: { apiUrl: 'https://api.github.com/', place: repositoryPlace, name: 'VAULT_TOKEN', visibility: undefined }
    })
    expect(of.routes).toEqual([write])
  })

  test('again is updated', async () => {
    const of = stage()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'old')
    expect(await (await storing(of)).result).toMatchObject({ status: 'updated' })
  })
})

describe('what GitHub refuses is deleted again, and the secret keeps its old value', () => {
  test.each<[string, ReturnType<typeof saying>, string]>([
    ['401', saying(401, 'Bad credentials'), 'github-login'],
    ['403', saying(403, 'Resource not accessible by integration'), 'github-permission'],
    ['404', saying(404, 'Not Found'), 'github-not-found'],
    ['422', saying(422, 'Validation Failed'), 'github-refused']
  ])('with %s', async (_status, refusal, code) => {
    const of = stage()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'old')
    of.trouble(PUT_SECRET, refusal)
    const { made, result } = await storing(of)
    const error = await errorOf(result)
    expect(error.code).toBe(code)
    expect(error.hint).toMatch(/The secret keeps its old value, and the new token is deleted again\.$/)
    expect(of.held()).toBe('old')
    expect(of.living()).toEqual([])
    expect(of.sent.at(-1)?.headers.authorization).toBe(`Bearer ${made.value.reveal()}`)
    expect(of.recorded()).toEqual(['generating', 'storing', 'over'])
  })

  test('with a limit that outlasts our patience', async () => {
    const of = stage()
    of.trouble(PUT_SECRET, saying(403, 'You have exceeded a secondary rate limit', { 'retry-after': '600' }))
    const { result } = await storing(of)
    expect((await errorOf(result)).code).toBe('github-rate-limit')
    expect(of.living()).toEqual([])
  })

  test('together with its twin, when an answer of generating was lost', async () => {
    const of = stage()
    of.trouble(GENERATE, 'the answer is lost')
    of.trouble(PUT_SECRET, saying(403, 'No'))
    const { result } = await storing(of)
    await errorOf(result)
    expect(of.living()).toEqual([])
    expect(of.recorded()).toEqual(['generating', 'storing', 'over'])
  })

  test('unless Vault does not delete it: then it is made, not storing, for the post step, and named', async () => {
    const of = stage()
    of.sandbox.selfDelete = false
    of.trouble(PUT_SECRET, saying(403, 'No'))
    const { made, result, named } = await storing(of)
    const { hint } = await errorOf(result)
    expect(hint).toContain(
      `Deleting the new token again failed (Vault answered INSUFFICIENT_ACCESS: An access token can not delete itself): ${named}; the post step tries once more.`
    )
    expect(of.recorded()).toEqual(['generating', 'storing', 'made'])
    expect(of.journal.at(-1)).toMatchObject({ state: 'made', id: made.id, value: made.value.reveal() })
    expect(of.living()).toEqual([made.id])
  })
})

describe('what GitHub may have stored is kept, named, and left storing to the post step', () => {
  test.each<[string, (of: Stage) => void]>([
    ['because every answer was lost', of => of.trouble(PUT_SECRET, 'the answer is lost', 4)],
    ['because GitHub is down', of => of.trouble(PUT_SECRET, saying(502, 'Server Error'), 4)],
    [
      'because one answer was lost before GitHub said no',
      of => {
        of.trouble(PUT_SECRET, lost)
        of.trouble(PUT_SECRET, saying(403, 'No'))
      }
    ]
  ])('%s', async (_why, arrange) => {
    const of = stage()
    arrange(of)
    const { made, result, named } = await storing(of)
    const { hint } = await errorOf(result)
    expect(hint).toContain(
      `GitHub may have stored the new token all the same, so it is kept: ${named}. The post step writes it once more.`
    )
    expect(of.living()).toEqual([made.id])
    expect(of.recorded()).toEqual(['generating', 'storing'])
  })
})

test('what surely never reached GitHub is deleted', async () => {
  const of = stage()
  of.trouble(PUT_SECRET, unreached, 4)
  const { result } = await storing(of)
  expect((await errorOf(result)).code).toBe('network')
  expect(of.living()).toEqual([])
})

test('a lost answer is made good by writing again', async () => {
  const of = stage()
  of.trouble(PUT_SECRET, 'the answer is lost')
  const { made, result } = await storing(of)
  expect(await result).toMatchObject({ is: 'stored', status: 'updated' })
  expect(of.held()).toBe(made.value.reveal())
})

test.each<[string, HttpOutcome]>([
  ['refused', saying(403, 'No')],
  ['lost', lost]
])(
  'a write that is %s while the run is stopped stays storing, and deletes nothing: the post step does the rest',
  async (_what, outcome) => {
    const of = stage()
    of.trouble(PUT_SECRET, () => {
      of.stop.abort()
      return outcome
    })
    const { made, result } = await storing(of)
    await errorOf(result)
    expect(of.routes).toEqual([write])
    expect(of.living()).toEqual([made.id])
    expect(of.recorded()).toEqual(['generating', 'storing'])
  }
)

describe('a token is removed', () => {
  const removable = async (of: Stage, twins = false) => {
    const { at, id, name, value } = await generateOnce(of.outputTask(), of.world)
    of.routes.length = 0
    return { at, id, name, value, twins }
  }

  test('with itself, on its own Vault, in one call', async () => {
    const of = stage()
    expect(await remove(await removable(of), of.world)).toEqual({ is: 'gone' })
    expect(of.routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
    expect(of.sent.at(-1)?.url.hostname).toBe('acme-dev.veevavault.com')
  })

  test('after its twins, which only their common name tells', async () => {
    const of = stage()
    const token = await removable(of, true)
    const twin = of.model.mint(of.sandbox, of.user, { name: token.name })
    const other = of.model.mint(of.sandbox, of.user, { name: `${token.name} ` })
    expect(await remove(token, of.world)).toEqual({ is: 'gone' })
    expect(of.sent.at(-1)?.body).toBe(JSON.stringify([{ id: twin.id }, { id: token.id }]))
    expect(of.living()).toEqual([other.id])
  })

  test.each<[string, (of: Stage) => void, object]>([
    ['its Vault refuses', of => of.trouble(DELETING, success({ data: [{}] })), { is: 'failed', reason: 'Vault gave no reason' }],
    [
      'its Vault does not know it',
      of => of.trouble(DELETING, failure('INVALID_SESSION_ID')),
      { is: 'unknown', reason: expect.stringMatching(/INVALID_SESSION_ID: Not today$/) }
    ],
    [
      'its Vault can’t be reached',
      of => of.trouble(DELETING, lost, 4),
      { is: 'failed', reason: expect.stringMatching(/connection was lost \(ECONNRESET\)$/) }
    ]
  ])('or not, when %s, and then the reason is the end of a sentence', async (_why, arrange, removal) => {
    const of = stage()
    const token = await removable(of)
    arrange(of)
    expect(await remove(token, of.world)).toEqual(removal)
  })

  test('or not, when the list of its twins can’t be read', async () => {
    const of = stage()
    const token = await removable(of, true)
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS'))
    expect(await remove(token, of.world)).toMatchObject({ is: 'failed' })
  })

  test('or not, when its DNS is not known, and then nothing is sent', async () => {
    const of = stage()
    const token = await removable(of)
    const removal = await remove({ ...token, at: { ...token.at, site: undefined } }, of.world)
    expect(removal).toEqual({ is: 'failed', reason: 'its DNS is not known' })
    expect(of.routes).toEqual([])
  })
})

describe('getting a secret ready', () => {
  test('fetches the key, and for an organization what the visibility shall be', async () => {
    const of = stage()
    of.github.setSecret(organizationPlace, 'VAULT_TOKEN', 'x', { visibility: 'private' })
    const secret = await of.ready(organizationPlace)
    expect(secret).toMatchObject({
      name: 'VAULT_TOKEN',
      key: of.github.publicKey(organizationPlace),
      visibility: { visibility: 'private' }
    })
    expect(of.routes.sort()).toEqual(['GET /orgs/acme/actions/secrets/VAULT_TOKEN', 'GET /orgs/acme/actions/secrets/public-key'])
  })

  test('asks for no visibility anywhere else', async () => {
    const of = stage()
    expect((await of.ready()).visibility).toBeUndefined()
    expect(of.routes).toEqual(['GET /repos/acme/pipelines/actions/secrets/public-key'])
  })

  test('fails for a token that may not touch secrets', async () => {
    const of = stage()
    of.githubToken.permissions = ['metadata:read']
    expect((await errorOf(of.ready())).code).toBe('github-permission')
    of.trouble(GET_KEY, saying(401, 'Bad credentials'))
    expect((await errorOf(of.ready())).code).toBe('github-login')
  })
})

test('a secret is named with its place', () => {
  const place = { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' } as const
  expect(describeSecret({ name: 'VAULT_TOKEN', place })).toBe(
    'the secret VAULT_TOKEN of the environment "prod/eu" of the repository acme/pipelines'
  )
})
