import type { Permission } from '../../simulator/github-state.ts'
import type { World as Simulator, SimVault } from '../../simulator/world.ts'
import { runPost } from '../../src/action/post-step.ts'
import { run } from '../../src/action/run.ts'
import { checkLeft, checkOutcome } from './check-ends.ts'
import {
  count,
  type Facts,
  type Goal,
  isActive,
  type Job,
  JobRecord,
  sharesSecret,
  tokenOf,
  violate
} from './facts.ts'
import { type Construction, happen } from './happenings.ts'
import type { History, Run } from './history.ts'
import { goalsOf, inputsOf, isPossible, REPOSITORY } from './inputs.ts'
import { observe } from './observe.ts'
import { Process, type ProcessOptions } from './process.ts'
import { type Account, noteCredentials, type Setup, setUp } from './setup.ts'

const POST_BUDGET_MS = 115_000

/** How many superseded tokens stay. */
const KEPT = { '': 1, '0': 0, '2': 2, all: 99 }

/** Plays a history against the simulated Vault and GitHub, in virtual time. Returns all that is known of it, with what was violated. */
export async function play(history: History): Promise<Facts> {
  const setup = setUp(history)
  const { facts } = setup
  const { time, jobs } = facts
  const construction: Construction = { jobId: undefined }
  const isEverythingOver = () => !jobs.some(isActive)
  noteCredentials(facts)
  for (const step of history.steps) {
    if (step.is === 'pause' || step.begins === 'later') await time.until(isEverythingOver)
    if (step.is === 'pause') {
      await time.pass(step.minutes * 60_000)
      continue
    }
    await time.pass(step.begins === 'later' ? 1_000 : step.begins)
    if (step.is === 'run') begin(step, setup, construction)
    else happen(step, setup, construction)
  }
  await time.until(isEverythingOver)
  // What arrived late, after the post step, has to be named too.
  for (const job of jobs.filter(({ plan }) => plan.ending?.how !== 'lost')) checkLeft(facts, job)
  return facts
}

function begin(plan: Run, setup: Setup, construction: Construction): void {
  const { facts } = setup
  const job = createJob(plan, setup, construction)
  for (const other of facts.jobs.filter(isActive)) {
    count(facts, 'runs overlapped')
    job.isAlone = false
    other.isAlone = false
    if (!sharesSecret(job, other)) continue
    other.met.add(job)
    job.met.add(other)
  }
  facts.jobs.push(job)
  count(facts, `run: ${plan.kind}`)
  runJob(job, environmentOf(job, facts), facts)
}

function createJob(plan: Run, setup: Setup, { jobId }: Construction): Job {
  const { facts, parent, uat, accounts } = setup
  const { simulator, time, jobs } = facts
  const goals = goalsOf(plan, facts, parent)
  const isOfVault = goals[0]?.sandbox === ''
  const vault = isOfVault && uat.parent === undefined ? uat : parent
  const held = goals.map(({ key }) => heldThen(key, plan, facts))
  const renewing = plan.kind === 'renews itself' ? (held[0] ?? '') : ''
  const signIn = plan.kind === 'stored for the Vault' ? 'password' : plan.signIn
  const waits = jobId !== undefined && !isOfVault
  const inputs = inputsOf(plan, goals, vault.host)
  if (renewing === '')
    Object.assign(inputs, credentialsFor(signIn, accounts[plan.user], setup, vault))
  else inputs['access-token'] = renewing
  if (waits) inputs['vault-job-id'] = String(jobId)
  const currents = addSecretInputs(inputs, { plan, goals, held }, simulator)
  noteCredentials(facts)
  return Object.assign(new JobRecord(), {
    number: jobs.length,
    plan,
    inputs,
    vaultDns: vault.host,
    user: tokenOf(facts, renewing)?.user ?? accounts[plan.user].user,
    keepPrevious: KEPT[plan.keepPrevious],
    goals,
    currents,
    begun: time.now(),
    isPossible: isPossible({ facts, plan, goals, parent, vault, waits }),
    isAlone: !isDown(parent.downUntil, time.now())
  })
}

