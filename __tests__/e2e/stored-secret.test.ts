import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { checkRequest } from '../helpers/openapi.ts'
import {
  acceptedByGitHub,
  annotations,
  expectNoSecretShown,
  isDelete,
  isGenerate,
  isPublicKey,
  isSecretWrite,
  openStage,
  type Stage,
  trouble
} from './stage.ts'

let stage: Stage
let begin = 0
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(() => {
  begin = stage.simulator.requests.length
  stage.github.lastWrites = []
})
afterAll(() => stage.simulator.close())

const liveNames = () => stage.world.liveTokens(stage.uat).map(({ name }) => name)
const clear = () => {
  for (const token of stage.world.liveTokens(stage.uat)) token.deleted = true
}

describe('a token that is stored', () => {
  test('is sealed into the repository’s secret, works, and outlives the job', async () => {
    const main = await stage.step(stage.storing)
    expect(main).toMatchObject({ exitCode: 0, stderr: '' })
    expect(stage.secret()).toBe(main.outputs.token)
    expect(main.log).toContain('Created the secret VAULT_TOKEN of the repository acme/pipelines')
    expect(JSON.parse(main.outputs.results ?? '')).toEqual([
      expect.objectContaining({ secret_name: 'VAULT_TOKEN', secret_status: 'created', revoked_token_ids: [] })
    ])
    const token = stage.world.tokens.find(({ id }) => id === main.outputs['token-id'])
    const lifetime = (Number(token?.expires) - Number(token?.made)) / 86_400_000
    expect(lifetime).toBeCloseTo(30, 2)
    expect(JSON.stringify(main.state)).not.toContain(main.outputs.token)

    expect((await stage.after(main, { inputs: stage.storing })).stdout).toBe('')
    expect(token && stage.world.isLive(token)).toBe(true)
    expectNoSecretShown(main, stage)
    expect(acceptedByGitHub(stage, begin)).toHaveLength(2)
    expect(acceptedByGitHub(stage, begin).flatMap(checkRequest)).toEqual([])
  })

  test('is asked for only after GitHub has given its key, which is fetched while Vault works', async () => {
    await stage.step(stage.storing)
    const order = stage.simulator.requests.slice(begin)
    const key = order.findIndex(isPublicKey)
    expect(key).toBeGreaterThanOrEqual(0)
    expect(key).toBeLessThan(order.findIndex(isGenerate))
    expect(order.findIndex(isGenerate)).toBeLessThan(order.findIndex(isSecretWrite))
    expect(stage.github.secretAt({ scope: 'repository', repository: 'acme/pipelines' }, 'VAULT_TOKEN')).toMatchObject({
      writes: 2
    })
  })

  test.each([
    ['environment/uat', { scope: 'environment', repository: 'acme/pipelines', environment: 'uat' }],
    ['environment/prod/eu', { scope: 'environment', repository: 'acme/pipelines', environment: 'prod/eu' }],
    ['dependabot', { scope: 'dependabot', repository: 'acme/pipelines' }],
    ['codespaces', { scope: 'codespaces', repository: 'acme/pipelines' }]
  ] as const)('goes to %s', async (scope, place) => {
    const main = await stage.step({ ...stage.storing, 'secret-scope': scope })
    expect(main.exitCode).toBe(0)
    expect(stage.secret('VAULT_TOKEN', place)).toBe(main.outputs.token)
    expect(acceptedByGitHub(stage, begin).flatMap(checkRequest)).toEqual([])
  })

  test('goes to another repository, under a name made of the sandbox’s', async () => {
    stage.github.addRepository('acme/website')
    const main = await stage.step({
      ...stage.storing,
      'sandbox-name': stage.odd.name,
      'secret-name': 'vault_{sandbox}_token',
      'secret-repository': 'acme/website'
    })
    expect(main.exitCode).toBe(0)
    expect(stage.secret('VAULT_Q_A__2___ML_UT_TOKEN', { scope: 'repository', repository: 'acme/website' })).toBe(
      main.outputs.token
    )
  })

  test('goes to GitHub Enterprise Server by GITHUB_API_URL, and nowhere else', async () => {
    const connects = stage.simulator.connects.length
    const env = { GITHUB_API_URL: 'https://github.acme.example/api/v3' }
    const main = await stage.step(stage.storing, { env })
    expect(main.exitCode).toBe(0)
    expect(stage.simulator.connects.slice(connects).join()).not.toContain('api.github.com')
    expect(stage.requests(begin)).toContain('PUT github.acme.example/api/v3/repos/acme/pipelines/actions/secrets/VAULT_TOKEN')
  })
})

