import { describe, expect, test } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.ts'
import type { SecretLocation } from '../../../src/github/locations.ts'
import { createSecretStore, type Visibility } from '../../../src/github/writable-secret.ts'
import { lost, refusal, response, testWorld } from './world.ts'

const KEY = response(200, { key_id: '1', key: Buffer.alloc(32, 9).toString('base64') })
const OTHER_KEY = response(200, { key_id: '2', key: Buffer.alloc(32, 9).toString('base64') })
const CREATED = response(201, {})
const UPDATED = response(204)
const IDS: Record<string, string> = {
  GITHUB_REPOSITORY: 'Acme/App',
  GITHUB_REPOSITORY_ID: '11',
  GITHUB_REPOSITORY_OWNER_ID: '22'
}

const inRepository: SecretLocation = { scope: 'repository', repository: 'acme/app' }
const inOrganization: SecretLocation = { scope: 'organization', organization: 'acme' }
const SECRETS = '/repos/acme/app/actions/secrets'
const ORGANIZATION_SECRET = '/orgs/acme/actions/secrets/VAULT_TOKEN'

type Respond = Parameters<typeof testWorld>[0]

/** A store in a network that answers the public key, unless the test says otherwise. */
function storeWith(respond: Respond, visibility?: Visibility, environment = IDS) {
  return rawStore(
    (route, before) => (route.endsWith('/public-key') ? KEY : respond(route, before)),
    visibility,
    environment
  )
}

function rawStore(respond: Respond, visibility?: Visibility, environment = IDS) {
  const world = testWorld(respond, environment)
  const token = world.runner.maskSecret('ghs_token')
  const apiUrl = new URL('https://api.github.com')
  const { open } = createSecretStore({ apiUrl, token, visibility }, world)
  const value = world.runner.maskSecret('veeva-vault-value')
  const secret = async (location: SecretLocation = inRepository) =>
    (await open(location, ['VAULT_TOKEN']))('VAULT_TOKEN')
  const write = async (location: SecretLocation = inRepository, beforeWrite = () => {}) =>
    (await secret(location)).write(value, beforeWrite)
  const puts = () => world.routes.filter(route => route.startsWith('PUT')).length
  return { world, open, secret, write, puts }
}

async function errorOf(failing: Promise<unknown>): Promise<ActionError> {
  const error = await failing.then(
    () => undefined,
    thrown => thrown
  )
  expect(error).toBeInstanceOf(ActionError)
  return error
}

/** One response after the other to the PUT; the last one again and again. */
function puts(...responses: ReturnType<Respond>[]): Respond {
  return (route, before) => {
    const last = responses[Math.min(before, responses.length - 1)]
    return route.startsWith('PUT') && last ? last : refusal(404, 'Not Found')
  }
}

describe('A write', () => {
  test.each([
    [CREATED, 'created'],
    [UPDATED, 'updated']
  ] as const)('counts as stored with the documented status only: %#', async (answer, status) => {
    expect(await storeWith(puts(answer)).write()).toBe(status)
  })

  test.each([
    ['an empty 200', response(200)],
    ['a 202 of GitHub', response(202, { message: 'Accepted' })],
    ['a 502', response(502, '<html>')],
    ['a gateway’s 403', response(403, '<html>')],
    ['a redirect that is not GitHub’s', response(302, '', { location: 'https://login.example/' })],
    ['a lost response', lost]
  ])('is unclear after %s, and is repeated', async (_what, unclear) => {
    const failed = storeWith(puts(unclear))
    expect(await errorOf(failed.write())).toMatchObject({ maybeDone: true })
    const repeated = storeWith(puts(unclear, UPDATED))
    expect(await repeated.write()).toBe('updated')
  })

  test('stays unclear if a definite refusal follows an unclear attempt, also with another public key', async () => {
    const respond = puts(lost, refusal(422, 'No'), refusal(422, 'No'))
    const store = rawStore((route, before) => {
      if (!route.endsWith('/public-key')) return respond(route, before)
      return before === 0 ? KEY : OTHER_KEY
    })
    const error = await errorOf(store.write())
    expect(error).toMatchObject({ code: 'github-refused', maybeDone: true })
    expect(store.puts()).toBe(3)
  })

  test('is definite if GitHub refuses every attempt', async () => {
    const error = await errorOf(storeWith(puts(refusal(422, 'No'))).write())
    expect(error).toMatchObject({ code: 'github-refused', maybeDone: false, reason: 'HTTP 422' })
    expect(error.message).toBe(
      'Could not write the secret VAULT_TOKEN of the repository acme/app on api.github.com: GitHub responded 422: No.'
    )
  })

  test('is made again with the new public key if GitHub refuses and the key has changed', async () => {
    const store = rawStore((route, before) => {
      if (route.endsWith('/public-key')) return before === 0 ? KEY : OTHER_KEY
      return before === 0 ? refusal(422, 'Wrong key') : CREATED
    })
    expect(await store.write()).toBe('created')
    const bodies = store.world.requests
      .filter(({ method }) => method === 'PUT')
      .map(({ body }) => body)
    expect(bodies.map(body => JSON.parse(body ?? '').key_id)).toEqual(['1', '2'])
    expect(bodies.join()).not.toContain('veeva-vault-value')
  })

  test('begins no attempt after beforeWrite has thrown, and remembers an unclear one before', async () => {
    const store = storeWith(puts(lost))
    let attempts = 0
    const beforeWrite = () => {
      attempts += 1
      if (attempts === 2) throw new ActionError('wait-timeout', 'Too late.', '')
    }
    const error = await errorOf(store.write(inRepository, beforeWrite))
    expect(error).toMatchObject({ code: 'wait-timeout', maybeDone: true })
    expect(store.puts()).toBe(1)
  })

  test('waits once 75 writes were made within a minute', async () => {
    const store = storeWith(puts(CREATED))
    for (let written = 0; written < 75; written++) await store.write()
    expect(store.world.waits).toEqual([])
    await store.write()
    expect(store.world.waits).toEqual([60_000])
  })
})

