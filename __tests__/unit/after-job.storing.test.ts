import { describe, expect, test } from '@jest/globals'
import { afterJob } from '../../src/after-job.ts'
import type { HttpOutcome } from '../../src/http.ts'
import { answer, lost, success, unreached } from '../helpers/answers.ts'
import { site } from '../helpers/settings.ts'
import { DELETING, GET_KEY, organizationPlace, PUT_SECRET, repositoryPlace, type Stage, stage } from '../helpers/stage.ts'
import { host } from '../helpers/values.ts'

/** Main was ended while GitHub may have stored the new token; then the post step runs. */
const afterStoring = ({
  place = repositoryPlace as object,
  visibility = undefined as object | 'as it is' | undefined,
  token = 'given',
  twins = false,
  contacted = true,
  apiUrl = 'https://api.github.com/',
  agoMinutes = 0,
  env = {}
} = {}) => {
  const inputs: Record<string, string> = {}
  const state: Record<string, string> = { main: JSON.stringify({ pid: 1, started: '', stateFile: '/nowhere' }) }
  const of = stage({ inputs, state })
  const fresh = of.ours({ agoMinutes })
  inputs['github-token'] = token === 'given' ? of.githubToken.value : token
  const at = {
    called: 'Dev One',
    vaultId: String(of.sandbox.id),
    ...(contacted && { site: site({ host: host(of.sandbox.host) }) })
  }
  const secret = { apiUrl, place, name: 'VAULT_TOKEN', visibility }
  state['token-0'] = JSON.stringify({ state: 'storing', at, name: fresh.name, id: fresh.id, value: fresh.value, twins, secret })
  const said = async () => {
    await afterJob({ ...of.world, env: { ...of.world.env, ...env } })
    return of.runner.effects.filter(({ does }) => does !== 'mask').map(({ does, name, text }) => [does, name, text].join(' '))
  }
  return { of, fresh, said, what: `the token "${fresh.name}" (id ${fresh.id}) of Dev One` }
}
/** Writes a secret as somebody did long before. */
const longAgo = (of: Stage, ...[place, name, value, sharing]: Parameters<Stage['github']['setSecret']>) =>
  Object.assign(of.github.setSecret(place, name, value, sharing), { updatedAt: new Date(0) })
const saying = (status: number, message: string) => answer({ message }, status)
const place = 'the secret VAULT_TOKEN of the repository acme/pipelines'

