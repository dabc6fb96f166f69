import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  annotations,
  expectNoSecretShown,
  isGenerate,
  isPublicKey,
  isSecretWrite,
  openStage,
  type Stage,
  trouble
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.simulator.close())

const generated = () => stage.simulator.requests.filter(isGenerate).length

/** A step that GitHub refuses before anything is generated. Out: its only error. */
const refused = async (inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<string> => {
  const main = await stage.step({ ...stage.storing, ...inputs }, { env })
  expect(main.exitCode).toBe(1)
  expect(generated()).toBe(0)
  expectNoSecretShown(main, stage)
  const errors = annotations(main, 'error')
  expect(errors).toHaveLength(1)
  return errors[0] ?? ''
}
const asked = () => stage.simulator.requests.filter(({ host }) => host.includes('github'))

describe('before anything is generated', () => {
  test.each<[string, () => void, RegExp]>([
    [
      'single sign-on gets the address to authorize the token at',
      () => {
        stage.github.singleSignOn = 'https://github.com/orgs/acme/sso?authorization_request=AZ1'
      },
      /^github-permission: .*authorize the token in github-token for it at https:\/\/github\.com\/orgs\/acme\/sso\?authorization_request=AZ1 /
    ],
    [
      'single sign-on with an address of somebody else’s does not repeat it',
      () => {
        stage.github.singleSignOn = 'https://evil.example.com/sso'
      },
      /^github-permission: (?!.*evil).*Configure SSO/
    ],
    [
      'single sign-on of some organizations names their ids',
      () => {
        stage.github.singleSignOn = 'partial'
      },
      /^github-permission: .*by its id, 21955855, 20582480.*Configure SSO/
    ],
    [
      'an address list sends to another runner, or to the list',
      () => {
        stage.github.ipAllowList = true
      },
      /^github-permission: .*have the address of the runner added to its IP allow list/
    ],
    [
      'a policy on classic tokens asks for another kind',
      () => {
        stage.github.tokenPolicy =
          '`acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.'
      },
      /^github-permission: .*forbids this kind of token: give github-token one from a GitHub App/
    ],
    [
      'a policy on lifetimes asks for a shorter one',
      () => {
        stage.github.tokenPolicy =
          "The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/1"
      },
      /^github-permission: .*make a new token with an earlier expiry/
    ],
    [
      'a personal token without the permission is to be edited',
      () => {
        stage.github.tokenPolicy = 'Resource not accessible by personal access token'
      },
      /^github-permission: .*lacks the permission "Secrets: write"/
    ],
    [
      'a renamed repository is told with where it is now, and the redirect is not followed',
      () => {
        stage.github.moved.set('acme/pipelines', 'acme/flows')
      },
      /^github-not-found: .*renamed or transferred to https:\/\/api\.github\.com\/repositories\/\d+, .*secret-repository/
    ],
    [
      'a repository that is not there, or out of reach, names the input',
      () => {
        stage.github.repositories.length = 0
      },
      /^github-not-found: .*status 404.*secrets=read.*There is no repository acme\/pipelines that github-token may see: correct secret-repository/
    ]
  ])('%s, and no word of the workflow’s own token', async (_what, arrange, message) => {
    arrange()
    const error = await refused()
    expect(error).toMatch(message)
    expect(error).not.toContain('GITHUB_TOKEN')
    expect(asked().some(({ path }) => path.startsWith('/repositories'))).toBe(false)
  })

  test('the workflow’s own token is told that it never can, with the permissions that GitHub would accept', async () => {
    const workflow = stage.github.addWorkflowToken('acme/pipelines')
    expect(await refused({ 'github-token': workflow.value })).toMatch(
      /^github-permission: .*Resource not accessible by integration \(it would accept the permissions secrets=read\)\. .*GITHUB_TOKEN can never write secrets/
    )
  })

  test('an environment that is missing is to be created; it is told apart from a repository that is', async () => {
    expect(await refused({ 'secret-scope': 'environment/nowhere' })).toMatch(
      /^github-not-found: .*The repository acme\/pipelines has no environment "nowhere".*Create it/
    )
    expect(asked().map(({ path }) => path)).toEqual([
      '/repos/acme/pipelines/environments/nowhere/secrets/public-key',
      '/repos/acme/pipelines'
    ])
    expect(await refused({ 'secret-scope': 'environment/uat', 'secret-repository': 'acme/nowhere' })).toContain(
      'There is no repository acme/nowhere'
    )
  })

  test('an organization that is not there names secret-scope', async () => {
    expect(await refused({ 'secret-scope': 'organization/nobody', 'secret-visibility': 'all' })).toMatch(
      /^github-not-found: .*There is no organization nobody .*correct secret-scope/
    )
  })

  test('a kind of secret that a server does not know is told so', async () => {
    trouble(stage.simulator, isPublicKey, { status: 404, body: '{"message":"Not Found"}' })
    expect(await refused({ 'secret-scope': 'codespaces' }, { GITHUB_API_URL: 'https://github.acme.example/api/v3' })).toMatch(
      /^github-not-found: .*this GitHub Enterprise Server has no secrets of that kind/
    )
  })

  test('a redirect to another host is not followed, and leads to no word about the repository', async () => {
    trouble(stage.simulator, isPublicKey, 'redirect')
    const error = await refused()
    expect(error).toMatch(/^github-not-found: .*leads to another host, where the token never goes/)
    expect(error).not.toMatch(/evil|The token sees it/)
    expect(asked()).toHaveLength(1)
    expect(stage.simulator.connects.join()).not.toContain('evil')
  })

  test.each([403, 404])('a page with status %i is a gateway’s, not GitHub’s word', async status => {
    trouble(stage.simulator, isPublicKey, { status, body: '<html>Blocked</html>' })
    expect(await refused()).toMatch(/no answer of GitHub’s API: see whether a proxy/)
    expect(asked()).toHaveLength(1)
  })

  test('a limit that lasts longer than a minute is not waited for, and told with the time when it ends, by GitHub’s clock', async () => {
    const now = Date.parse('2030-01-01T12:00:00Z')
    const headers = {
      Date: new Date(now).toUTCString(),
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(now / 1000 + 61)
    }
    trouble(stage.simulator, isPublicKey, { status: 403, body: '{"message":"API rate limit exceeded"}', headers })
    expect(await refused()).toMatch(/^github-rate-limit: .*run again after 2030-01-01T12:01:01Z/)
    expect(asked()).toHaveLength(1)
  })

  test('a limit that ends soon by GitHub’s clock is waited for, whatever the runner’s clock says', async () => {
    const now = Date.parse('2030-01-01T12:00:00Z')
    const headers = {
      Date: new Date(now).toUTCString(),
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(now / 1000 + 1)
    }
    trouble(stage.simulator, isPublicKey, { status: 403, body: '{"message":"API rate limit exceeded"}', headers })
    expect((await stage.step(stage.storing)).exitCode).toBe(0)
    expect(asked().filter(isPublicKey)).toHaveLength(2)
  })
})

describe('when the token is generated already', () => {
  /** A step whose write is refused: the new token is deleted again, and the secret keeps what it held. */
  const notStored = async (): Promise<string> => {
    const main = await stage.step(stage.storing)
    expect(main.exitCode).toBe(1)
    expect(generated()).toBe(1)
    expect(stage.world.liveTokens(stage.uat)).toEqual([])
    expect(stage.secret()).toBeUndefined()
    return annotations(main, 'error').join('\n')
  }

  test('an archived repository takes no secret, and its error says so first', async () => {
    stage.repository.archived = true
    expect(await notStored()).toMatch(/^github-permission: Writing the secret .*archived so is read-only.*unarchive it/)
  })

  test('a mistake that GitHub lists is told', async () => {
    const errors = [{ resource: 'Secret', code: 'custom', message: 'There are 100 secrets already' }]
    trouble(stage.simulator, isSecretWrite, { status: 422, body: JSON.stringify({ message: 'Validation Failed', errors }) })
    expect(await notStored()).toMatch(/^github-refused: .*Validation Failed; There are 100 secrets already/)
  })

  test('a conflict with another writer is tried again', async () => {
    stage.github.conflicts = 2
    expect((await stage.step(stage.storing)).exitCode).toBe(0)
    expect(asked().filter(isSecretWrite)).toHaveLength(3)
  })

  test('one that stays is told, after four tries', async () => {
    stage.github.conflicts = 9
    expect(await notStored()).toMatch(/^github-refused: .*status 409: Conflict .*Something else writes there/)
    expect(asked().filter(isSecretWrite)).toHaveLength(4)
  })
})
