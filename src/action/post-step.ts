import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'
import { asActionError } from '../core/errors.ts'
import type { Runner } from '../core/runner.ts'
import { withoutFullStop } from '../core/text.ts'
import { proxyCredentials } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import { deleteWithItself } from '../token/delete.ts'
import type { SavedToken, Token } from '../token/token.ts'
import { closeSession } from './opened-session.ts'
import { endProcess, isRunning } from './process.ts'
import {
  type MainProcess,
  parseStateFile,
  readSavedState,
  type SavedSession,
  type SavedState
} from './saved-state.ts'
import { createWorld, runToExit } from './step.ts'

/** The post step has 2 minutes; calls in flight then get 5 seconds more. In milliseconds. */
const BUDGET_MS = 115_000
/** How long a new token that its Vault does not accept yet is retried, in milliseconds. */
const PATIENCE_MS = 30_000
const CONCURRENCY = 20
/** Title of the warnings about a token that main has left alive. */
const LEFT_BEHIND = 'token left behind'

/** Runs the post step as the process of its own that it is; it has 2 minutes, and never fails the job. */
export function runPostProcess(): void {
  const world = createWorld(AbortSignal.timeout(BUDGET_MS))
  runToExit(
    async () => {
      await runPost(world)
      return 0
    },
    error => {
      world.runner.warning(error.code, error.text)
      return 0
    }
  )
}

/**
 * The whole post step: finishes what main has left, by its saved state alone; it reads no input and never contacts GitHub.
 * What it can't do is a warning. Never throws.
 */
export async function runPost(world: World): Promise<void> {
  const { runner, environment } = world
  await warnOnFailure(runner, async () => {
    for (const secret of proxyCredentials(environment)) runner.maskSecret(secret)
    const saved = runner.savedState()
    const { main } = readSavedState(saved, runner.maskSecret)
    const late = main !== undefined && isRunning(main) ? await endMain(main, world) : {}
    const state = readSavedState({ ...saved, ...late }, runner.maskSecret)
    if (state.caCertificates.length > 0) world.trust(state.caCertificates)
    await finish(state, world)
  })
}

async function warnOnFailure(runner: Runner, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.warning(error.code, error.text)
  }
}

/**
 * Makes sure that main has ended: in a container job a cancellation does not reach it, and it lives on beside the post step.
 * @returns what it has saved after the runner read its state
 */
async function endMain(main: MainProcess, world: World): Promise<Record<string, string>> {
  if (!(await endProcess(main, world))) {
    world.runner.warning(
      'internal',
      `The main step (process ${main.pid}) is still running and could not be ended, so it may still generate a token. Look for a token of this run among the user’s tokens in Vault, and delete it.`
    )
  }
  try {
    return parseStateFile(readFileSync(main.stateFile, 'utf8'))
  } catch {
    return {}
  }
}

async function finish({ tokens, session, unreadable }: SavedState, world: World): Promise<void> {
  const { runner } = world
  for (const key of unreadable) {
    const remedy =
      key === 'session'
        ? 'A session that the run opened ends by itself once it is idle.'
        : 'Look for a token of this run among the user’s tokens in Vault, and delete it.'
    runner.warning('internal', `Could not read the saved state "${runner.quote(key)}". ${remedy}`)
  }
  const limit = pLimit(CONCURRENCY)
  // One that fails does not stop the others.
  const work = tokens.map(entry =>
    limit(() => warnOnFailure(runner, () => finishToken(entry, world)))
  )
  await Promise.all([warnOnFailure(runner, () => finishSession(session, world)), ...work])
}

async function finishToken(entry: SavedToken, world: World): Promise<void> {
  switch (entry.state) {
    case 'generating':
      return warnOfUnknownToken(entry, world)
    case 'storing':
      return warnOfUnknownSecret(entry, world)
    case 'generated':
      return deleteToken(entry.token, PATIENCE_MS, world)
    case 'delivered':
      // It has worked, so there is nothing to wait for.
      return deleteToken(entry.token, 0, world)
  }
}

function warnOfUnknownToken(
  { name, origin, isForSecret }: Extract<SavedToken, { state: 'generating' }>,
  { runner }: World
): void {
  const consequence = isForSecret
    ? 'A rotation of the same secret that starts in 15 minutes or later deletes it'
    : 'It lives until it expires'
  runner.warning(
    LEFT_BEHIND,
    `The run ended while Vault was generating the token "${runner.quote(name)}" of ${runner.quote(origin.displayName)}. If Vault did, nobody has its value. ${consequence}; to delete it now, find its id with the action list-tokens and give it to delete-tokens.`
  )
}

function warnOfUnknownSecret(
  { name, id, displayName, secret }: Extract<SavedToken, { state: 'storing' }>,
  { runner }: World
): void {
  const token = describeToken({ name, id, displayName }, runner)
  runner.warning(
    LEFT_BEHIND,
    `The run ended while GitHub was storing ${token}: ${runner.quote(secret)} may or may not contain it. What the secret contained before was not deleted. If the secret does not contain the token, the next rotation that starts in 15 minutes or later deletes it.`
  )
}

function describeToken(
  { name, id, displayName }: Record<'name' | 'id' | 'displayName', string>,
  { quote }: Runner
): string {
  return `the token "${quote(name)}" (id ${quote(id)}) of ${quote(displayName)}`
}

async function deleteToken(token: Token, patienceMs: number, world: World): Promise<void> {
  const { runner } = world
  const { name, id, origin } = token
  const described = describeToken({ name, id, displayName: origin.displayName }, runner)
  const result = await deleteWithItself(token, patienceMs, world)
  if (result.is === 'deleted') {
    runner.info(`Deleted ${described}.`)
  } else if (result.is === 'unknown' && patienceMs === 0) {
    runner.info(`Nothing to delete: Vault no longer has ${described}.`)
  } else {
    runner.warning(
      LEFT_BEHIND,
      `Could not delete ${described}: ${withoutFullStop(result.reason)}. Delete it by its id with the action delete-tokens, or let it expire.`
    )
  }
}

async function finishSession(entry: SavedSession, world: World): Promise<void> {
  const { runner } = world
  if (entry.state === 'done') return
  const { site, session, isReported } = entry
  const problem = await closeSession(site, session, world)
  const text = `${problem?.message} The session ends by itself once it is idle.`
  if (problem === undefined) runner.info(`Ended the session on ${site.host}.`)
  // Main has already said why its Vault can't be reached; once is enough.
  else if (isReported) runner.info(text)
  else runner.warning(problem.code, text)
}
