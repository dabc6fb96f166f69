import { handleGitHub } from '../../simulator/github.ts'
import { createGitHub, type SecretLocation as Place } from '../../simulator/github-state.ts'
import { handle } from '../../simulator/vault.ts'
import { createWorld, type SimVault } from '../../simulator/world.ts'
import { afterJob } from '../../src/after-job.ts'
import { run } from '../../src/run.ts'
import { noon, seededRandom } from '../helpers/world.ts'
import { count, type Facts, type Goal, isActive, type Job, type Life, secretOf, share, violated, watchSecret } from './facts.ts'
import type { Happening, History, Run, Step } from './history.ts'
import { goalsOf, inputsOf, isPossible, REPOSITORY } from './inputs.ts'
import { checkAsked, checkDeleted, checkLeft, checkOutcome, checkRepeats, checkShown, checkWritten, learn } from './invariants.ts'
import { timeline } from './time.ts'
import { received, type Touch } from './troubles.ts'
import { type Outside, type Process, process } from './world.ts'

// What is loaded on the way is there before time begins to run.
await Promise.all([
  import('../../src/github/ready-secret.ts'),
  import('../../src/github/seal.ts'),
  import('../../src/vault/unknown-sandbox.ts')
])

const PASSWORD = 'Pa55-word!'
const PROFILE = 'a-profile'
const POST_BUDGET = 115_000

