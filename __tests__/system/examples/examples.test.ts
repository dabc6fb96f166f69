import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { formatName } from '../../../src/token/rotation.ts'
import { credentialsOf } from '../stage.ts'
import { type Examples, openExamples, type Run, type Trigger, withAct } from './stage.ts'

let stage: Examples
beforeEach(async () => {
  stage = await openExamples()
})
afterEach(() => stage.close())

/** Expects that all jobs succeeded, that the log shows no credential, and that no session is left. */
function expectGood({ exitCode, jobs, log }: Run, expected: string[]): void {
  expect({ exitCode, jobs, log }).toMatchObject({
    log: expect.not.stringContaining('❌'),
    jobs: expected.map(job => `${job} success`).sort(),
    exitCode: 0
  })
  expect(credentialsOf(stage).filter(credential => log.includes(credential))).toEqual([])
  expect(stage.world.sessions.size).toBe(0)
}

/** Runs an example, and expects that these jobs succeed. */
async function runExample(file: string, jobs: string, trigger?: Trigger): Promise<string> {
  const run = await stage.runExample(file, trigger)
  expectGood(run, jobs.split(' '))
  return run.log
}

/** Expects that the secret contains a live token of that Vault. */
function expectLive(name: string, vault: { host: string }) {
  const token = stage.tokenOf(stage.secret(name))
  expect(token?.vault.host).toBe(vault.host)
  return token
}

const DAY_MS = 86_400_000
/** Lets the token of a secret come close to its expiry. */
const waitForRenewal = () => stage.world.clock.advance(24 * DAY_MS)
const addJob = () => String(stage.world.addJob(stage.vault, 'SUCCESS').id)

/** A token of UAT as the action names it. */
function mintUat(label: string, daysAgo: number) {
  const made = Math.floor(Date.now() / 1000) - daysAgo * 86_400
  const parts = { label, runId: '7', attempt: '1', destination: '0123abcd', nonce: '000000ff' }
  const expires = new Date(Date.now() + (30 - daysAgo) * DAY_MS)
  return stage.world.mint(stage.uat, stage.user, { name: formatName({ ...parts, made }), expires })
}