describe('What GitHub has just created', () => {
  const refusals = [
    refusal(401, 'Bad credentials'),
    refusal(403, 'Resource not accessible by integration'),
    refusal(404, 'Not Found')
  ]

  test.each(refusals)(
    'may be refused for some seconds at the public key and at the write: %#',
    async refused => {
      const store = rawStore((route, before) => {
        if (before < 6) return refused
        return route.startsWith('PUT') ? CREATED : KEY
      })
      expect(await store.write()).toBe('created')
    }
  )

  test.each(refusals)('is told within 10 s if it stays refused: %#', async refused => {
    const store = rawStore(() => refused)
    const error = await errorOf(store.secret())
    expect(error.reason).toBe(`HTTP ${refused.status}`)
    const waited = store.world.waits.reduce((sum, ms) => sum + ms, 0)
    expect(waited).toBe(6_000)
  })

  test('shares the patience, so that a wrong token is told within 10 s for many environments', async () => {
    const store = rawStore(() => refusal(401, 'Bad credentials'))
    const start = store.world.clock.elapsed()
    for (const environment of ['one', 'two', 'three']) {
      await errorOf(store.secret({ scope: 'environment', repository: 'acme/app', environment }))
    }
    expect(store.world.clock.elapsed() - start).toBe(6_000)
  })

  test('gets new patience once a call has succeeded', async () => {
    const store = rawStore((route, before) => {
      if (route.startsWith('GET')) return before < 6 ? refusal(401, 'Bad credentials') : KEY
      return before < 6 ? refusal(401, 'Bad credentials') : CREATED
    })
    const secret = await store.secret()
    await store.world.clock.sleep(60_000, store.world.stopping)
    expect(await secret.write(store.world.runner.maskSecret('value'), () => {})).toBe('created')
  })

  test('is not waited for where GitHub names a lasting cause', async () => {
    const store = rawStore(() => refusal(403, 'Repository was archived so is read-only.'))
    await errorOf(store.secret())
    expect(store.world.routes).toHaveLength(1)
  })
})

describe('The public key', () => {
  test.each([
    response(200),
    response(200, '<html>'),
    response(200, { key_id: '1', key: 'c2hvcnQ=' }),
    response(200, { key: 'x' })
  ])('is asked for again where the response does not contain one: %#', async answer => {
    const repeated = rawStore((_route, before) => (before === 0 ? answer : KEY))
    expect(await repeated.secret()).toMatchObject({ name: 'VAULT_TOKEN' })
    expect((await errorOf(rawStore(() => answer).secret())).code).toBe('network')
  })

  test('is asked for once for all secrets, and again after 5 minutes', async () => {
    const store = storeWith(puts(CREATED))
    await store.secret()
    await store.secret()
    expect(store.world.routes).toEqual([`GET ${SECRETS}/public-key`])
    await store.world.clock.sleep(300_001, store.world.stopping)
    await store.secret()
    expect(store.world.routes).toHaveLength(2)
  })

  test.each([
    [
      { scope: 'environment', repository: 'acme/app', environment: 'uat' },
      /^The repository acme\/app or the environment does not exist/
    ],
    [inRepository, /no repository acme\/app.*`secret-repository`/],
    [inOrganization, /no organization acme.*`secret-scope`/]
  ] as [SecretLocation, RegExp][])(
    'that is missing is an error that says what may be missing: %#',
    async (location, hint) => {
      const store = rawStore(() => refusal(404, 'Not Found'))
      expect(await errorOf(store.secret(location))).toMatchObject({
        code: 'github-not-found',
        hint: expect.stringMatching(hint)
      })
    }
  )
})

