import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'
import { asActionError } from '../core/errors.ts'
import { withoutFullStop } from '../core/text.ts'
import { parseCertificates } from '../net/certificates.ts'
import { readProxySettings } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import { deleteWithItself, USABLE_WITHIN_MS } from '../token/delete.ts'
import { describeTokens } from '../token/token.ts'
import { Vault } from '../vault/client.ts'
import { endSession } from '../vault/sign-in.ts'
import { endProcess, isRunning, type MainProcess } from './process.ts'
import { parseStateFile, readEntries, readMain, type SavedEntry } from './saved-state.ts'
import { createWorld, runToExit } from './step.ts'

/** The post step has 2 minutes; calls in flight then get 5 seconds more. In milliseconds. */
const BUDGET_MS = 115_000
const CONCURRENCY = 20
/** Title of the warnings about a token that main has left alive. */
const LEFT_BEHIND = 'token left behind'
const LOOK_FOR_TOKEN =
  'Look for a token of this run among the user’s tokens in Vault, and delete it'

/** Runs the post step as the process of its own that it is; it never fails the job. */
export function runPostProcess(): void {
  const world = createWorld(AbortSignal.timeout(BUDGET_MS))
  runToExit(
    () => runPost(world),
    error => world.runner.warning(error.code, error.text)
  )
}

/**
 * The whole post step: finishes what main has left, by its saved state alone; it reads no input and never contacts GitHub.
 * What it can't do is a warning.
 */
export async function runPost(world: World): Promise<void> {
  const { runner, environment } = world
  readProxySettings(environment).credentials.forEach(runner.maskSecret)
  const saved = runner.savedState()
  const main = readMain(saved)
  if (isRunning(main)) Object.assign(saved, await endMain(main, world))
  const entries = readEntries(saved, runner.maskSecret)
  const pem = saved['ca-certificate']
  const certificates = pem === undefined ? [] : parseCertificates(pem)
  if (certificates !== undefined) world.trust(certificates)
  else runner.warning('internal', 'Could not read the saved state "ca-certificate".')
  const limit = pLimit(CONCURRENCY)
  await Promise.all(entries.map(entry => limit(() => FINISH.get(entry.state)?.(entry, world))))
}

/**
 * Makes sure that main has ended: in a container job a cancellation does not reach it, and it lives on beside the post step.
 * @returns what it has saved after the runner read its state
 */
async function endMain(main: MainProcess, world: World): Promise<Record<string, string>> {
  const hasEnded = await endProcess(main, world).catch(() => false)
  if (!hasEnded) {
    world.runner.warning(
      'internal',
      `The main step (process ${main.pid}) is still running and could not be ended, so it may still generate a token. ${LOOK_FOR_TOKEN}.`
    )
  }
  try {
    return parseStateFile(readFileSync(main.stateFile, 'utf8'))
  } catch {
    return {}
  }
}

/** What is done about a token, or the session, by what main saved last. None of them throws. */
const FINISH = new Map<string, (entry: SavedEntry, world: World) => Promise<void> | void>([
  ['open', finishSession],
  ['generating', warnOfUnknownToken],
  ['generated', deleteToken],
  ['delivered', deleteToken],
  ['storing', warnOfUnknownSecret],
  ['unreadable', warnOfUnreadable]
])

function warnOfUnreadable({ key }: SavedEntry, { runner }: World): void {
  runner.warning(
    'internal',
    `Could not read the saved state "${key}", so what it describes was left as it is. A session ends by itself once it is idle. ${LOOK_FOR_TOKEN}.`
  )
}

function warnOfUnknownToken(entry: SavedEntry, { runner }: World): void {
  const consequence = entry.isForSecret
    ? 'A rotation of the same secret that starts in 15 minutes or later deletes it'
    : 'It stays active until it expires'
  runner.warning(
    LEFT_BEHIND,
    `The run ended while Vault was generating the token "${runner.quote(entry.name)}" of ${runner.quote(entry.displayName)}. If Vault generated it, nobody has its value. ${consequence}. To delete it now, find its id with the action list-tokens, and delete it with delete-tokens.`
  )
}

function warnOfUnknownSecret(entry: SavedEntry, world: World): void {
  world.runner.warning(
    LEFT_BEHIND,
    `The run ended while GitHub was storing ${describe(entry, world)}: ${world.runner.quote(entry.secret)} may or may not contain it. The token that the secret contained before was not deleted. Run the workflow again. If the secret does not contain the new token, a rotation that starts in 15 minutes or later deletes it.`
  )
}

function describe(entry: SavedEntry, world: World): string {
  return `the token ${describeTokens([entry], world)} of ${world.runner.quote(entry.displayName)}`
}

async function deleteToken(entry: SavedEntry, world: World): Promise<void> {
  // A delivered one has worked, so there is nothing to wait for.
  const patienceMs = entry.state === 'delivered' ? 0 : USABLE_WITHIN_MS
  const { id, value, displayName, site } = entry
  const origin = { displayName, site, sandboxName: '', vaultId: '' }
  const result = await deleteWithItself({ id, value, origin }, patienceMs, world)
  const described = describe(entry, world)
  if (result.is === 'deleted') {
    world.runner.info(`Deleted ${described}.`)
  } else if (result.is === 'unknown' && patienceMs === 0) {
    world.runner.info(`Nothing to delete: Vault no longer has ${described}.`)
  } else {
    world.runner.warning(
      LEFT_BEHIND,
      `Could not delete ${described}: ${withoutFullStop(result.reason)}. Delete it by its id with the action delete-tokens, or wait until it expires.`
    )
  }
}

async function finishSession({ site, value, isReported }: SavedEntry, world: World): Promise<void> {
  if (site === undefined) return
  const { runner } = world
  try {
    await endSession(new Vault(site, world).as(value))
    runner.info(`Ended the session on ${site.host}.`)
  } catch (thrown) {
    const { code, message } = asActionError(thrown)
    const text = `${message} The session ends by itself once it is idle.`
    // Main has already said why its Vault can't be reached; once is enough.
    if (isReported) runner.info(text)
    else runner.warning(code, text)
  }
}