withAct('The example', () => {
  test.each([
    { file: 'quick-start.yml', jobs: 'call', names: ['UAT'] },
    { file: 'matrix.yml', jobs: 'call call', names: ['Dev One', 'UAT'] },
    { file: 'create-here.yml', jobs: 'create', names: ['Fresh'] }
  ])('$file uses the tokens in their jobs, and deletes them at the end', async row => {
    const { file, jobs, names } = row
    const isFresh = names[0] === 'Fresh'
    await runExample(file, jobs, { inputs: isFresh ? { 'sandbox-name': 'Fresh' } : {} })
    for (const name of names) {
      const token = stage.world.tokens.find(({ vault }) => vault.name === name)
      expect(stage.askedOf(token?.vault.host, token?.value)).toContain('GET /api/')
    }
    expect(stage.live()).toEqual([])
  })

  test('after-creation waits for the job, and stores the token under the name of the sandbox', async () => {
    const inputs = { 'sandbox-name': 'Dev One', 'vault-job-id': addJob() }
    await runExample('after-creation.yml', 'token', { inputs })
    expectLive('VAULT_DEV_ONE_TOKEN', stage.devOne)
    const looks = stage.simulator.requests.filter(({ path }) => path.includes('/services/jobs/'))
    expect(looks).toHaveLength(1)
  })

  test('after-refresh keeps the token that the secret contains', async () => {
    await runExample('renew-one-sandbox.yml', 'renew')
    const before = expectLive('VAULT_UAT_TOKEN', stage.uat)
    const inputs = { 'vault-job-id': addJob() }
    const log = await runExample('after-refresh.yml', 'check', { inputs })
    expect(log).toMatch(/Kept the current token .* for UAT/)
    expect(expectLive('VAULT_UAT_TOKEN', stage.uat)).toBe(before)
  })

  test('renew-one-sandbox generates, then keeps, and renews shortly before the expiry', async () => {
    await runExample('renew-one-sandbox.yml', 'renew')
    const first = expectLive('VAULT_UAT_TOKEN', stage.uat)
    await runExample('renew-one-sandbox.yml', 'renew')
    expect(stage.world.tokens).toHaveLength(1)
    waitForRenewal()
    await runExample('renew-one-sandbox.yml', 'renew')
    expect(expectLive('VAULT_UAT_TOKEN', stage.uat)).not.toBe(first)
  })

  test('renew-all-sandboxes stores a secret for each active sandbox that is not excluded', async () => {
    await runExample('renew-all-sandboxes.yml', 'renew')
    expectLive('VAULT_UAT_TOKEN', stage.uat)
    expectLive('VAULT_DEV_ONE_TOKEN', stage.devOne)
    expect(stage.secret('VAULT_TRAINING_TOKEN')).toBeUndefined()
    await runExample('renew-all-sandboxes.yml', 'renew')
    expect(stage.world.tokens).toHaveLength(2)
  })

  test('renew-all-sandboxes-reusable does the same, and keeps the tokens that it is given', async () => {
    const kept = () => ['UAT', 'DEV_ONE'].map(name => stage.secret(`VAULT_${name}_TOKEN`))
    await runExample('renew-all-sandboxes-reusable.yml', 'regenerate')
    expectLive('VAULT_UAT_TOKEN', stage.uat)
    const training = expectLive('VAULT_TRAINING_TOKEN', stage.training)
    const before = kept()
    await runExample('renew-all-sandboxes-reusable.yml', 'regenerate')
    expect(kept()).toEqual(before)
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
      sandbox-name: "*\\n!Training\\n!UAT"
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
    expectGood(run, ['regenerate', 'tell'])
    expect(run.log).toContain('Dev One in TOKEN_DEV_ONE')
    const token = expectLive('TOKEN_DEV_ONE', stage.devOne)
    expect(Number(token?.expires) - Number(token?.made)).toBeLessThanOrEqual(2 * DAY_MS)
    expect(stage.world.tokens).toHaveLength(1)
  })

  test('renews-itself makes the next token with the one that after-promotion has stored', async () => {
    await runExample('after-promotion.yml', 'token')
    const first = expectLive('VAULT_TOKEN', stage.vault)
    await runExample('renews-itself.yml', 'renew')
    expect(stage.secret()).toBe(first?.value)
    waitForRenewal()
    await runExample('renews-itself.yml', 'renew')
    expect(expectLive('VAULT_TOKEN', stage.vault)).not.toBe(first)
  })

  // act reads the secrets once, before the first job: the later job gets what the environment held when the run began.
  test('hand-over lets the later job work with the secret of the environment', async () => {
    await runExample('hand-over.yml', 'prepare', { job: 'prepare' })
    const handed = stage.environmentSecret('VAULT_UAT_TOKEN')
    expect(stage.tokenOf(handed)?.vault).toBe(stage.uat)
    await runExample('hand-over.yml', 'prepare use')
    expect(stage.askedOf(stage.uat.host, handed)).toContain('GET /api/')
    expect(stage.tokenOf(stage.environmentSecret('VAULT_UAT_TOKEN'))).toBeDefined()
  })

  const keyless = ['keyless.yml', 'oauth-token.yml']
  test.each(keyless)('%s signs in with a token of the identity provider', async file => {
    const { identity, tokens } = stage.world
    const profileId = '_0OI0000000000A1'
    identity.grants = { profileId, user: stage.user }
    const { id, scope, secret } = identity.client
    const entra = { ENTRA_TENANT_ID: 'acme', ENTRA_CLIENT_ID: id, ENTRA_VAULT_SCOPE: scope }
    const shared = { OKTA_CLIENT_ID: id, VAULT_OAUTH_PROFILE_ID: profileId }
    Object.assign(stage.variables, entra, shared)
    stage.secrets.OKTA_CLIENT_SECRET = secret
    const endpoint = 'https://pipelines.actions.githubusercontent.com/idtoken?api-version=2.0'
    stage.environment.ACTIONS_ID_TOKEN_REQUEST_URL = endpoint
    stage.environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN = identity.requestToken
    await runExample(file, 'deploy')
    expect([tokens.length, stage.live()]).toEqual([1, []])
  })

  // act does not evaluate the outputs of a job for the matrix of another one, so only the first job is run.
  test.each([
    { file: 'matrix-of-all.yml', job: 'find' },
    { file: 'dry-run.yml', job: 'try' }
  ])('$file says what would be done, and does nothing', async ({ file, job }) => {
    expect(await runExample(file, job, { job })).toMatch(/for .+Dev One.+ would be generated/)
    expect([stage.world.tokens, stage.github.secrets.size]).toEqual([[], 0])
  })

  test.each([
    { file: 'nightly-environments.yml', jobs: 'renew renew renew' },
    { file: 'environments-in-one-step.yml', jobs: 'renew' }
  ])('$file stores each token in the environment of its sandbox', async ({ file, jobs }) => {
    stage.github.repositories[0]?.environments.push('Dev One', 'Training')
    await runExample(file, jobs)
    for (const sandbox of [stage.devOne, stage.uat]) {
      const value = stage.environmentSecret('VAULT_TOKEN', sandbox.name)
      expect(stage.tokenOf(value)?.vault).toBe(sandbox)
    }
  })

  test('organization-secret stores the token in the organization, and keeps it', async () => {
    stage.github.addOrganization('acme')
    const location = { scope: 'organization', organization: 'acme' } as const
    const stored = () => stage.github.secretAt(location, 'VAULT_UAT_TOKEN')
    await runExample('organization-secret.yml', 'renew')
    const first = stored()
    expect(stage.tokenOf(first?.value)?.vault).toBe(stage.uat)
    expect(first?.visibility).toBe('private')
    await runExample('organization-secret.yml', 'renew')
    expect(stored()).toEqual(first)
  })

  test('alarm is silent after a renewal, and fails when the token expires soon', async () => {
    await runExample('renew-one-sandbox.yml', 'renew')
    await runExample('alarm.yml', 'check')
    for (const token of stage.world.tokens) token.expires = new Date(Date.now() + 3 * DAY_MS)
    const run = await stage.runExample('alarm.yml')
    expect(run.exitCode).not.toBe(0)
    expect(run.log).toContain('No token for UAT lasts longer than 5 days')
  })

  test('other-programs uses the token as an access token and as a session id', async () => {
    await runExample('other-programs.yml', 'use')
    const asked = stage.askedOf(stage.uat.host, stage.world.tokens[0]?.value)
    expect(asked.filter(route => route.endsWith('/objects/users/me'))).toHaveLength(2)
  })

  test('leaked-token deletes what leaked at once, and stores a new token', async () => {
    await runExample('renew-one-sandbox.yml', 'renew')
    waitForRenewal()
    await runExample('renew-one-sandbox.yml', 'renew')
    stage.world.clock.advance(DAY_MS)
    const leaked = stage.live()
    expect(leaked).toHaveLength(2)
    const inputs = { 'token-ids': leaked.map(({ id }) => id).join('\n') }
    await runExample('leaked-token.yml', 'replace', { inputs })
    expect(stage.live()).toEqual([expectLive('VAULT_UAT_TOKEN', stage.uat)])
  })

  test('audit reports the tokens of everyone that expire soon', async () => {
    stage.user.managesTokens = true
    mintUat('late', 1)
    const soon = mintUat('soon', 20)
    const log = await runExample('audit.yml', 'report')
    expect(log).toContain('1 active access token on myvault-uat.veevavault.com')
    expect(log).toContain(soon.id)
  })

  test('tidy-up shows by a dry run what it would delete, and then deletes it', async () => {
    const tokens = [25, 24, 3, 2].map(days => mintUat('github-actions acme/pipelines', days))
    for (const token of tokens.slice(0, 2)) token.uses.push(new Date(Date.now() - 23 * DAY_MS))
    stage.world.clock.advance(10 * DAY_MS)
    for (const token of tokens) token.expires = new Date(Date.now() + 60 * DAY_MS)
    const used = mintUat('somebody else', 5)
    used.uses.push(new Date())
    await runExample('tidy-up.yml', 'tidy-up', { inputs: { 'dry-run': 'true' } })
    expect(stage.live()).toHaveLength(5)
    await runExample('tidy-up.yml', 'tidy-up', { inputs: { 'dry-run': 'false' } })
    expect(stage.live()).toEqual([...tokens.slice(2), used])
  })

  test('repository-gone deletes the tokens of that repository, and no others', async () => {
    mintUat('github-actions acme/gone', 3)
    const other = mintUat('github-actions acme/pipelines', 3)
    await runExample('repository-gone.yml', 'delete', { inputs: { repository: 'acme/gone' } })
    expect(stage.live()).toEqual([other])
  })

  const managers = [
    { program: 'aws', file: 'aws-secrets-manager.yml' },
    { program: 'az', file: 'azure-key-vault.yml' }
  ]
  const title = '$file keeps two tokens, and deletes one that could not be stored'
  test.each(managers)(title, async ({ program, file }) => {
    for (let week = 0; week < 4; week++) {
      await runExample(file, 'renew')
      expect(stage.tokenOf(stage.storedWith(program))?.vault).toBe(stage.uat)
      stage.world.clock.advance(7 * DAY_MS)
    }
    const before = stage.live()
    expect(before).toHaveLength(2)
    stage.refuse(program)
    expect((await stage.runExample(file)).exitCode).not.toBe(0)
    expect(stage.live()).toEqual(before)
    expect(stage.tokenOf(stage.storedWith(program))).toBe(before.at(-1))
  })
})
