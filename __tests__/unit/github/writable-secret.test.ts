import { expect, test } from '@jest/globals'
import { asActionError } from '../../../src/core/errors.ts'
import { GitHub } from '../../../src/github/client.ts'
import type { SecretLocation } from '../../../src/github/locations.ts'
import { createSecretOpener } from '../../../src/github/writable-secret.ts'
import { lost, response } from '../../helpers/responses.ts'
import { errorOf, type Result, testWorld } from '../world.ts'

const inRepository: SecretLocation = { scope: 'repository', owner: 'acme/app' }
const keyWith = (key_id: string, bytes = 32) =>
  response({ key_id, key: Buffer.alloc(bytes, 9).toString('base64') })
const isPut = (route: string) => route.startsWith('PUT')

/** Opens the secret TOKEN of repository 11, in a network that responds with the public key, unless `respond` does. */
function openSecret(respond: (route: string, before: number) => Result | undefined) {
  const environment = { GITHUB_REPOSITORY: 'acme/app', GITHUB_REPOSITORY_ID: '11' }
  const respondAlways = (route: string, before: number) => respond(route, before) ?? keyWith('1')
  const world = testWorld({ environment, respond: respondAlways })
  const { maskSecret } = world.runner
  const github = new GitHub(new URL('https://api.github.com'), maskSecret('ghs_token'), world)
  const open = createSecretOpener(github, undefined)
  const secret = async (location = inRepository) => (await open(location, ['TOKEN']))('TOKEN')
  const write = async (beforeWrite: () => unknown = () => {}) =>
    (await secret()).write(maskSecret('value'), beforeWrite)
  return { world, secret, write }
}

test('A write stays unclear if GitHub refuses after an unclear attempt, also with another public key', async () => {
  const refused = response({ message: 'No' }, 422)
  const { write, world } = openSecret((route, before) => {
    if (isPut(route)) return before === 0 ? lost : refused
    return keyWith(before === 0 ? '1' : '2')
  })
  const checked: number[] = []
  const error = await errorOf(write(() => checked.push(world.routes.filter(isPut).length)))
  expect(error).toMatchObject({ code: 'github-refused', maybeDone: true })
  // Before each attempt, also that with the other key.
  expect(checked).toEqual([0, 1, 2])
})

test('The 76th write within a minute waits until the minute is over', async () => {
  const { write, world } = openSecret(route => (isPut(route) ? response('', 204) : undefined))
  for (let written = 0; written < 76; written++) {
    expect(world.waits).toEqual([])
    await write()
  }
  expect(world.waits).toEqual([60_000])
})

const badKeys = [response(''), keyWith(''), keyWith('1', 31), keyWith('1', 33)]
test.each(badKeys)('An invalid public key is read again before it is an error: %#', async key => {
  const repeated = openSecret((_route, before) => (before < 3 ? key : undefined))
  expect(await repeated.secret()).toMatchObject({ name: 'TOKEN' })
  const { secret } = openSecret(() => key)
  expect(await errorOf(secret())).toMatchObject({ code: 'network' })
})

test.each([
  [response({ name: 'TOKEN' }), 'unknown'],
  [response({ message: 'Not Found' }, 404), 'never'],
  [response('<html>', 404), expect.objectContaining({ code: 'network' })],
  [response({ message: 'Moved' }, 301), expect.objectContaining({ reason: 'HTTP 301' })]
])('When a secret was written is asked of GitHub once: %#', async (sent, written) => {
  const { secret, world } = openSecret(route => (route.endsWith('/TOKEN') ? sent : undefined))
  const { lastWritten } = await secret()
  expect(await lastWritten().catch(asActionError)).toEqual(written)
  expect(world.waits).toEqual([])
})

const page = (total_count: unknown, ...ids: unknown[]) =>
  response({ id: 1, total_count, repositories: ids.map(id => ({ id })) })

test.each([
  ['ends too early', [page(3, 1), page(3)]],
  ['repeats a page', [page(3, 1), page(3, 1)]],
  ['has more rows than announced', [page(1, 1, 2)]],
  ['has a row without an id', [page(1, 'x')]],
  ['announces no number of rows', [page(undefined, 1)]]
])('A list of an organization secret’s repositories that %s is an error', async (_what, pages) => {
  const { secret, world } = openSecret(route => {
    if (route.endsWith('/TOKEN')) return response({ name: 'TOKEN', visibility: 'selected' })
    if (route.endsWith('/public-key')) return undefined
    return pages[Number(route.split('&page=')[1] ?? 1) - 1]
  })
  const error = await errorOf(secret({ scope: 'organization', owner: 'acme' }))
  expect(error.message).toContain('GitHub’s list of its repositories is not complete')
  expect(world.routes.filter(route => route.includes('&page='))).toHaveLength(pages.length)
})
