import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'
import { asActionError } from '../core/errors.ts'
import { parseCertificates } from '../net/certificates.ts'
import { readProxySettings } from '../net/proxy.ts'
import type { World } from '../net/world.ts'
import { deleteWithItself, describeTokens } from '../token/token.ts'
import { Vault } from '../vault/client.ts'
import { endSession } from '../vault/sign-in.ts'
import {
  type MainProcess,
  parseStateFile,
  readEntries,
  readMain,
  type SavedEntry
} from './saved-state.ts'
import { createWorld, endProcess, isRunning, runToExit } from './step.ts'

/** The post step has 2 minutes, of which calls in flight get the last 5 seconds. */
const BUDGET_MS = 115_000
const CONCURRENCY = 20
const LEFT_BEHIND = 'token left behind'
const LOOK_FOR_TOKEN = 'Look for a token of this run in Vault, and delete it'

/** Runs the post step as a process of its own; it never fails the job. */
export function runPostProcess(): void {
  const world = createWorld(AbortSignal.timeout(BUDGET_MS))
  runToExit(
    () => runPost(world),
    error => world.runner.warning(error.code, error.text)
  )
}

/** Finishes what main has left, by its saved state alone, without inputs and GitHub. What it can't do is a warning. */
export async function runPost(world: World): Promise<void> {
  const { runner, environment } = world
  readProxySettings(environment).credentials.forEach(runner.maskSecret)
  const saved = runner.savedState()
  const main = readMain(saved)
  if (isRunning(main)) Object.assign(saved, await endMain(main, world))
  world.trust(parseCertificates(saved['ca-certificate'] ?? '') ?? [])
  const limit = pLimit(CONCURRENCY)
  const finishing = readEntries(saved, runner.maskSecret).map(entry => {
    const finish = FINISH.get(entry.state) ?? warnOfUnreadable
    return limit(() => finish(entry, world))
  })
  await Promise.all(finishing)
}

/** Makes sure that main has ended, which a cancelled container job leaves running. Returns what it saved after the runner read its state. */
async function endMain(main: MainProcess, world: World): Promise<Record<string, string>> {
  try {
    if (!(await endProcess(main, world))) {
      world.runner.warning(
        'internal',
        `The main step (process ${main.pid}) is still running and could not be ended, so it may still generate a token. ${LOOK_FOR_TOKEN}.`
      )
    }
    return parseStateFile(readFileSync(main.stateFile, 'utf8'))
  } catch {
    return {}
  }
}

/** What is done about a token, or the session, by what main saved last. None of them throws. */
const FINISH = new Map<string, (entry: SavedEntry, world: World) => Promise<void> | void>([
  ['done', () => {}],
  ['open', finishSession],
  ['generating', warnOfUnknownToken],
  ['generated', deleteToken],
  ['delivered', deleteToken],
  ['storing', warnOfUnknownSecret]
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
  const { id, value, site, state } = entry
  if (id === '' || value.reveal() === '') return warnOfUnreadable(entry, world)
  const own = site && new Vault(site, world).as(value)
  const { isGone, reason } = await deleteWithItself(own, id, state === 'delivered')
  const described = describe(entry, world)
  if (!isGone) {
    world.runner.warning(
      LEFT_BEHIND,
      `Could not delete ${described}: ${reason}. Delete it by its id with the action delete-tokens, or wait until it expires.`
    )
  } else if (reason === '') world.runner.info(`Deleted ${described}.`)
  else world.runner.info(`Nothing to delete: Vault no longer has ${described}.`)
}

async function finishSession(entry: SavedEntry, world: World): Promise<void> {
  const { site, value } = entry
  const { runner } = world
  if (site === undefined || value.reveal() === '') return warnOfUnreadable(entry, world)
  try {
    await endSession(new Vault(site, world).as(value))
    runner.info(`Ended the session on ${site.host}.`)
  } catch (thrown) {
    const { code, message } = asActionError(thrown)
    runner.warning(code, `${message} The session ends by itself once it is idle.`)
  }
}