describe('a write that nobody knows the end of is rolled forward', () => {
  test('the same proven value is sealed with the key of now, and written again', async () => {
    const { of, fresh, said, what } = afterStoring()
    of.github.rotateKey(repositoryPlace)
    expect(await said()).toEqual([`info  Wrote ${what} to ${place}.`])
    expect(of.held()).toBe(fresh.value)
    expect(of.living()).toEqual([fresh.id])
    expect(of.routes).toEqual([
      'GET /repos/acme/pipelines/actions/secrets/public-key',
      'GET /repos/acme/pipelines/actions/secrets/VAULT_TOKEN',
      'GET /repos/acme/pipelines/actions/secrets?per_page=100&page=1',
      `GET /vobjects/api_access_token__sys/${fresh.id}`,
      'PUT /repos/acme/pipelines/actions/secrets/VAULT_TOKEN'
    ])
  })

  test('and with the visibility that main had read', async () => {
    const visibility = { visibility: 'selected', selected_repository_ids: [] as number[] }
    const { of, said } = afterStoring({ place: organizationPlace, visibility })
    visibility.selected_repository_ids.push(of.github.repositories[0]?.id ?? 0)
    longAgo(of, organizationPlace, 'VAULT_TOKEN', 'old', { visibility: 'all' })
    expect(await said()).toEqual([expect.stringContaining('of the organization acme')])
    expect(of.github.secretAt(organizationPlace, 'VAULT_TOKEN')).toMatchObject({ visibility: 'selected', writes: 2 })
    expect(of.routes).toEqual([
      'GET /orgs/acme/actions/secrets/public-key',
      'GET /orgs/acme/actions/secrets/VAULT_TOKEN',
      expect.stringContaining('GET /vobjects/'),
      'PUT /orgs/acme/actions/secrets/VAULT_TOKEN'
    ])
  })

  test('and without asking for a visibility where the secret is one of a repository, which has none', async () => {
    const { of, fresh, said } = afterStoring({ visibility: 'as it is' })
    expect(await said()).toEqual([expect.stringContaining('Wrote')])
    expect(of.held()).toBe(fresh.value)
    expect(of.routes.filter(route => route.startsWith('GET /repos/'))).toEqual([
      'GET /repos/acme/pipelines/actions/secrets/public-key',
      'GET /repos/acme/pipelines/actions/secrets/VAULT_TOKEN',
      'GET /repos/acme/pipelines/actions/secrets?per_page=100&page=1'
    ])
  })

  test('and without asking the Vault of the token where it is not to be contacted', async () => {
    const { of, fresh, said } = afterStoring({ contacted: false })
    expect(await said()).toEqual([expect.stringContaining('Wrote')])
    expect(of.held()).toBe(fresh.value)
    expect(of.routes).toEqual([
      'GET /repos/acme/pipelines/actions/secrets/public-key',
      'GET /repos/acme/pipelines/actions/secrets/VAULT_TOKEN',
      'GET /repos/acme/pipelines/actions/secrets?per_page=100&page=1',
      'PUT /repos/acme/pipelines/actions/secrets/VAULT_TOKEN'
    ])
  })

  test('and as it is means the visibility and the repositories that the secret has now', async () => {
    const { of, said } = afterStoring({ place: organizationPlace, visibility: 'as it is' })
    const selectedRepositoryIds = of.github.repositories.map(({ id }) => id)
    longAgo(of, organizationPlace, 'VAULT_TOKEN', 'old', { visibility: 'selected', selectedRepositoryIds })
    expect(await said()).toEqual([expect.stringContaining('Wrote')])
    expect(of.github.secretAt(organizationPlace, 'VAULT_TOKEN')).toMatchObject({
      visibility: 'selected',
      selectedRepositoryIds,
      writes: 2
    })
  })

  test('no credential is seen, and both are masked first', async () => {
    const { of, fresh, said } = afterStoring()
    of.trouble(PUT_SECRET, () => saying(422, `No: ${fresh.value} ${of.githubToken.value}`))
    await said()
    expect(of.runner.visible()).toContain('No: *** ***')
    const masked = of.runner.effects.slice(0, 2).map(({ does, text }) => [does, text])
    expect(masked).toEqual([
      ['mask', fresh.value],
      ['mask', of.githubToken.value]
    ])
  })
})

describe('what GitHub refuses now is kept and named, because what main sent may have been stored', () => {
  test.each<[string, RegExp, HttpOutcome]>([
    ['403', PUT_SECRET, saying(403, 'Resource not accessible by integration')],
    ['404', PUT_SECRET, saying(404, 'Not Found')],
    ['422', PUT_SECRET, saying(422, 'Validation Failed')],
    ['403 for the key', GET_KEY, saying(403, 'No')],
    ['404 for the key', GET_KEY, saying(404, 'No')]
  ])('with %s', async (_status, route, refusal) => {
    const { of, fresh, said, what } = afterStoring()
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', fresh.value)
    of.trouble(route, refusal)
    expect(await said()).toEqual([expect.stringContaining(`Nobody knows whether ${place} holds ${what}: `)])
    expect(of.living()).toEqual([fresh.id])
  })
})