describe('an organization’s secret', () => {
  const inOrganization = { scope: 'organization', organization: 'acme' } as const
  const ofOrganization = () => ({ ...stage.storing, 'secret-scope': 'organization/acme', 'secret-name': 'ORG_TOKEN' })

  test('that is new needs a visibility, and without it nothing is generated', async () => {
    const main = await stage.step(ofOrganization())
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toContain('Give secret-visibility')
    expect(stage.simulator.requests.slice(begin).some(isGenerate)).toBe(false)
  })

  test('is given to the repositories that are named', async () => {
    const main = await stage.step({ ...ofOrganization(), 'secret-visibility': 'acme/pipelines' })
    expect(main.exitCode).toBe(0)
    expect(stage.github.secretAt(inOrganization, 'ORG_TOKEN')).toMatchObject({
      value: main.outputs.token,
      visibility: 'selected',
      selectedRepositoryIds: [stage.repository.id]
    })
    expect(acceptedByGitHub(stage, begin).flatMap(checkRequest)).toEqual([])
  })

  test('keeps its visibility and its repositories when it is written again', async () => {
    const ids = [stage.repository.id, ...Array.from({ length: 120 }, (_, n) => stage.github.addRepository(`acme/more-${n}`).id)]
    stage.github.setSecret(inOrganization, 'ORG_TOKEN', 'by hand', { visibility: 'selected', selectedRepositoryIds: ids })
    const main = await stage.step(ofOrganization())
    expect(main.exitCode).toBe(0)
    const secret = stage.github.secretAt(inOrganization, 'ORG_TOKEN')
    expect(secret).toMatchObject({ value: main.outputs.token, visibility: 'selected' })
    expect([...(secret?.selectedRepositoryIds ?? [])].sort()).toEqual([...ids].sort())
  })

  test('of all or of private ones stays so', async () => {
    stage.github.setSecret(inOrganization, 'ORG_TOKEN', 'by hand', { visibility: 'private' })
    await stage.step(ofOrganization())
    expect(stage.github.secretAt(inOrganization, 'ORG_TOKEN')).toMatchObject({ visibility: 'private' })
    await stage.step({ ...ofOrganization(), 'secret-visibility': 'all' })
    expect(stage.github.secretAt(inOrganization, 'ORG_TOKEN')).toMatchObject({ visibility: 'all' })
  })
})

describe('GitHub does not let us', () => {
  /** Nothing was generated, and the error says what, and what to do. */
  const expectStopped = async (inputs: Record<string, string>, code: string) => {
    const main = await stage.step({ ...stage.storing, ...inputs })
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toMatch(new RegExp(`^${code}: `))
    expect(stage.simulator.requests.slice(begin).some(isGenerate)).toBe(false)
    expectNoSecretShown(main, stage)
    return annotations(main, 'error').join()
  }

  test('with the workflow’s own token: 403 names the permissions and a way to a token that may', async () => {
    const own = stage.github.addWorkflowToken('acme/pipelines')
    const error = await expectStopped({ 'github-token': own.value }, 'github-permission')
    expect(error).toContain('secrets=')
    expect(error).toContain('The workflow’s own GITHUB_TOKEN can never write secrets')
    expect(error).toContain('actions/create-github-app-token')
    expect(error).toContain('"Secrets: write"')
  })

  test('with a token that is wrong: 401', async () => {
    await expectStopped({ 'github-token': 'ghp_wrong' }, 'github-login')
  })

  test('in an environment that does not exist: 404 names it', async () => {
    const error = await expectStopped({ 'secret-scope': 'environment/nowhere' }, 'github-not-found')
    expect(error).toContain('of the environment "nowhere" of the repository acme/pipelines')
    expect(error).toContain('"Environments: write"')
  })

  test('before anything is generated, also when the sandbox is at fault: the session is ended all the same', async () => {
    const own = stage.github.addWorkflowToken('acme/pipelines')
    const main = await stage.step({
      ...stage.storing,
      'access-token': '',
      username: stage.user.name,
      password: stage.user.password,
      'github-token': own.value
    })
    expect(main.exitCode).toBe(1)
    expect(stage.world.sessions.size).toBe(0)
  })
})

