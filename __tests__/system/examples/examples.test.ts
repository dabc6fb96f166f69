import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { formatName } from '../../../src/token/rotation.ts'
import { openStage, type Run, type Stage, secretsOf, withAct } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** Expects that all jobs succeeded, that the log shows no credential, and that no session is left. */
const expectGood = (run: Run, ...jobs: string[]) => {
  expect({
    ...run,
    jobs: run.jobs.map(({ job, result }) => `${job} ${result}`).sort()
  }).toMatchObject({
    log: expect.not.stringContaining('❌'),
    jobs: jobs.map(job => `${job} success`).sort(),
    exitCode: 0
  })
  for (const secret of secretsOf(stage)) expect(run.log).not.toContain(secret)
  expect(stage.world.sessions.size).toBe(0)
}

/** Expects that the secret contains a live token of that Vault. */
const expectLive = (name: string, vault: { host: string }) => {
  const token = stage.tokenOf(stage.secret(name))
  expect(token?.vault.host).toBe(vault.host)
  return token
}

withAct('The example', () => {
  test('quick-start uses the token in its job, and deletes it at the end', async () => {
    expectGood(await stage.runExample('quick-start.yml'), 'call')
    const [token] = stage.world.tokens
    expect(stage.askedOf(stage.uat.host, token?.value ?? '')).toContain('GET /api/')
    expect(stage.live()).toEqual([])
  })

  test('after-creation waits for the job, and stores the token under the name of the sandbox', async () => {
    const { id } = stage.world.addJob(stage.vault, 'SUCCESS')
    const inputs = { 'sandbox-name': 'Dev One', 'vault-job-id': String(id) }
    expectGood(await stage.runExample('after-creation.yml', { inputs }), 'token')
    expectLive('VAULT_DEV_ONE_TOKEN', stage.devOne)
    expect(
      stage.simulator.requests.filter(({ path }) => path.endsWith(`/services/jobs/${id}`))
    ).toHaveLength(1)
  })

  test('after-refresh keeps the token that the secret contains', async () => {
    expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
    const before = stage.secret('VAULT_UAT_TOKEN')
    const { id } = stage.world.addJob(stage.vault, 'SUCCESS')
    const run = await stage.runExample('after-refresh.yml', {
      inputs: { 'vault-job-id': String(id) }
    })
    expectGood(run, 'check')
    expect(run.log).toMatch(/Kept the current token .* for UAT/)
    expect(stage.secret('VAULT_UAT_TOKEN')).toBe(before)
    expectLive('VAULT_UAT_TOKEN', stage.uat)
  })

  test('renew-one-sandbox generates, then keeps, and renews shortly before the expiry', async () => {
    expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
    const first = expectLive('VAULT_UAT_TOKEN', stage.uat)
    expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
    expect(stage.world.tokens).toHaveLength(1)
    stage.world.clock.advance(24 * 86_400_000)
    expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
    expect(expectLive('VAULT_UAT_TOKEN', stage.uat)).not.toBe(first)
  })

  test('renew-all-sandboxes stores a secret for each active sandbox that is not excluded', async () => {
    expectGood(await stage.runExample('renew-all-sandboxes.yml'), 'renew')
    expectLive('VAULT_UAT_TOKEN', stage.uat)
    expectLive('VAULT_DEV_ONE_TOKEN', stage.devOne)
    expect(stage.secret('VAULT_TRAINING_TOKEN')).toBeUndefined()
    expectGood(await stage.runExample('renew-all-sandboxes.yml'), 'renew')
    expect(stage.world.tokens).toHaveLength(2)
  })

  test('renew-all-sandboxes-reusable does the same, and keeps the tokens that it is given', async () => {
    expectGood(await stage.runExample('renew-all-sandboxes-reusable.yml'), 'regenerate')
    expectLive('VAULT_UAT_TOKEN', stage.uat)
    const training = expectLive('VAULT_TRAINING_TOKEN', stage.training)
    const kept = [stage.secret('VAULT_UAT_TOKEN'), stage.secret('VAULT_DEV_ONE_TOKEN')]
    expectGood(await stage.runExample('renew-all-sandboxes-reusable.yml'), 'regenerate')
    expect([stage.secret('VAULT_UAT_TOKEN'), stage.secret('VAULT_DEV_ONE_TOKEN')]).toEqual(kept)
    expect(expectLive('VAULT_TRAINING_TOKEN', stage.training)).not.toBe(training)
  })

  test('that calls the reusable workflow may choose sandboxes, names and expiry, and gets the results', async () => {
    const run = await stage.runWorkflow(`name: Renew some
on: workflow_dispatch
jobs:
  renew:
    uses: OWNER/veeva-vault-sandbox-token/.github/workflows/regenerate-sandbox-tokens.yml@v1
    with:
      vault-dns: myvault.veevavault.com
      app-client-id: \${{ vars.APP_CLIENT_ID }}
      sandbox-name: |
        *
        !Training
        !UAT
      secret-name: TOKEN_{sandbox}
      expires: 2d
    secrets:
      vault-username: \${{ secrets.VAULT_USERNAME }}
      vault-password: \${{ secrets.VAULT_PASSWORD }}
      app-private-key: \${{ secrets.APP_PRIVATE_KEY }}
  tell:
    needs: renew
    runs-on: ubuntu-latest
    steps:
      - env:
          RESULTS: \${{ needs.renew.outputs.results }}
        run: jq -r '.[] | .sandbox_name + " in " + .secret_name' <<< "$RESULTS"
`)
    expectGood(run, 'regenerate', 'tell')
    expect(run.log).toContain('Dev One in TOKEN_DEV_ONE')
    const token = expectLive('TOKEN_DEV_ONE', stage.devOne)
    expect(Number(token?.expires) - Number(token?.made)).toBeLessThanOrEqual(2 * 86_400_000)
    expect(stage.world.tokens).toHaveLength(1)
  })

  test('renews-itself makes the next token with the one that after-promotion has stored', async () => {
    expectGood(await stage.runExample('after-promotion.yml'), 'token')
    const first = expectLive('VAULT_TOKEN', stage.vault)
    expectGood(await stage.runExample('renews-itself.yml'), 'renew')
    expect(stage.secret('VAULT_TOKEN')).toBe(first?.value)
    stage.world.clock.advance(24 * 86_400_000)
    expectGood(await stage.runExample('renews-itself.yml'), 'renew')
    expect(expectLive('VAULT_TOKEN', stage.vault)).not.toBe(first)
  })

  // act reads the secrets once, before the first job: the later job gets what the environment held when the run began.
  test('hand-over lets the later job work with the secret of the environment', async () => {
    expectGood(await stage.runExample('hand-over.yml', { job: 'prepare' }), 'prepare')
    const handed = stage.environmentSecret('VAULT_UAT_TOKEN') ?? ''
    expect(stage.tokenOf(handed)?.vault).toBe(stage.uat)
    expectGood(await stage.runExample('hand-over.yml'), 'prepare', 'use')
    expect(stage.askedOf(stage.uat.host, handed)).toContain('GET /api/')
    expect(stage.tokenOf(stage.environmentSecret('VAULT_UAT_TOKEN'))).toBeDefined()
  })

  test('matrix gives each job a token of its own sandbox, and leaves none', async () => {
    expectGood(await stage.runExample('matrix.yml'), 'call', 'call')
    for (const { host } of [stage.devOne, stage.uat]) {
      const token = stage.world.tokens.find(({ vault }) => vault.host === host)
      expect(stage.askedOf(host, token?.value ?? '')).toContain('GET /api/')
    }
    expect(stage.live()).toEqual([])
  })

  test('keyless exchanges GitHub’s OIDC token, with nothing stored', async () => {
    const { world, user, variables, environment } = stage
    const { identity } = world
    identity.grants = { profileId: '_0OI0000000000A1', user }
    Object.assign(variables, {
      ENTRA_TENANT_ID: 'acme',
      ENTRA_CLIENT_ID: identity.client.id,
      ENTRA_VAULT_SCOPE: identity.client.scope
    })
    Object.assign(variables, { VAULT_OAUTH_PROFILE_ID: '_0OI0000000000A1' })
    Object.assign(environment, {
      ACTIONS_ID_TOKEN_REQUEST_URL:
        'https://pipelines.actions.githubusercontent.com/idtoken?api-version=2.0',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: identity.requestToken
    })
    const run = await stage.runExample('keyless.yml')
    expectGood(run, 'deploy')
    const [token] = world.tokens
    expect(stage.askedOf(stage.uat.host, token?.value ?? '')).toContain('GET /api/')
    expect(stage.live()).toEqual([])
  })

  // act does not evaluate the outputs of a job for the matrix of another one, so each job is shown by itself.
  test('matrix-of-all finds the sandboxes by a dry run', async () => {
    const run = await stage.runExample('matrix-of-all.yml', { job: 'find' })
    expectGood(run, 'find')
    expect(run.log).toContain('a token would be generated')
    expect(stage.world.tokens).toEqual([])
  })

  test('create-here waits for the sandbox that a step creates, and makes its token in the same job', async () => {
    expectGood(
      await stage.runExample('create-here.yml', { inputs: { 'sandbox-name': 'Fresh' } }),
      'create'
    )
    const fresh = stage.world.vaults.find(({ name }) => name === 'Fresh')
    const token = stage.world.tokens.find(({ vault }) => vault === fresh)
    expect(stage.askedOf(fresh?.host ?? '', token?.value ?? '')).toContain('GET /api/')
    expect(stage.live()).toEqual([])
  })

  const inEnvironment = (sandbox: { name: string }) =>
    ({ scope: 'environment', repository: 'acme/pipelines', environment: sandbox.name }) as const

  test.each(['nightly-environments.yml', 'environments-in-one-step.yml'])(
    '%s stores each token in the environment of its sandbox',
    async file => {
      stage.github.repositories[0]?.environments.push('Dev One', 'Training')
      const isMatrix = file === 'nightly-environments.yml'
      const run = isMatrix
        ? await stage.runExample('nightly-environments.yml')
        : await stage.runExample('environments-in-one-step.yml')
      expectGood(run, ...(isMatrix ? ['renew', 'renew', 'renew'] : ['renew']))
      for (const sandbox of [stage.devOne, stage.uat]) {
        const value = stage.github.secretAt(inEnvironment(sandbox), 'VAULT_TOKEN')?.value
        expect(stage.tokenOf(value)?.vault).toBe(sandbox)
      }
    }
  )

  test('organization-secret stores the token in the organization, and keeps it', async () => {
    stage.github.addOrganization('acme')
    expectGood(await stage.runExample('organization-secret.yml'), 'renew')
    const stored = () =>
      stage.github.secretAt({ scope: 'organization', organization: 'acme' }, 'VAULT_UAT_TOKEN')
    const first = stored()?.value
    expect(stage.tokenOf(first)?.vault).toBe(stage.uat)
    expect(stored()?.visibility).toBe('private')
    expectGood(await stage.runExample('organization-secret.yml'), 'renew')
    expect(stored()?.value).toBe(first)
  })

  test('alarm is silent after a renewal, and fails when the token expires soon', async () => {
    expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
    expectGood(await stage.runExample('alarm.yml'), 'check')
    for (const token of stage.world.tokens) token.expires = new Date(Date.now() + 3 * 86_400_000)
    const run = await stage.runExample('alarm.yml')
    expect(run.exitCode).not.toBe(0)
    expect(run.log).toContain('No token for UAT lasts longer than 5 days')
  })

  test('oauth-token signs in with an access token of the identity provider', async () => {
    const { world, user, variables, secrets } = stage
    world.identity.grants = { profileId: '_0OI0000000000A1', user }
    Object.assign(variables, {
      OKTA_CLIENT_ID: world.identity.client.id,
      VAULT_OAUTH_PROFILE_ID: '_0OI0000000000A1'
    })
    secrets.OKTA_CLIENT_SECRET = world.identity.client.secret
    expectGood(await stage.runExample('oauth-token.yml'), 'deploy')
    expect(world.tokens).toHaveLength(1)
    expect(stage.live()).toEqual([])
  })

  test('other-programs uses the token as an access token and as a session id', async () => {
    expectGood(await stage.runExample('other-programs.yml'), 'use')
    const [token] = stage.world.tokens
    const asked = stage
      .askedOf(stage.uat.host, token?.value ?? '')
      .filter(route => route === 'GET /api/v26.2/objects/users/me')
    expect(asked).toHaveLength(2)
  })

  test('dry-run says what would be done, and does nothing', async () => {
    const run = await stage.runExample('dry-run.yml')
    expectGood(run, 'try')
    expect(run.log).toContain('VAULT_DEV_ONE_TOKEN')
    expect(stage.world.tokens).toEqual([])
    expect(stage.github.secrets.size).toBe(0)
  })

  test('leaked-token deletes what leaked at once, and stores a new token', async () => {
    for (const daysUntilTheNext of [24, 1]) {
      expectGood(await stage.runExample('renew-one-sandbox.yml'), 'renew')
      stage.world.clock.advance(daysUntilTheNext * 86_400_000)
    }
    const leaked = stage.live()
    expect(leaked).toHaveLength(2)
    const inputs = { 'token-ids': leaked.map(({ id }) => id).join('\n') }
    expectGood(await stage.runExample('leaked-token.yml', { inputs }), 'replace')
    expect(stage.live()).toEqual([expectLive('VAULT_UAT_TOKEN', stage.uat)])
  })

  /** A token of UAT as the action names it. */
  const mintUat = (label: string, daysAgo: number) => {
    const made = Math.floor(Date.now() / 1000) - daysAgo * 86_400
    const name = formatName({
      ...{ label, runId: '7', attempt: '1', destination: '0123abcd', nonce: '000000ff' },
      made
    })
    return stage.world.mint(stage.uat, stage.user, {
      name,
      expires: new Date(Date.now() + (30 - daysAgo) * 86_400_000)
    })
  }

  test('audit reports the tokens of everyone that expire soon', async () => {
    stage.user.managesTokens = true
    mintUat('late', 1)
    const soon = mintUat('soon', 20)
    const run = await stage.runExample('audit.yml')
    expectGood(run, 'report')
    expect(run.log).toContain('1 active access token on myvault-uat.veevavault.com')
    expect(run.log).toContain(`id ${soon.id}`)
  })

  test('tidy-up shows by a dry run what it would delete, and then deletes it', async () => {
    const tokens = [25, 24, 3, 2].map(days => mintUat('github-actions acme/pipelines', days))
    for (const token of tokens.slice(0, 2)) token.uses.push(new Date(Date.now() - 23 * 86_400_000))
    stage.world.clock.advance(10 * 86_400_000)
    for (const token of tokens) token.expires = new Date(Date.now() + 60 * 86_400_000)
    const used = mintUat('somebody else', 5)
    used.uses.push(new Date())
    expectGood(await stage.runExample('tidy-up.yml', { inputs: { 'dry-run': 'true' } }), 'tidy-up')
    expect(stage.live()).toHaveLength(5)
    expectGood(await stage.runExample('tidy-up.yml', { inputs: { 'dry-run': 'false' } }), 'tidy-up')
    expect(stage.live()).toEqual([...tokens.slice(2), used])
  })

  test('repository-gone deletes the tokens of that repository, and no others', async () => {
    mintUat('github-actions acme/gone', 3)
    const other = mintUat('github-actions acme/pipelines', 3)
    expectGood(
      await stage.runExample('repository-gone.yml', { inputs: { repository: 'acme/gone' } }),
      'delete'
    )
    expect(stage.live()).toEqual([other])
  })

  const secretManagers = [
    { program: 'aws', run: () => stage.runExample('aws-secrets-manager.yml') },
    { program: 'az', run: () => stage.runExample('azure-key-vault.yml') }
  ]
  test.each(secretManagers)(
    'that stores with $program keeps two tokens, and deletes one that could not be stored',
    async ({ program, run }) => {
      for (let week = 0; week < 4; week++) {
        expectGood(await run(), 'renew')
        expect(stage.tokenOf(stage.storedWith(program))?.vault).toBe(stage.uat)
        stage.world.clock.advance(7 * 86_400_000)
      }
      const before = stage.live()
      expect(before).toHaveLength(2)
      stage.refuse(program)
      expect((await run()).exitCode).not.toBe(0)
      expect(stage.live()).toEqual(before)
      expect(stage.tokenOf(stage.storedWith(program))).toBe(before.at(-1))
    }
  )
})