describe('The destination', () => {
  test.each([
    [inRepository, IDS, ['repository', '11']],
    [
      { scope: 'environment', repository: 'ACME/app', environment: 'UAT' },
      IDS,
      ['environment', '11', 'uat']
    ],
    [inOrganization, IDS, ['organization', '22']],
    [{ scope: 'dependabot', repository: 'acme/other' }, IDS, ['dependabot', '77']],
    [{ scope: 'organization', organization: 'other' }, IDS, ['organization', '77']],
    [inRepository, { GITHUB_REPOSITORY: 'acme/app' }, ['repository', '77']]
  ] as [SecretLocation, Record<string, string>, string[]][])(
    'of %j has the numeric id, from the environment where it is this run’s own',
    async (location, environment, parts) => {
      const store = storeWith(() => response(200, { id: 77 }), { is: 'all' }, environment)
      const { destination } = await store.secret(location)
      expect(destination).toEqual(['api.github.com', ...parts, 'VAULT_TOKEN'])
      expect(store.world.routes).toHaveLength(parts[1] === '77' ? 2 : 1)
    }
  )
})

test.each([
  [response(200, { updated_at: '2026-11-20T10:00:00Z' }), new Date('2026-11-20T10:00:00Z')],
  [response(200, { name: 'VAULT_TOKEN' }), 'unknown'],
  [refusal(404, 'Not Found'), 'never']
])('When a secret was last written is told without patience: %#', async (answer, written) => {
  const store = storeWith(() => answer)
  const secret = await store.secret()
  expect(await secret.lastWritten()).toEqual(written)
  expect(store.world.waits).toEqual([])
})

test('A gateway’s 404 does not mean that a secret was never written', async () => {
  const secret = await storeWith(() => response(404, '<html>')).secret()
  expect(await errorOf(secret.lastWritten())).toMatchObject({ code: 'network', reason: 'HTTP 404' })
})

describe('The visibility of an organization secret', () => {
  /** An organization secret that the repositories with these ids may read; the pages are as GitHub would send them. */
  const selected = (...pages: object[]): Respond => {
    return route => {
      const page = Number(/&page=(\d+)$/.exec(route)?.[1] ?? 0)
      if (page > 0) return response(200, pages[page - 1] ?? { total_count: 0, repositories: [] })
      return route.startsWith('PUT') ? UPDATED : response(200, { visibility: 'selected' })
    }
  }
  const page = (total: number, ...ids: number[]) => ({
    total_count: total,
    repositories: ids.map(id => ({ id }))
  })

  test('stays as it is with all pages of its repositories, read again right before the write', async () => {
    const store = storeWith(selected(page(3, 1, 2), page(3, 3)))
    await store.write(inOrganization)
    const { body } = store.world.requests.at(-1) ?? {}
    expect(JSON.parse(body ?? '')).toMatchObject({
      visibility: 'selected',
      selected_repository_ids: [1, 2, 3]
    })
    const again = store.world.routes.slice(-4, -1)
    expect(again).toEqual([
      `GET ${ORGANIZATION_SECRET}`,
      `GET ${ORGANIZATION_SECRET}/repositories?per_page=100&page=1`,
      `GET ${ORGANIZATION_SECRET}/repositories?per_page=100&page=2`
    ])
  })

  test.each([
    ['ends too early', [page(3, 1), page(3)]],
    ['repeats a page', [page(3, 1), page(3, 1)]],
    ['has more rows than announced', [page(1, 1, 2)]],
    ['has a row without an id', [{ total_count: 1, repositories: [{}] }]]
  ])('is an error, not a shorter list, if the list %s', async (_what, pages) => {
    const store = storeWith(selected(...pages))
    const error = await errorOf(store.secret(inOrganization))
    expect(error.code).toBe('github-refused')
    expect(error.message).toContain('GitHub’s list of its repositories is not complete')
    expect(store.world.routes.filter(route => route.includes('&page='))).toHaveLength(pages.length)
  })

  test('that can’t be read before the write is an error, and nothing is written', async () => {
    const store = storeWith((_route, before) =>
      before === 0 ? response(200, { visibility: 'all' }) : lost
    )
    expect((await errorOf(store.write(inOrganization))).code).toBe('network')
    expect(store.puts()).toBe(0)
  })

  test('is required for a secret that does not exist yet, before anything is written', async () => {
    const store = storeWith(() => refusal(404, 'Not Found'))
    const error = await errorOf(store.open(inOrganization, ['VAULT_TOKEN']))
    expect(error).toMatchObject({
      code: 'input',
      message: expect.stringMatching(/has no secret VAULT_TOKEN yet/)
    })
  })

  test.each<[Visibility | undefined, boolean]>([
    [undefined, false],
    [{ is: 'all' }, true],
    [{ is: 'selected', repositories: ['acme/two', 'acme/one', 'acme/two'] }, false],
    [{ is: 'selected', repositories: ['acme/one'] }, true]
  ])('differs from what was asked for as a set of ids: %j %s', async (wanted, isOther) => {
    const respond = selected(page(2, 1, 2))
    const store = storeWith((route, before) => {
      if (route.endsWith('/acme/one')) return response(200, { id: 1 })
      if (route.endsWith('/acme/two')) return response(200, { id: 2 })
      return respond(route, before)
    }, wanted)
    expect(await (await store.secret(inOrganization)).hasOtherVisibility()).toBe(isOther)
  })
})