/** Adds what a run needs to write its secrets, and what they held. Returns the values of `current-token`. */
function addSecretInputs(
  inputs: Record<string, string>,
  { plan, goals, held }: { plan: Run; goals: readonly Goal[]; held: string[] },
  { github }: Simulator
): string[] {
  if (goals[0]?.secret === undefined) return []
  const permissions: Permission[] = ['secrets:write', 'environments:write']
  permissions.push('organization_secrets:write')
  inputs['github-token'] = github.addToken({ permissions }).value
  const usesCurrent = plan.verify && (plan.withCurrent || plan.kind === 'renews itself')
  const currents = held.filter(value => usesCurrent && value !== '')
  if (currents.length === 0) return []
  const lines = goals.map(({ secret }, index) => `${secret?.name}=${held[index] ?? ''}`)
  inputs['current-token'] = goals.length === 1 ? (currents[0] ?? '') : lines.join('\n')
  return currents
}

function isDown(until: Date | undefined, now: number): boolean {
  return until !== undefined && until.getTime() > now
}

/** The token that a secret held when the run was queued; empty if it held none. */
function heldThen(key: string, { queuedMs }: Run, { writes, time }: Facts): string {
  const isThen = (write: Facts['writes'][number]) =>
    write.key === key && write.at <= time.now() - queuedMs
  const value = writes.findLast(isThen)?.value ?? ''
  return value.startsWith('veeva-vault-') ? value : ''
}

function credentialsFor(
  signIn: Run['signIn'],
  { user, stored, oauth }: Account,
  { facts }: Setup,
  vault: SimVault
): Record<string, string> {
  switch (signIn) {
    case 'password':
      return { username: user.name, password: user.password }
    case 'access-token':
      return { 'access-token': stored.value }
    case 'session-id':
      return { 'session-id': facts.simulator.openSession(vault, user) }
    case 'oauth':
      return oauth
  }
}

function environmentOf({ number }: Job, { history, simulator }: Facts) {
  const { github } = simulator
  const environment: Record<string, string> = {
    GITHUB_OUTPUT: '/nowhere/output',
    GITHUB_STATE: '/nowhere/state',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: String(4_700 + number),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: 'https://api.github.com'
  }
  if (history.givesIds) {
    environment.GITHUB_REPOSITORY_ID = String(github.repositoryAt(REPOSITORY)?.id)
    environment.GITHUB_REPOSITORY_OWNER_ID = String(github.ownerId('acme'))
  }
  return environment
}

function runJob(job: Job, environment: Record<string, string>, facts: Facts): void {
  const { time } = facts
  const { plan, inputs } = job
  const { aheadMs, clockStepMs, mishaps, ending, suspension, seed } = plan
  const options: ProcessOptions = {
    time,
    aheadMs,
    clockStepMs,
    inputs,
    environment,
    state: {},
    mishaps,
    ending,
    suspension,
    budgetMs: Number.POSITIVE_INFINITY,
    seed,
    observer: observe(facts, job, 'main', () => end('died'))
  }
  const main = new Process(options)
  job.processes.main = main
  function end(outcome: NonNullable<Job['outcome']>): void {
    if (job.outcome !== undefined) return
    job.outcome = outcome
    count(facts, `main ${outcome}`)
    checkOutcome(facts, job)
    if (outcome === 'died' && ending?.how === 'lost') job.overAt = time.now()
    else time.after(plan.jobMs, () => runPostStep(job, options, facts))
  }
  run(main.world).then(
    result => end(main.isDead ? 'died' : result),
    thrown => violate(facts, job, 'never throws', String(thrown))
  )
}

/** The post step reads no input; another step may have changed them. */
function runPostStep(job: Job, options: ProcessOptions, facts: Facts): void {
  const post = new Process({
    ...options,
    inputs: {},
    state: job.processes.main?.savedState() ?? {},
    mishaps: job.plan.postMishaps,
    ending: undefined,
    suspension: undefined,
    budgetMs: POST_BUDGET_MS,
    seed: options.seed + 1,
    observer: observe(facts, job, 'post', () => {})
  })
  job.processes.post = post
  runPost(post.world).then(
    () => {
      job.overAt = facts.time.now()
      checkLeft(facts, job)
    },
    thrown => violate(facts, job, 'never throws', String(thrown))
  )
}
