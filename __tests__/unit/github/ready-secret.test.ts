import { describe, expect, test } from '@jest/globals'
import { describeSecret, secretPlaces } from '../../../src/github/ready-secret.ts'
import type { Visibility } from '../../../src/github/secrets.ts'
import type { Send } from '../../../src/http.ts'
import { answer, saying } from '../../helpers/answers.ts'
import { secretHandOn } from '../../helpers/settings.ts'
import { GET_KEY, organizationPlace, PUT_SECRET, repositoryPlace, type Stage, stage } from '../../helpers/stage.ts'
import { errorOf, secret } from '../../helpers/values.ts'

const KEY = 'GET /repos/acme/pipelines/actions/secrets/public-key'
const ORGANIZATION_KEY = 'GET /orgs/acme/actions/secrets/public-key'

const askOf = (of: Stage, visibility?: Visibility, send: Send = of.world.send) =>
  secretPlaces(secretHandOn({ token: secret(of.githubToken.value), visibility }), {
    ...{ send, patience: of.world.patience, quote: of.runner.quote }
  })
/** The place of an organization's secrets, of which these names are known by now. */
const organizationOf = (of: Stage, names: readonly string[], visibility?: Visibility) =>
  askOf(of, visibility).bind(undefined, organizationPlace, names)
/** The same, of a repository's secrets. */
const repositoryOf = (of: Stage) => askOf(of).bind(undefined, repositoryPlace, [])

describe('a secret of a repository', () => {
  test('is ready once there is its key, and is written under its name', async () => {
    const of = stage()
    const ready = await of.ready()
    expect(of.routes).toEqual([KEY])
    expect(ready).toMatchObject({
      called: 'the secret VAULT_TOKEN of the repository acme/pipelines',
      name: 'VAULT_TOKEN',
      place: repositoryPlace,
      apiUrl: 'https://api.github.com/',
      visibility: undefined
    })
    expect(await ready.lastWritten()).toBe('never')
    expect(await ready.write(secret('veeva-vault-X'), () => undefined)).toMatchObject({ is: 'stored', status: 'created' })
    expect(of.held()).toBe('veeva-vault-X')
    expect(await ready.lastWritten()).toEqual(of.github.secretAt(repositoryPlace, 'VAULT_TOKEN')?.updatedAt)
  })

  test('is one of many with one key, which is asked for again when an old answer is renewed', async () => {
    const of = stage()
    const ask = repositoryOf(of)
    const place = await ask()
    await place('ONE')
    await place('TWO')
    expect(of.routes).toEqual([KEY])
    await ask()
    expect(of.routes).toEqual([KEY, KEY])
  })

  test('is out of reach for a token that may not touch secrets', async () => {
    const of = stage()
    of.githubToken.permissions = ['metadata:read']
    expect((await errorOf(of.ready())).code).toBe('github-permission')
    of.trouble(GET_KEY, saying(401, 'Bad credentials'))
    expect((await errorOf(of.ready())).code).toBe('github-login')
  })
})

test('a key of the right length with which nothing can be sealed is found out before anything is generated', async () => {
  const of = stage()
  of.trouble(GET_KEY, answer({ key_id: '1', key: Buffer.alloc(32).toString('base64') }))
  expect(await errorOf(of.ready())).toMatchObject({
    code: 'network',
    message:
      'Reading the public key for secrets of the repository acme/pipelines on api.github.com failed: the answer holds no public key.'
  })
})

describe('secrets that are written at the same time', () => {
  test('go out one after the other, each when the one before is answered', async () => {
    const of = stage()
    let underWay = 0
    let most = 0
    const slow: Send = async request => {
      underWay++
      most = Math.max(most, underWay)
      await new Promise(setImmediate)
      const outcome = await of.world.send(request)
      underWay--
      return outcome
    }
    const place = await askOf(of, undefined, slow)(repositoryPlace, [])
    const secrets = await Promise.all(['C', 'A', 'B'].map(name => place(name)))
    await Promise.all(secrets.map(({ write }) => write(secret('veeva-vault-X'), () => undefined)))
    expect(most).toBe(1)
    expect(of.routes.filter(route => PUT_SECRET.test(route)).map(route => route.slice(-1))).toEqual(['C', 'A', 'B'])
  })
})

describe('a secret of an organization', () => {
  test('keeps its visibility, which is read while the key is; the journal notes it as it is', async () => {
    const of = stage()
    of.github.setSecret(organizationPlace, 'VAULT_TOKEN', 'x', { visibility: 'private' })
    const ready = await of.ready(organizationPlace)
    expect(ready.visibility).toBe('as it is')
    expect([...of.routes].sort()).toEqual(['GET /orgs/acme/actions/secrets/VAULT_TOKEN', ORGANIZATION_KEY])
    await ready.write(secret('veeva-vault-X'), () => undefined)
    expect(of.github.secretAt(organizationPlace, 'VAULT_TOKEN')).toMatchObject({ value: 'veeva-vault-X', visibility: 'private' })
  })

  test('has the visibility that is asked for, which is the same for all names: its repositories are looked up once', async () => {
    const of = stage()
    const ids = [of.github.addRepository('acme/one').id]
    const place = await organizationOf(of, ['ONE', 'TWO'], { is: 'selected', repositories: ['acme/one'] })()
    for (const name of ['ONE', 'TWO', 'THREE'])
      expect((await place(name)).visibility).toEqual({ visibility: 'selected', selected_repository_ids: ids })
    expect([...of.routes].sort()).toEqual([ORGANIZATION_KEY, 'GET /repos/acme/one'])
  })

  test('that does not exist yet, and is to stay as it is, fails alone', async () => {
    const of = stage()
    of.github.setSecret(organizationPlace, 'ONE', 'x', { visibility: 'all' })
    const place = await organizationOf(of, ['ONE', 'TWO'])()
    expect((await place('ONE')).name).toBe('ONE')
    expect((await errorOf(place('TWO'))).message).toContain('the organization acme has no secret TWO yet')
  })

  test('whose key can’t be had is that error, whatever else was asked', async () => {
    const of = stage()
    of.githubToken.permissions = ['metadata:read']
    expect((await errorOf(organizationOf(of, ['ONE'])())).message).toMatch(/^Reading the public key/)
  })
})

test('a secret is named with its place', () => {
  const place = { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' } as const
  expect(describeSecret({ name: 'VAULT_TOKEN', place })).toBe(
    'the secret VAULT_TOKEN of the environment "prod/eu" of the repository acme/pipelines'
  )
})
