import type { Permission } from '../../simulator/github-state.ts'
import { runPost } from '../../src/action/post-step.ts'
import { run } from '../../src/action/run.ts'
import { checkLeft, checkOutcome } from './check-ends.ts'
import { count, type Facts, Findings, type Goal, isActive, type Job, violate } from './facts.ts'
import type { History, Run } from './history.ts'
import { goalsOf, inputsOf, isPossible } from './inputs.ts'
import { Process } from './process.ts'
import { happen, noteCredentials, type Setup, setUp } from './setup.ts'

/** How many superseded tokens stay. */
const KEPT = { '': 1, '0': 0, '2': 2, all: 99 }

/** Plays a history against the simulated Vault and GitHub, in virtual time. Returns all that is known of it, with what was violated. */
export async function play(history: History): Promise<Facts> {
  const setup = setUp(history)
  const { facts } = setup
  const { time, jobs } = facts
  const isEverythingOver = () => !jobs.some(isActive)
  noteCredentials(facts)
  for (const step of history.steps) {
    if (step.is === 'pause' || step.begins === 'later') await time.until(isEverythingOver)
    if (step.is === 'pause') {
      await time.pass(step.hours * 3_600_000)
      continue
    }
    await time.pass(step.begins === 'later' ? 1_000 : step.begins)
    if (step.is === 'run') begin(step, setup)
    else happen(step, setup)
  }
  await time.until(isEverythingOver)
  // What arrived late, after the post step, has to be named too.
  for (const job of jobs.filter(({ plan }) => plan.ending?.how !== 'lost')) checkLeft(job)
  return facts
}

/** Plays a history. Throws what was violated, with the history, one line for each step. */
export async function check(history: History): Promise<Facts> {
  const facts = await play(history)
  const { steps, ...manner } = history
  const lines = [...facts.violations, '', manner, ...steps].map(each => JSON.stringify(each))
  if (facts.violations.length > 0) throw new Error(lines.join('\n'))
  return facts
}

function begin(plan: Run, setup: Setup): void {
  const { facts } = setup
  const job = jobOf(plan, setup)
  const secrets = job.goals.filter(({ secret }) => secret).map(({ key }) => key)
  for (const other of facts.jobs.filter(isActive)) {
    count(facts, 'runs overlapped')
    job.isAlone = false
    other.isAlone = false
    if (!other.goals.some(({ key }) => secrets.includes(key))) continue
    other.met.add(job)
    job.met.add(other)
  }
  facts.jobs.push(job)
  count(facts, `run: ${plan.kind}`)
  runJob(job)
}

function jobOf(plan: Run, { facts, parent, uat, accounts }: Setup): Job {
  const { simulator, time, jobs, buildingJobId: jobId } = facts
  const goals = goalsOf(plan, facts, parent)
  const isOfVault = goals[0]?.sandbox === ''
  const vault = isOfVault && uat.parent === undefined ? uat : parent
  const held = goals.map(({ key }) => heldThen(key, plan, facts))
  const renewing = plan.kind === 'renews itself' ? (held[0] ?? '') : ''
  const waits = jobId !== undefined && !isOfVault
  const { user, stored, oauth } = accounts[plan.user]
  const signIns = {
    password: { username: user.name, password: user.password },
    'access-token': { 'access-token': stored.value },
    'session-id': { 'session-id': '' },
    oauth
  }
  const signIn = plan.kind === 'stored for the Vault' ? 'password' : plan.signIn
  const inputs: Record<string, string> = {
    ...inputsOf(plan, goals, vault.host),
    ...(renewing === '' ? signIns[signIn] : { 'access-token': renewing })
  }
  if ('session-id' in inputs) inputs['session-id'] = simulator.openSession(vault, user)
  if (waits) inputs['vault-job-id'] = String(jobId)
  const currents = addSecretInputs(inputs, { plan, goals, held }, facts)
  noteCredentials(facts)
  return Object.assign(new Findings(), {
    ...{ facts, number: jobs.length, plan, inputs, goals, currents },
    vaultDns: vault.host,
    user: simulator.tokens.find(({ value }) => value === renewing)?.user ?? user,
    keepPrevious: KEPT[plan.keepPrevious],
    begun: time.now(),
    isPossible: isPossible(plan, { facts, parent }, goals, { vault, waits }),
    isAlone: Number(parent.downUntil ?? 0) <= time.now()
  })
}

/** Adds what a run needs to write its secrets, and what they held. Returns the values of `current-token`. */
function addSecretInputs(
  inputs: Record<string, string>,
  { plan, goals, held }: { plan: Run; goals: Goal[]; held: string[] },
  { simulator }: Facts
): string[] {
  if (goals[0]?.secret === undefined) return []
  const permissions: Permission[] = ['secrets:write', 'environments:write']
  permissions.push('organization_secrets:write')
  inputs['github-token'] = simulator.github.addToken({ permissions }).value
  const usesCurrent = plan.verify && (plan.withCurrent || plan.kind === 'renews itself')
  const currents = held.filter(value => usesCurrent && value !== '')
  if (currents.length === 0) return []
  const lines = goals.map(({ secret }, index) => `${secret?.name}=${held[index] ?? ''}`)
  inputs['current-token'] = goals.length === 1 ? (currents[0] ?? '') : lines.join('\n')
  return currents
}

/** The token that a secret held when the run was queued; empty if it held none. */
function heldThen(key: string, { queuedMs }: Run, { writes, time }: Facts): string {
  const then = time.now() - queuedMs
  const value = writes.findLast(write => write.key === key && write.at <= then)?.value ?? ''
  return value.startsWith('veeva-vault-') ? value : ''
}

function runJob(job: Job): void {
  const { facts, plan } = job
  const main = new Process(job, 'main', plan, () => end('died'))
  function end(outcome: NonNullable<Job['outcome']>): void {
    if (job.outcome !== undefined) return
    job.outcome = outcome
    count(facts, `main ${outcome}`)
    checkOutcome(job)
    if (outcome === 'died' && plan.ending?.how === 'lost') job.overAt = facts.time.now()
    else facts.time.after(plan.jobMs, () => runPostStep(job))
  }
  run(main.world).then(
    result => end(main.isDead ? 'died' : result),
    thrown => violate(job, 'never throws', String(thrown))
  )
}

function runPostStep(job: Job): void {
  const { postMishaps: mishaps, seed } = job.plan
  const calm = { ending: undefined, suspension: undefined }
  const post = new Process(job, 'post', { ...job.plan, ...calm, mishaps, seed: seed + 1 })
  runPost(post.world).then(
    () => {
      job.overAt = job.facts.time.now()
      checkLeft(job)
    },
    thrown => violate(job, 'never throws', String(thrown))
  )
}