describe('when the secret was last written decides', () => {
  test('since the token was made: all stays as it is, and the token is named', async () => {
    const { of, fresh, said, what } = afterStoring()
    of.github.setSecret(repositoryPlace, 'VAULT_TOKEN', 'of another run')
    expect(await said()).toEqual([
      expect.stringContaining(`GitHub says that ${place} was written after ${what} was generated: with it, or by another run.`)
    ])
    expect(of.held()).toBe('of another run')
    expect(of.living()).toEqual([fresh.id])
  })

  test.each([
    ['a minute before it, as far as clocks may differ: all stays as it is', 60, false],
    ['a second earlier than that: it is written again', 61, true]
  ])('%s', async (_what, secondsBefore, writes) => {
    const { of, fresh, said } = afterStoring()
    const made = Number.parseInt(/([0-9a-f]{8})[0-9a-f]{4}$/.exec(fresh.name)?.[1] ?? '', 16)
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', 'old').updatedAt = new Date((made - secondsBefore) * 1000)
    await said()
    expect(of.held()).toBe(writes ? fresh.value : 'old')
    expect(of.living()).toEqual([fresh.id])
  })

  test('not since, and more than ten minutes ago: the token is deleted', async () => {
    const { of, said, what } = afterStoring({ agoMinutes: 11 })
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', 'old')
    expect(await said()).toEqual([`info  Deleted ${what}.`])
    expect(of.held()).toBe('old')
    expect(of.living()).toEqual([])
  })

  test('GitHub does not find it, and lists it: the token is kept and named, since the secret may hold it', async () => {
    const { of, fresh, said, what } = afterStoring({ agoMinutes: 11 })
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', fresh.value)
    of.trouble(/^GET .*secrets\/VAULT_TOKEN$/, saying(404, 'Not Found'))
    expect(await said()).toEqual([
      expect.stringContaining(`Nobody knows whether ${place} holds ${what}: GitHub does not find it, and lists it.`)
    ])
    expect(of.living()).toEqual([fresh.id])
  })

  test('GitHub neither finds nor lists it, more than ten minutes later: nobody holds the token, and it is deleted', async () => {
    const { of, said, what } = afterStoring({ agoMinutes: 11 })
    expect(await said()).toEqual([`info  Deleted ${what}.`])
    expect(of.living()).toEqual([])
  })

  test.each<[string, (of: Stage) => unknown]>([
    ['when', of => Object.assign(of.github, { tellsWrites: false })],
    ['the time of now', of => Object.assign(of.github, { dateAheadMs: undefined })]
  ])('GitHub does not say %s: the token is kept and named', async (_what, arrange) => {
    const { of, fresh, said } = afterStoring()
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', 'old')
    arrange(of)
    expect(await said()).toEqual([expect.stringContaining('GitHub does not say when it was last written.')])
    expect(of.living()).toEqual([fresh.id])
    expect(of.held()).toBe('old')
  })
})

test('many secrets are written at the pace of main: 75, and the rest a minute later', async () => {
  const { of, said } = afterStoring()
  const saved = of.runner.savedState() as Record<string, string>
  const entry = JSON.parse(saved['token-0'] ?? '')
  for (let n = 0; n < 80; n++)
    saved[`token-${n}`] = JSON.stringify({ ...entry, secret: { ...entry.secret, name: `VAULT_TOKEN_${n}` } })
  const began = of.world.patience.clock.elapsed()
  const writes: number[] = []
  of.trouble(PUT_SECRET, () => void writes.push(of.world.patience.clock.elapsed() - began), 80)
  await said()
  expect(writes.filter(at => at < 60_000)).toHaveLength(75)
  expect(writes).toHaveLength(80)
})

test('what waits in line until ten minutes are over is not written, but kept and named', async () => {
  const { of, fresh, said } = afterStoring({ agoMinutes: 9.5 })
  const saved = of.runner.savedState() as Record<string, string>
  const entry = JSON.parse(saved['token-0'] ?? '')
  for (let n = 0; n < 76; n++)
    saved[`token-${n}`] = JSON.stringify({ ...entry, secret: { ...entry.secret, name: `VAULT_TOKEN_${n}` } })
  const told = await said()
  expect(told.filter(line => line.startsWith('info'))).toHaveLength(75)
  expect(told.filter(line => line.startsWith('warning'))).toEqual([
    expect.stringContaining('More than 10 minutes passed since it was generated. The token is kept')
  ])
  expect(of.living()).toEqual([fresh.id])
})

test('a token of a name that tells no time is kept and named', async () => {
  const { of, fresh, said } = afterStoring()
  const saved = of.runner.savedState() as Record<string, string>
  saved['token-0'] = JSON.stringify({ ...JSON.parse(saved['token-0'] ?? ''), name: 'by hand' })
  expect(await said()).toEqual([expect.stringContaining('GitHub does not say when it was last written. The token is kept')])
  expect(of.living()).toEqual([fresh.id])
  expect(of.held()).toBeUndefined()
})

test('an address of GitHub’s API that is none now gets nothing', async () => {
  const { of, fresh, said } = afterStoring({ env: { GITHUB_API_URL: 'no address' } })
  expect(await said()).toEqual([expect.stringContaining('the address of GitHub’s API is another one now')])
  expect(of.routes).toEqual([])
  expect(of.living()).toEqual([fresh.id])
})

test('an address of GitHub’s API in the saved state that is not that of the environment gets nothing', async () => {
  const { of, fresh, said } = afterStoring({ apiUrl: 'https://evil.example.com/' })
  expect(await said()).toEqual([expect.stringContaining('the address of GitHub’s API is another one now')])
  expect(of.routes).toEqual([])
  expect(of.living()).toEqual([fresh.id])
})