/** Plays a history against the models, in virtual time. Out: all that is known of it afterwards, with what was violated. */
export const play = async (history: History): Promise<Facts> => {
  const time = timeline(noon.getTime())
  const model = createWorld(time.now)
  model.github = createGitHub(() => new Date(time.now() + history.gitHubAheadMs))
  model.invalidSessionStatus = history.invalidSessionStatus
  model.usableAfterMs = history.usableAfterMs
  const { selfDelete, recordsUses, overMaximum, maxExpiryDays, queryLagMs } = history
  const manner = { selfDelete, recordsUses, overMaximum, queryLagMs, ...(maxExpiryDays !== undefined && { maxExpiryDays }) }
  const parent = model.addVault({ host: 'acme.veevavault.com', ...manner })
  model.addSandbox(parent, { name: 'Dev One', host: 'acme-dev.veevavault.com', ...manner })
  const uat = model.addSandbox(parent, { name: 'UAT', host: 'acme-uat.veevavault.com', ...manner })
  const { managesTokens, mayListSandboxes } = history
  const robot = model.addUser({ name: 'robot@acme.com', password: PASSWORD, managesTokens, mayListSandboxes })
  const alice = model.addUser({ name: 'alice@acme.com', password: 'another' })
  const stored = model.mint(parent, robot, { name: 'stored by hand' })
  stored.made = new Date(time.now() - 3_600_000)
  model.oauth.set('an-oauth-token', { profileId: PROFILE, user: robot })
  const { github } = model
  github.dateAheadMs = history.gitHubDateAheadMs
  github.tellsWrites = history.gitHubTellsWrites
  github.addOrganization('acme')
  const { id } = github.addRepository(REPOSITORY, { environments: ['prod/eu'] })
  const organization: Place = { scope: 'organization', organization: 'acme' }
  github.setSecret(organization, 'ORG_TOKEN', 'nothing yet', { visibility: 'selected', selectedRepositoryIds: [id] })

  const facts: Facts = {
    ...{ model, now: time.now, jobs: [], origins: new Map(), writes: [], heldOnce: new Set(), deletedByUs: new Set() },
    ...{ deadSince: new Map(), deadMs: 0, counts: new Map(), violations: [] },
    credentials: new Map<string, 'password' | 'oauth'>([
      [PASSWORD, 'password'],
      ['an-oauth-token', 'oauth']
    ])
  }
  const learnCredentials = () => {
    for (const token of model.tokens) facts.credentials.set(token.value, token)
    for (const session of model.sessions.keys()) facts.credentials.set(session, 'session')
    for (const { value } of github.tokens) facts.credentials.set(value, 'github')
  }
  for (const vault of [parent, uat, ...model.vaults.slice(1, 2)])
    for (let n = 0; n < history.crowd - (vault === parent ? 1 : 0); n++) model.mint(vault, robot, { name: `by hand ${n}` })
  learnCredentials()
  let jobId: number | undefined

  /** What one process of a job does to the world, and what is watched of it. */
  const outside = (job: Job, life: Life): Outside => ({
    asks: request => {
      checkAsked(facts, job, request)
      checkRepeats(facts, job, life, request)
    },
    touch: (request, late): Touch => ({
      arrive: () => {
        const { method, url, headers, body = '' } = request
        if (headers.connects) return { is: 'answer', status: 200, headers: {}, text: '' }
        const path = url.pathname + url.search
        const asked = { host: url.hostname, method, path, headers: { ...headers }, body }
        const live = model.tokens.filter(model.isLive)
        const known = model.tokens.length
        const before = job.goals.map(goal => secretOf(facts, goal))
        const held = before.map(secret => secret?.writes)
        const session = headers.authorization?.replace('Bearer ', '') ?? ''
        const answer = url.hostname === 'api.github.com' ? handleGitHub(model, asked, path) : handle(model, asked)
        learnCredentials()
        for (const token of model.tokens.slice(known)) {
          const name = /\/objects\/sandbox\/([^/]+)\//.exec(url.pathname)?.[1]
          const goal = job.goals.find(({ sandbox }) => sandbox === decodeURIComponent(name ?? ''))
          if (goal === undefined) violated(facts, job, 5, `a token was made for ${url.pathname}`)
          else facts.origins.set(token, { job, goal, late })
          count(facts, 'a token was generated')
        }
        for (const token of live.filter(({ deleted }) => deleted)) {
          checkDeleted(facts, job, life, token)
          facts.deletedByUs.add(token)
        }
        for (const [index, goal] of job.goals.entries()) {
          const secret = secretOf(facts, goal)
          if (secret === undefined || secret.writes === held[index]) continue
          checkWritten(facts, job, life, goal, secret.value, before[index])
          const token = model.tokens.find(({ value }) => value === secret.value)
          if (token !== undefined) facts.heldOnce.add(token)
          facts.writes.push({ at: time.now(), secret: `${JSON.stringify(goal.secret)}`, value: secret.value })
          count(facts, life === 'post' ? 'a write was rolled forward' : 'a secret was written')
        }
        for (const goal of job.goals) watchSecret(facts, goal)
        if (method === 'DELETE' && path.endsWith('/session') && session === job.inputs['session-id'])
          violated(facts, job, 'step 10', 'a session was ended that the action had not opened')
        return received(answer, new Date(time.now()))
      },
      kill: () => {
        const shown = request.headers.authorization?.replace('Bearer ', '') ?? ''
        model.sessions.delete(shown)
        const token = github.tokens.find(({ value }) => value === shown)
        if (token) token.expires = new Date(time.now())
      },
      changeKey: () => {
        for (const { secret } of job.goals) if (secret) github.rotateKey(secret.place)
      }
    }),
    hears: (request, outcome) => learn(facts, job, life, request, outcome),
    shows: effect => {
      job.shown.push({ life, effect })
      checkShown(facts, job, life, effect)
    },
    disturbs: (what, request) => {
      count(facts, request === undefined ? `main was ${what}` : `trouble in ${life}: ${what}`)
      if (life === 'main') job.disturbed.push(what === 'credential dies' || what === 'key changes' ? undefined : request)
    }
  })

  const begin = (given: Run): void => {
    const jobs = facts.jobs
    const earlier = given.again ? jobs[given.seed % Math.max(1, jobs.length)] : undefined
    const plan: Run = earlier === undefined ? given : { ...earlier.plan, ...only(given), seed: given.seed }
    const promoted = uat.parent === undefined
    const ofVault = plan.kind === 'stored for the Vault' || plan.kind === 'renews itself'
    const vault = ofVault && promoted ? uat : parent
    const goals = goalsOf(plan, model.vaults, parent)
    const heldThen = (goal: Goal) =>
      facts.writes.findLast(({ at, secret }) => secret === JSON.stringify(goal.secret) && at <= time.now() - plan.queuedMs)?.value
    const writer = github.addToken({ permissions: ['secrets:write', 'environments:write', 'organization_secrets:write'] })
    const renewing = plan.kind === 'renews itself' && goals[0] ? heldThen(goals[0]) : undefined
    const signIn = ofVault && plan.kind !== 'renews itself' ? 'password' : plan.signIn
    const currents = goals.flatMap(goal => {
      const value = plan.withCurrent || plan.kind === 'renews itself' ? heldThen(goal) : undefined
      return value?.startsWith('veeva-vault-') && plan.verify ? [{ goal, value }] : []
    })
    const inputs = inputsOf(plan, vault.host, {
      ...(renewing !== undefined
        ? { 'access-token': renewing }
        : signIn === 'access-token'
          ? { 'access-token': stored.value }
          : signIn === 'session-id'
            ? { 'session-id': model.openSession(vault, robot) }
            : signIn === 'oauth'
              ? { 'oauth-token': 'an-oauth-token', 'oauth-profile-id': PROFILE }
              : { username: robot.name, password: PASSWORD }),
      ...(goals[0]?.secret && { 'github-token': writer.value }),
      ...(currents.length > 0 && {
        'current-token':
          goals.length === 1
            ? (currents[0]?.value ?? '')
            : currents.map(({ goal, value }) => `${goal.secret?.name}=${value}`).join('\n')
      }),
      ...(jobId !== undefined && !ofVault && { 'vault-job-id': String(jobId) })
    })
    learnCredentials()
    const job: Job = {
      ...{ number: jobs.length, plan, inputs, label: plan.label, vaultDns: vault.host, goals },
      keepPrevious: plan.keepPrevious === 'all' ? 99 : Number(plan.keepPrevious || '1'),
      currents: currents.map(({ value }) => value),
      ...{ processes: {}, masks: [], shown: [], heard: [], sessions: [], proven: new Set(), storedSafely: new Set() },
      ...{ met: new Set(), disturbed: [], outcome: undefined, over: undefined },
      alone: !jobs.some(isActive),
      possible: isPossible(history, goals, model.vaults, parent, renewing, signIn, vault, plan.withCurrent)
    }
    if (!job.alone) count(facts, 'runs overlapped')
    for (const other of jobs.filter(isActive)) {
      other.alone = false
      if (!share(job, other)) continue
      other.met.add(job)
      job.met.add(other)
    }
    jobs.push(job)
    count(facts, `run: ${plan.kind}`)
    if (earlier !== undefined) count(facts, 'an earlier run was run again')
    const number = earlier === undefined ? job.number : earlier.number
    const env = {
      GITHUB_OUTPUT: '/nowhere/output',
      GITHUB_STATE: '/nowhere/state',
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_RUN_ID: String(4_700 + number),
      GITHUB_RUN_ATTEMPT: String(1 + (earlier === undefined ? 0 : job.number)),
      GITHUB_API_URL: 'https://api.github.com'
    }
    const { aheadMs, clockStepMs, mishaps, ending, seed, jobMs, postMishaps } = plan
    const common = { time, aheadMs, clockStepMs, inputs, env }
    const main = process({ ...common, mishaps, ending, seed, outside: outside(job, 'main') })
    job.processes.main = main

    const post = (outcome: NonNullable<Job['outcome']>) => {
      if (job.outcome !== undefined) return
      job.outcome = outcome
      count(facts, `main ${outcome}`)
      checkOutcome(facts, job)
      if (outcome === 'died' && ending?.how === 'lost') {
        job.over = time.now()
        return
      }
      time.after(jobMs, () => {
        const life: Process = process({
          ...{ ...common, mishaps: postMishaps, seed: seed + 1, state: main.saved(), budgetMs: POST_BUDGET },
          outside: outside(job, 'post')
        })
        job.processes.post = life
        afterJob(life.world).then(() => {
          job.over = time.now()
          checkLeft(facts, job)
        }, thrown)
      })
    }
    const thrown = (error: unknown) => violated(facts, job, 'never throws', String(error))
    run(main.world).then(outcome => post(main.isDead() ? 'died' : outcome), thrown)
    const lookWhetherItDied = () => {
      if (main.isDead()) post('died')
      else if (job.outcome === undefined) time.after(50, lookWhetherItDied)
    }
    if (ending !== undefined) lookWhetherItDied()
  }

  const happens = ({ what, seed }: Happening): void => {
    count(facts, what)
    for (const job of facts.jobs) if (isActive(job)) job.alone = false
    const dev = model.vaults.find(({ name, parent: of }) => name === 'Dev One' && of === parent)
    const random = seededRandom(seed)
    const built = (vault: SimVault) => {
      vault.status = 'building'
      jobId = model.addJob(parent, 'QUEUED', 'RUNNING', 'SUCCESS').id
      time.after(20_000 + random() * 400_000, () => {
        vault.status = 'active'
        vault.downUntil = new Date(time.now() + history.bornDownMs)
        jobId = undefined
      })
    }
    switch (what) {
      case 'a sandbox is created anew': {
        if (dev === undefined) return
        for (const token of model.tokens) if (token.vault === dev) token.deleted = true
        model.vaults.splice(model.vaults.indexOf(dev), 1)
        built(model.addSandbox(parent, { name: 'Dev One', host: dev.host, ...manner }))
        return
      }
      case 'a sandbox is refreshed':
        if (dev !== undefined) built(dev)
        return
      case 'a promotion':
        for (const token of model.tokens) if (token.vault === uat) token.deleted = true
        delete uat.parent
        return
      case 'a token by hand':
      case 'a token of another user': {
        // Names that come close to ours.
        const [some] = [...facts.origins.keys()].slice(seed % Math.max(1, facts.origins.size))
        const name = some?.name ?? `github-actions ${REPOSITORY}`
        const close = [
          `${name} `,
          name.slice(0, -1),
          name.replace(/-[0-9a-f]{8}-/, '-0a0b0c0d-'),
          name.replace(/#\d+\.\d+/, '#by hand')
        ]
        const taken = what === 'a token by hand' ? (close[seed % close.length] ?? name) : name
        const token = model.mint(some?.vault ?? uat, what === 'a token by hand' ? robot : alice, { name: taken })
        token.made = new Date(time.now() - 86_400_000)
        return
      }
    }
  }

  const everythingOver = () => !facts.jobs.some(isActive)
  for (const step of history.steps) {
    if (step.is === 'pause') {
      await time.until(everythingOver)
      await time.pass(step.minutes * 60_000)
      continue
    }
    if (step.begins === 'later') {
      await time.until(everythingOver)
      await time.pass(1_000)
    } else await time.pass(step.begins)
    if (step.is === 'run') begin(step)
    else happens(step)
  }
  await time.until(everythingOver)
  for (const job of facts.jobs) {
    if (job.over !== undefined && job.plan.ending?.how !== 'lost') checkLeft(facts, job)
  }
  if (facts.deadMs > 0 || facts.deadSince.size > 0)
    facts.violations.push('invariant 9: a secret held a token that the action had deleted')
  return facts
}

/** Of a run that is run again, what is of the new attempt. */
const only = ({ begins, queuedMs, again, aheadMs, clockStepMs, mishaps, ending, jobMs, postMishaps }: Run): Partial<Run> => ({
  ...{ begins, queuedMs, again, aheadMs, clockStepMs, mishaps, ending, jobMs, postMishaps }
})

/** In: a history. Out: it in words, one line for each step that is not quiet. */
export const told = ({ steps }: History): string => steps.map((step: Step) => JSON.stringify(step)).join('\n')
