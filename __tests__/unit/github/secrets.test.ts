import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../../src/errors.ts'
import { reachGitHub } from '../../../src/github/client.ts'
import { seal } from '../../../src/github/seal.ts'
import {
  fetchPublicKey,
  isListed,
  lastWritten,
  placeName,
  proveKey,
  type SecretPlace,
  type SecretWrite,
  type VisibilityFields,
  visibilityFields,
  writeSecret
} from '../../../src/github/secrets.ts'
import { answer, lost, saying, unreached } from '../../helpers/answers.ts'
import { checkRequest } from '../../helpers/openapi.ts'
import { GET_KEY, organizationPlace, PUT_SECRET, repositoryPlace, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'
import { routeOf, scriptedSend, world } from '../../helpers/world.ts'

const key = { key_id: '5680', key: Buffer.alloc(32, 7).toString('base64') }
/** The write of a value to the repository's secret VAULT_TOKEN, which may begin at any time, unless told. */
const writeOf = (given: Pick<SecretWrite, 'key'> & Partial<SecretWrite>): SecretWrite => ({
  place: repositoryPlace,
  name: 'VAULT_TOKEN',
  value: secret('veeva-vault-x'),
  visibility: undefined,
  begin: async () => undefined,
  ...given
})
/** Only looks like a sealed box. */
const plain = (value: string, publicKey: string) => Buffer.from(`${value} for ${publicKey}`).toString('base64')

const github = (of: Stage, token = of.githubToken.value) =>
  reachGitHub(new URL('https://api.github.com'), secret(token), {
    send: of.world.send,
    patience: of.world.patience,
    quote: of.runner.quote
  })

describe('each scope has its own path, encoded segment by segment', () => {
  test.each<[SecretPlace, string, string]>([
    [
      { scope: 'repository', repository: 'acme/pipelines' },
      '/repos/acme/pipelines/actions/secrets',
      'of the repository acme/pipelines'
    ],
    [
      { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' },
      '/repos/acme/pipelines/environments/prod%2Feu/secrets',
      'of the environment "prod/eu" of the repository acme/pipelines'
    ],
    [
      { scope: 'environment', repository: 'acme/pipelines', environment: 'a b?#%ü' },
      '/repos/acme/pipelines/environments/a%20b%3F%23%25%C3%BC/secrets',
      'of the environment "a b?#%ü" of the repository acme/pipelines'
    ],
    [{ scope: 'organization', organization: 'acme' }, '/orgs/acme/actions/secrets', 'of the organization acme'],
    [
      { scope: 'dependabot', repository: 'acme/pipelines' },
      '/repos/acme/pipelines/dependabot/secrets',
      'for Dependabot of the repository acme/pipelines'
    ],
    [
      { scope: 'codespaces', repository: 'acme/pipelines' },
      '/repos/acme/pipelines/codespaces/secrets',
      'for Codespaces of the repository acme/pipelines'
    ]
  ])('%j', async (place, path, of) => {
    const given = stage()
    given.trouble(GET_KEY, answer(key))
    given.trouble(PUT_SECRET, answer({}, 201))
    given.trouble(/\/TOKEN$/, answer({ updated_at: '2026-11-22T12:00:00Z' }))
    const api = github(given)
    const visibility: VisibilityFields | undefined = place.scope === 'organization' ? { visibility: 'all' } : undefined
    const publicKey = await fetchPublicKey(api, place)
    await writeSecret(api, writeOf({ place, name: 'TOKEN', key: publicKey, visibility }), plain)
    await lastWritten(api, place, 'TOKEN')
    expect(given.routes).toEqual([`GET ${path}/public-key`, `PUT ${path}/TOKEN`, `GET ${path}/TOKEN`])
    expect(placeName(place)).toBe(of)
    for (const { method, url, body = '', headers } of given.sent)
      expect(checkRequest({ method, path: url.pathname + url.search, body, headers: { ...headers } })).toEqual([])
  })
})

describe('the public key', () => {
  test.each<[string, object]>([
    ['no id', { key: key.key }],
    ['no key', { key_id: '1' }],
    ['a key that is too short', { key_id: '1', key: 'c2hvcnQ=' }],
    ['nothing', {}],
    ['a list', []]
  ])('is none in an answer with %s', async (_what, body) => {
    const of = stage()
    of.trouble(GET_KEY, answer(body))
    expect(await errorOf(fetchPublicKey(github(of), repositoryPlace))).toMatchObject({
      code: 'network',
      message:
        'Reading the public key for secrets of the repository acme/pipelines on api.github.com failed: the answer holds no public key.',
      hint: 'Run again.'
    })
  })

  test('is proven by sealing with it', async () => {
    const of = stage()
    expect(() => proveKey(github(of), repositoryPlace, { ...key, id: key.key_id }, seal)).not.toThrow()
    const none = { id: '1', key: Buffer.alloc(32).toString('base64') }
    expect(() => proveKey(github(of), repositoryPlace, none, seal)).toThrow(
      'Reading the public key for secrets of the repository acme/pipelines on api.github.com failed: the answer holds no public key.'
    )
  })

  test.each<[SecretPlace, string]>([
    [repositoryPlace, '"Secrets: write"'],
    [{ scope: 'environment', repository: 'acme/pipelines', environment: 'prod' }, '"Secrets: write" and "Environments: write"'],
    [organizationPlace, '"Secrets: write" of the organization'],
    [{ scope: 'dependabot', repository: 'acme/pipelines' }, '"Dependabot secrets: write"'],
    [{ scope: 'codespaces', repository: 'acme/pipelines' }, '"Codespaces secrets: write"']
  ])('that is refused names the permission that is missing: %j', async (place, needs) => {
    const of = stage()
    of.trouble(GET_KEY, saying(403, 'No'))
    expect((await errorOf(fetchPublicKey(github(of), place))).hint).toContain(` the permission ${needs} for this place`)
  })

  test('may have an id that is a number', async () => {
    const of = stage()
    of.trouble(GET_KEY, answer({ ...key, key_id: 5680 }))
    expect((await fetchPublicKey(github(of), repositoryPlace)).id).toBe('5680')
  })
})

describe('the visibility of an organization’s secret', () => {
  const existing = async (of: Stage, visibility: 'all' | 'private' | 'selected', ids: number[] = []) => {
    of.github.setSecret(organizationPlace, 'VAULT_TOKEN', 'old', { visibility, selectedRepositoryIds: ids })
    return visibilityFields(github(of), organizationPlace, 'VAULT_TOKEN', undefined)
  }

  test.each(['all', 'private'] as const)('that is %s stays so, and is not asked for repositories', async visibility => {
    const of = stage()
    expect(await existing(of, visibility)).toEqual({ visibility })
    expect(of.routes).toEqual(['GET /orgs/acme/actions/secrets/VAULT_TOKEN'])
  })

  test('that is selected stays so with all of its repositories, page by page, and is sent again with the write', async () => {
    const of = stage()
    const ids = Array.from({ length: 250 }, (_, index) => of.github.addRepository(`acme/many-${index}`).id)
    const visibility = await existing(of, 'selected', ids)
    expect(visibility).toEqual({ visibility: 'selected', selected_repository_ids: ids })
    expect(of.routes.slice(1)).toEqual(
      [1, 2, 3].map(page => `GET /orgs/acme/actions/secrets/VAULT_TOKEN/repositories?per_page=100&page=${page}`)
    )
    const key = await fetchPublicKey(github(of), organizationPlace)
    await writeSecret(github(of), writeOf({ place: organizationPlace, key, visibility }), seal)
    expect(of.github.secretAt(organizationPlace, 'VAULT_TOKEN')).toMatchObject({
      value: 'veeva-vault-x',
      visibility: 'selected',
      selectedRepositoryIds: ids
    })
  })

  test('that is selected, of no repository at all, stays so', async () => {
    expect(await existing(stage(), 'selected')).toEqual({ visibility: 'selected', selected_repository_ids: [] })
  })

  test.each<[string, object, object, number]>([
    ['fewer than there are', { total_count: 3, repositories: [{ id: 1 }] }, { total_count: 3, repositories: [] }, 2],
    ['no count', { repositories: [{ id: 1 }] }, {}, 1],
    ['one without an id', { total_count: 1, repositories: [{ name: 'x' }] }, { total_count: 1, repositories: [] }, 2],
    ['one that is nothing', { total_count: 1, repositories: [null] }, { total_count: 1, repositories: [] }, 2],
    ['a list', [], {}, 1]
  ])('is an error, not a shorter list, when the pages show %s', async (_what, first, second, pages) => {
    const of = stage()
    of.trouble(/repositories/, answer(first))
    of.trouble(/repositories/, answer(second))
    expect(await errorOf(existing(of, 'selected'))).toMatchObject({
      code: 'github-refused',
      message:
        'Reading the visibility of the secret VAULT_TOKEN of the organization acme on api.github.com failed: the list of its repositories is not whole.',
      hint: 'Run again, or give secret-visibility.'
    })
    expect(of.routes.filter(route => route.includes('/repositories'))).toHaveLength(pages)
  })

  test('is required for a secret that does not exist yet', async () => {
    const of = stage()
    expect(await errorOf(visibilityFields(github(of), organizationPlace, 'NEW', undefined))).toMatchObject({
      code: 'input',
      message: 'secret-visibility: the organization acme has no secret NEW yet, so it has no visibility to keep.',
      hint: 'Give secret-visibility: all, private, or the repositories that may read it, OWNER/NAME one per line.'
    })
    expect(await visibilityFields(github(of), organizationPlace, 'NEW', { is: 'private' })).toEqual({ visibility: 'private' })
  })

  test('whose reading fails in a way that nobody knows is that error', async () => {
    const broken = { ...github(stage()), call: () => Promise.reject(new TypeError('broken')) }
    await expect(visibilityFields(broken, organizationPlace, 'VAULT_TOKEN', undefined)).rejects.toThrow('broken')
  })

  test.each<[string, object]>([
    ['an answer without it', { name: 'VAULT_TOKEN' }],
    ['a list', []]
  ])('that GitHub does not tell is an error: %s', async (_what, body) => {
    const of = stage()
    of.trouble(/VAULT_TOKEN$/, answer(body))
    expect(await errorOf(existing(of, 'all'))).toMatchObject({
      code: 'github-refused',
      message:
        'Reading the visibility of the secret VAULT_TOKEN of the organization acme on api.github.com failed: the answer holds no visibility.',
      hint: 'Give secret-visibility.'
    })
  })

  test('that is wanted for some repositories is their ids, in that order', async () => {
    const of = stage()
    const [one, two] = [of.github.addRepository('acme/one'), of.github.addRepository('acme/two')]
    const wanted = { is: 'selected', repositories: ['acme/Two', 'acme/one'] } as const
    expect(await visibilityFields(github(of), organizationPlace, 'NEW', wanted)).toEqual({
      visibility: 'selected',
      selected_repository_ids: [two.id, one.id]
    })
  })

  test('that is wanted for a repository that there is not is an error, which names it and the permission to see it', async () => {
    const missing = { is: 'selected', repositories: ['acme/nothing'] } as const
    expect(await errorOf(visibilityFields(github(stage()), organizationPlace, 'NEW', missing))).toMatchObject({
      code: 'github-not-found',
      message: expect.stringMatching(
        /^Looking up the repository acme\/nothing of secret-visibility on api\.github\.com failed: GitHub answered with status 404/
      ),
      hint: expect.stringContaining(' the permission "Metadata: read" there.')
    })
  })

  test.each([[{}], [{ id: '12' }], [[]]])('is not made of a repository without an id: %j', async body => {
    const of = stage()
    of.trouble(/acme\/one$/, answer(body))
    const wanted = { is: 'selected', repositories: ['acme/one'] } as const
    expect(await errorOf(visibilityFields(github(of), organizationPlace, 'NEW', wanted))).toMatchObject({
      code: 'network',
      message: 'Looking up the repository acme/one of secret-visibility on api.github.com failed: the answer holds no id.',
      hint: 'Run again.'
    })
  })
})

describe('a write', () => {
  const writing = async (of: Stage, value = 'veeva-vault-x') => {
    const key = await fetchPublicKey(github(of), repositoryPlace)
    of.routes.length = 0
    return { outcome: () => writeSecret(github(of), writeOf({ key, value: secret(value) }), seal) }
  }
  const write = 'PUT /repos/acme/pipelines/actions/secrets/VAULT_TOKEN'
  const getKey = 'GET /repos/acme/pipelines/actions/secrets/public-key'

  test('tells whether the secret was created or updated', async () => {
    const of = stage()
    const { outcome } = await writing(of)
    const first = await outcome()
    expect(first).toEqual({ is: 'stored', status: 'created' })
    expect(await outcome()).toMatchObject({ is: 'stored', status: 'updated' })
    expect(of.held()).toBe('veeva-vault-x')
    expect(await lastWritten(github(of), repositoryPlace, 'VAULT_TOKEN')).toBeInstanceOf(Date)
  })

  test('never sends the value as it is', async () => {
    const of = stage()
    const { outcome } = await writing(of, 'veeva-vault-S3CRET')
    await outcome()
    for (const { body = '', url, headers } of of.sent) expect(`${body}${url}${JSON.stringify(headers)}`).not.toContain('S3CRET')
  })

  test('with a key that has changed is made once more with the new one', async () => {
    const of = stage()
    const { outcome } = await writing(of)
    of.github.rotateKey(repositoryPlace)
    expect(await outcome()).toMatchObject({ is: 'stored', status: 'created' })
    expect(of.routes).toEqual([write, getKey, write])
    expect(of.held()).toBe('veeva-vault-x')
  })

  test('with a key that changes again and again is given up after the second', async () => {
    const of = stage()
    const { outcome } = await writing(of)
    of.trouble(PUT_SECRET, () => of.github.rotateKey(repositoryPlace), 2)
    expect(await outcome()).toMatchObject({ is: 'not-stored', stored: 'no', error: { code: 'github-refused' } })
    expect(of.routes).toEqual([write, getKey, write])
  })

  test('that is refused with the right key is refused', async () => {
    const of = stage()
    const { outcome } = await writing(of)
    of.trouble(PUT_SECRET, saying(422, 'Too many secrets'))
    expect(await outcome()).toMatchObject({ is: 'not-stored', stored: 'no', error: { code: 'github-refused' } })
    expect(of.routes).toEqual([write, getKey])
  })

  test.each<[string, (of: Stage) => void, 'no' | 'perhaps', string]>([
    ['401', of => of.trouble(PUT_SECRET, saying(401, 'Bad credentials')), 'no', 'github-login'],
    ['403', of => of.trouble(PUT_SECRET, saying(403, 'No')), 'no', 'github-permission'],
    ['404', of => of.trouble(PUT_SECRET, saying(404, 'No')), 'no', 'github-not-found'],
    ['a limit', of => of.trouble(PUT_SECRET, saying(429, 'No'), 4), 'no', 'github-rate-limit'],
    ['no connection', of => of.trouble(PUT_SECRET, unreached, 4), 'no', 'network'],
    ['a lost answer each time', of => of.trouble(PUT_SECRET, lost, 4), 'perhaps', 'network'],
    ['500 each time', of => of.trouble(PUT_SECRET, saying(500, 'No'), 4), 'perhaps', 'network'],
    [
      'a lost answer, then 403',
      of => {
        of.trouble(PUT_SECRET, lost)
        of.trouble(PUT_SECRET, saying(403, 'No'))
      },
      'perhaps',
      'github-permission'
    ],
    [
      '422, and a key that can’t be asked for',
      of => {
        of.trouble(PUT_SECRET, saying(422, 'No'))
        of.trouble(GET_KEY, lost, 4)
      },
      'no',
      'network'
    ]
  ])('that came to %s', async (_what, arrange, stored, code) => {
    const of = stage()
    const { outcome } = await writing(of)
    arrange(of)
    expect(await outcome()).toMatchObject({ is: 'not-stored', stored, error: { code } })
  })

  test('that was not let through asks for no other key, and says what was written where', async () => {
    const of = stage()
    const { outcome } = await writing(of)
    of.trouble(PUT_SECRET, saying(403, 'No'))
    expect(await outcome()).toMatchObject({
      error: {
        message:
          'Writing the secret VAULT_TOKEN of the repository acme/pipelines on api.github.com failed: GitHub answered with status 403: No.'
      }
    })
    expect(of.routes).toEqual([write])
  })

  test('that can’t be sealed is not stored, and the error does not hold the value', async () => {
    const of = stage()
    const broken = () => {
      throw new TypeError('can not seal veeva-vault-S3CRET')
    }
    const write = writeOf({ key: { id: '1', key: 'x' }, value: secret('veeva-vault-S3CRET') })
    const outcome = await writeSecret(github(of), write, broken)
    expect(outcome).toMatchObject({ is: 'not-stored', stored: 'no', error: { code: 'internal' } })
    expect(outcome.is === 'not-stored' && outcome.error.message).not.toContain('S3CRET')
    expect(of.routes).toEqual([])
  })
})

test.each([[{}], [{ updated_at: 'soon' }], [[]]])('when a secret was last written is not known from %j', async body => {
  const of = stage()
  of.trouble(/VAULT_TOKEN$/, answer(body))
  expect(await lastWritten(github(of), repositoryPlace, 'VAULT_TOKEN')).toBe('untold')
})

test('a secret that is not there was never written; any other refusal is an error', async () => {
  const of = stage()
  expect(await lastWritten(github(of), repositoryPlace, 'NEW')).toBe('never')
  of.trouble(/VAULT_TOKEN$/, saying(403, 'No'))
  expect(await errorOf(lastWritten(github(of), repositoryPlace, 'VAULT_TOKEN'))).toMatchObject({ code: 'github-permission' })
})

test('a try that comes too late is not made, and what an earlier one did stays unknown', async () => {
  const of = stage()
  of.trouble(/^PUT/, lost)
  const key = await fetchPublicKey(github(of), repositoryPlace)
  const late = new ActionError('wait-timeout', 'Too late.', 'Run again.')
  const answers = [undefined, late]
  const outcome = await writeSecret(github(of), writeOf({ key, begin: async () => answers.shift() }), seal)
  expect(outcome).toMatchObject({ is: 'not-stored', stored: 'perhaps', error: late })
  expect(await writeSecret(github(of), writeOf({ key, begin: async () => late }), seal)).toMatchObject({
    stored: 'no',
    error: late
  })
  expect(of.routes.filter(route => route.startsWith('PUT'))).toHaveLength(1)
})

describe('that there is no such thing', () => {
  test.each<[string, ReturnType<typeof answer>, string]>([
    ['a page of a gateway with 404', answer('<html>Not Found</html>', 404), 'network'],
    ['404 without a word', answer('', 404), 'network'],
    ...[301, 302, 307, 308].map((status): [string, ReturnType<typeof answer>, string] => [
      `a redirect with ${status}`,
      saying(status, 'Moved'),
      'github-not-found'
    ]),
    ['404 that demands single sign-on', saying(404, 'Not Found', { 'x-github-sso': 'required' }), 'github-permission']
  ])('is not concluded from %s', async (_what, outcome, code) => {
    const of = stage()
    of.trouble(/VAULT_TOKEN$/, outcome, 2)
    expect((await errorOf(lastWritten(github(of), repositoryPlace, 'VAULT_TOKEN'))).code).toBe(code)
    expect((await errorOf(visibilityFields(github(of), organizationPlace, 'VAULT_TOKEN', undefined))).code).toBe(code)
  })

  const environment = { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' } as const
  test('is told of an environment that was deleted before the write, and asks for no other key', async () => {
    const of = stage()
    const key = await fetchPublicKey(github(of), environment)
    for (const { environments } of of.github.repositories) environments.length = 0
    of.routes.length = 0
    expect(await writeSecret(github(of), writeOf({ place: environment, name: 'T', key }), seal)).toMatchObject({
      is: 'not-stored',
      stored: 'no',
      error: { code: 'github-not-found', hint: expect.stringContaining('has no environment "prod/eu"') }
    })
    expect(of.routes).toEqual(['PUT /repos/acme/pipelines/environments/prod%2Feu/secrets/T', 'GET /repos/acme/pipelines'])
  })

  test.each<[SecretPlace, string]>([
    [repositoryPlace, 'The token sees it, but no secrets of the repository acme/pipelines: give github-token the permission'],
    [organizationPlace, 'The token sees it, but no secrets of the organization acme: give github-token the permission']
  ])('is no word against what the token sees: %j', async (place, hint) => {
    const of = stage()
    of.trouble(GET_KEY, saying(404, 'Not Found'))
    expect((await errorOf(fetchPublicKey(github(of), place))).hint).toContain(hint)
  })

  test.each<[SecretPlace, RegExp, string]>([
    [
      repositoryPlace,
      /^GET \/repos\/acme\/pipelines$/,
      'There is no repository acme/pipelines that github-token may see: correct secret-repository, or let the token reach it (install the App on it, or select it in the personal access token).'
    ],
    [
      organizationPlace,
      /^GET \/orgs\/acme$/,
      'There is no organization acme that github-token may see, and a user’s own account has no such secrets: correct secret-scope.'
    ]
  ])('is told of what the token does not see: %j', async (place, route, hint) => {
    const of = stage()
    of.trouble(GET_KEY, saying(404, 'Not Found'))
    of.trouble(route, saying(404, 'Not Found'))
    expect((await errorOf(fetchPublicKey(github(of), place))).hint).toBe(hint)
  })

  test('may be a matter of an older server', async () => {
    const send = scriptedSend([saying(404, 'Not Found'), answer({ id: 1 })])
    const { patience, runner } = world()
    const server = reachGitHub(new URL('https://ghe.acme.example/api/v3/'), secret('ghs_x'), {
      send,
      patience,
      quote: runner.quote
    })
    expect((await errorOf(fetchPublicKey(server, { scope: 'codespaces', repository: 'acme/pipelines' }))).hint).toBe(
      'The token sees it, but no secrets for Codespaces of the repository acme/pipelines: this GitHub Enterprise Server has no secrets of that kind, or github-token lacks the permission "Codespaces secrets: write".'
    )
  })

  test('stays as vague as GitHub’s word where the second question fails, which is asked once', async () => {
    const of = stage()
    of.trouble(GET_KEY, saying(404, 'Not Found'))
    of.trouble(/pipelines$/, lost, 9)
    expect((await errorOf(fetchPublicKey(github(of), repositoryPlace))).hint).toContain('or the token may not see it')
    expect(of.routes).toHaveLength(2)
  })
})

describe('whether a secret is listed', () => {
  const row = (n: number) => ({ name: `T_${n}` })
  const page = (from: number, count: number, total: unknown) =>
    answer({ total_count: total, secrets: Array.from({ length: count }, (_, n) => row(from + n)) })

  test.each([
    ['T_104', true],
    ['T_0', true],
    ['T_105', false]
  ])('is told by all pages: %s', async (name, listed) => {
    const send = scriptedSend([page(0, 100, 105), page(100, 5, 105)])
    const { patience, runner } = world()
    const api = reachGitHub(new URL('https://api.github.com'), secret('ghs_x'), { send, patience, quote: runner.quote })
    expect(await isListed(api, repositoryPlace, name)).toBe(listed)
    expect(send.sent.map(routeOf)).toEqual([
      'GET /repos/acme/pipelines/actions/secrets?per_page=100&page=1',
      'GET /repos/acme/pipelines/actions/secrets?per_page=100&page=2'
    ])
  })

  test('does not depend on the case of its name', async () => {
    const of = stage()
    of.trouble(/secrets\?/, answer({ total_count: 1, secrets: [{ name: 'vault_token' }] }))
    expect(await isListed(github(of), repositoryPlace, 'VAULT_TOKEN')).toBe(true)
  })

  test.each<[string, object]>([
    ['fewer rows than it counts', { total_count: 2, secrets: [] }],
    ['no count', { secrets: [{ name: 'A' }] }],
    ['a row without a name', { total_count: 1, secrets: [{}] }]
  ])('is not told by a list with %s', async (_what, body) => {
    const of = stage()
    of.trouble(/secrets\?/, answer(body), 2)
    of.trouble(/secrets\?/, answer({ total_count: 1, secrets: [] }))
    expect(await errorOf(isListed(github(of), repositoryPlace, 'A'))).toMatchObject({
      code: 'github-refused',
      message:
        'Listing the secrets of the repository acme/pipelines on api.github.com failed: the list of its secrets is not whole.',
      hint: 'Run again.'
    })
  })
})

test.each(['.', '..'])('no environment is called %j, which would be another address', async environment => {
  const of = stage()
  const place = { scope: 'environment', repository: 'acme/pipelines', environment } as const
  expect(await errorOf(fetchPublicKey(github(of), place))).toMatchObject({
    code: 'input',
    message: `secret-scope: "${environment}" is no name of an environment.`,
    hint: 'Nothing was generated; leave that sandbox out with !NAME.'
  })
  expect(of.routes).toEqual([])
})