describe('a token that another run has deleted meanwhile', () => {
  test('is not written over the one that the secret holds, and is named', async () => {
    const { of, fresh, said, what } = afterStoring()
    longAgo(of, repositoryPlace, 'VAULT_TOKEN', 'of another run')
    fresh.deleted = true
    expect(await said()).toEqual([
      `warning token left behind Somebody deleted ${what}, so ${place} was not written. Run the workflow again.`
    ])
    expect(of.held()).toBe('of another run')
  })
})

describe('the twin that a lost answer may have left', () => {
  test('is deleted once the token is written', async () => {
    const { of, fresh, said } = afterStoring({ twins: true })
    of.ours({ agoMinutes: 0, name: fresh.name })
    await said()
    expect(of.held()).toBe(fresh.value)
    expect(of.living()).toEqual([fresh.id])
  })

  test('is deleted, and only it, when main had stored the token and died', async () => {
    const { of, fresh, said } = afterStoring({ twins: true })
    const saved = of.runner.savedState() as Record<string, string>
    saved['token-0'] = JSON.stringify({ ...JSON.parse(saved['token-0'] ?? ''), state: 'kept' })
    of.ours({ agoMinutes: 0, name: fresh.name })
    expect(await said()).toEqual([])
    expect(of.living()).toEqual([fresh.id])
  })

  test('is named when Vault does not delete it', async () => {
    const { of, fresh, said } = afterStoring({ twins: true })
    of.ours({ agoMinutes: 0, name: fresh.name })
    of.trouble(DELETING, success({ data: [{}] }))
    expect((await said()).at(-1)).toContain(`looking for a second "${fresh.name}" of Dev One failed: Vault gave no reason.`)
  })
})

describe('what GitHub says nothing about is kept and named', () => {
  test.each<[string, RegExp, HttpOutcome, number]>([
    ['401 for the key', GET_KEY, saying(401, 'Bad credentials'), 1],
    ['401', PUT_SECRET, saying(401, 'Bad credentials'), 1],
    ['a limit', PUT_SECRET, saying(429, 'Too many'), 4],
    ['500', PUT_SECRET, saying(500, 'Server Error'), 4],
    ['a page', GET_KEY, answer('<html>'), 4],
    ['an answer that holds no key', GET_KEY, answer({}), 1],
    ['no answer', PUT_SECRET, lost, 4],
    ['no connection', GET_KEY, unreached, 4]
  ])('after %s', async (_what, route, trouble, times) => {
    const { of, fresh, said, what } = afterStoring()
    of.trouble(route, trouble, times)
    expect(await said()).toEqual([
      expect.stringMatching(
        /^warning token left behind Nobody knows whether .* The token is kept; run the workflow again to write the secret anew\.$/
      )
    ])
    expect(of.runner.visible()).toContain(`Nobody knows whether ${place} holds ${what}: `)
    expect(of.living()).toEqual([fresh.id])
    expect(of.routes).not.toContain('DELETE /vobjects/api_access_token__sys')
  })

  test('after an answer that was lost before GitHub said no', async () => {
    const { of, fresh, said } = afterStoring()
    of.trouble(PUT_SECRET, lost)
    of.trouble(PUT_SECRET, saying(403, 'No'))
    expect(await said()).toEqual([expect.stringContaining('Nobody knows whether')])
    expect(of.living()).toEqual([fresh.id])
  })

  test('because a later step has emptied github-token', async () => {
    const { of, fresh, said } = afterStoring({ token: '' })
    expect(await said()).toEqual([expect.stringContaining('github-token is empty by now. The token is kept')])
    expect(of.routes).toEqual([])
    expect(of.living()).toEqual([fresh.id])
  })
})

describe('a token that was handed over, or only made, goes with its twins', () => {
  test.each(['made', 'handed-over'])('when the journal says %s', async state => {
    const { of, fresh, said } = afterStoring({ twins: true })
    const saved = of.runner.savedState() as Record<string, string>
    saved['token-0'] = JSON.stringify({ ...JSON.parse(saved['token-0'] ?? ''), state })
    const other = of.ours()
    of.ours({ agoMinutes: 0, name: fresh.name })
    await said()
    expect(of.living()).toEqual([other.id])
    expect(of.routes).toEqual(['POST /query', 'DELETE /vobjects/api_access_token__sys'])
  })
})