describe('the write', () => {
  test('is repeated when its answer is lost, on a 502, and when GitHub asks to wait', async () => {
    trouble(stage.simulator, isSecretWrite, 'cut-after')
    const lost = await stage.step(stage.storing)
    expect(lost.exitCode).toBe(0)
    expect(stage.secret()).toBe(lost.outputs.token)
    trouble(stage.simulator, isSecretWrite, { status: 502, body: '<html>' })
    const bad = await stage.step(stage.storing)
    expect(bad.exitCode).toBe(0)
    const message = 'You have exceeded a secondary rate limit.'
    trouble(stage.simulator, isSecretWrite, { status: 403, body: JSON.stringify({ message }), headers: { 'Retry-After': '1' } })
    const limited = await stage.step(stage.storing)
    expect(limited.exitCode).toBe(0)
    expect(limited.durationMs).toBeGreaterThan(1_000)
    expect(stage.secret()).toBe(limited.outputs.token)
    clear()
  })

  test('with a key that changed meanwhile fetches the new one, once', async () => {
    const place = { scope: 'repository', repository: 'acme/pipelines' } as const
    stage.simulator.fault({
      on: request => {
        if (isGenerate(request)) stage.github.rotateKey(place)
        return isGenerate(request)
      },
      do: { slowMs: 1 }
    })
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(0)
    expect(stage.secret()).toBe(main.outputs.token)
    expect(stage.simulator.requests.slice(begin).filter(isPublicKey)).toHaveLength(2)
    expect(stage.simulator.requests.slice(begin).filter(isSecretWrite)).toHaveLength(2)
  })

  test('that is refused leaves the secret as it was, and deletes the new token again', async () => {
    clear()
    stage.github.setSecret({ scope: 'repository', repository: 'acme/pipelines' }, 'VAULT_TOKEN', 'old value')
    const body = JSON.stringify({ message: 'Resource not accessible by integration' })
    trouble(stage.simulator, isSecretWrite, { status: 403, body })
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toContain('The secret keeps its old value, and the new token is deleted again.')
    expect(stage.secret()).toBe('old value')
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
    expect(main.outputs.token).toBeFalsy()
    expect((await stage.after(main, { inputs: stage.storing })).stdout).toBe('')
  })

  test('that is refused, with a token that can’t be deleted either: it is named, and the post step deletes it', async () => {
    trouble(stage.simulator, isSecretWrite, { status: 404, body: '{"message":"Not Found"}' })
    trouble(stage.simulator, isDelete, 'unavailable', 4)
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    const [left] = stage.world.liveTokens(stage.uat)
    expect(annotations(main, 'error').join()).toContain(`"${left?.name}" (id ${left?.id})`)
    const post = await stage.after(main, { inputs: stage.storing })
    expect(post.log).toContain('Deleted the token')
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
  })

  test('of which nobody knows whether it was done keeps the token, and the post step writes it', async () => {
    // What was written within a minute before might be what the lost answer was about.
    stage.github.secrets.clear()
    trouble(stage.simulator, isSecretWrite, 'cut-before', 4)
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(annotations(main, 'error').join()).toContain('The post step makes sure.')
    const [kept] = stage.world.liveTokens(stage.uat)
    const post = await stage.after(main, { inputs: { 'github-token': stage.writer.value } })
    expect(post.exitCode).toBe(0)
    expect(annotations(post, 'warning')).toEqual([])
    expect(stage.secret()).toBe(kept?.value)
    expectNoSecretShown(post, stage)
    clear()
  })

  test.each([
    ['refused', { status: 403, body: '{"message":"Resource not accessible by integration"}' }, true],
    ['not allowed to sign in', { status: 401, body: '{"message":"Bad credentials"}' }, true],
    ['down', { status: 502, body: '' }, true]
  ] as const)('that the post step finds %s', async (_, answer, kept) => {
    // What was written within a minute before might be what the lost answer was about.
    stage.github.secrets.clear()
    trouble(stage.simulator, isSecretWrite, 'cut-before', 4)
    const main = await stage.step(stage.storing)
    const [token] = stage.world.liveTokens(stage.uat)
    trouble(stage.simulator, isSecretWrite, answer, answer.status === 502 ? 4 : 1)
    const post = await stage.after(main, { inputs: { 'github-token': stage.writer.value } })
    expect(post.exitCode).toBe(0)
    expect(liveNames()).toEqual(kept ? [token?.name] : [])
    if (kept) expect(annotations(post, 'warning').join()).toContain(`(id ${token?.id})`)
    clear()
  })
})

test('inputs for a secret that can’t take effect, or that GitHub would refuse, are reported together', async () => {
  const main = await stage.step({
    ...stage.byToken,
    'sandbox-name': 'UAT',
    'secret-name': '1 token\nfor UAT',
    'secret-scope': 'repositry',
    'secret-visibility': 'all',
    'revoke-after-job': 'true'
  })
  expect(annotations(main, 'error').map(line => line.split(': ')[1])).toEqual([
    'revoke-after-job',
    'github-token',
    'secret-name',
    'secret-scope'
  ])
  expect(stage.requests(begin)).toEqual([])
  const without = await stage.step({
    ...stage.byToken,
    'sandbox-name': 'UAT',
    'github-token': 'ghp_x',
    'secret-scope': 'dependabot'
  })
  expect(annotations(without, 'error').join()).toContain('can have no effect without secret-name')
})

test('a dry run proves access to the secret, and says where the token would go', async () => {
  const main = await stage.step({ ...stage.storing, 'dry-run': 'true' })
  expect(main.exitCode).toBe(0)
  expect(annotations(main, 'notice').join()).toContain('stored as the secret VAULT_TOKEN of the repository acme/pipelines')
  expect(stage.simulator.requests.slice(begin).some(isSecretWrite)).toBe(false)
  expect(stage.simulator.requests.slice(begin).some(isPublicKey)).toBe(true)
})
