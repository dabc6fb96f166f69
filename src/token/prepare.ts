import { ActionError } from '../errors.ts'
import type { ReadyPlace, ReadySecret } from '../github/ready-secret.ts'
import { collision, secretNameFor, secretNameMistake } from '../github/secret-name.ts'
import { once } from '../once.ts'
import type { Patience } from '../retry.ts'
import type { HandOn, Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import { ensureHost } from '../vault/sign-in.ts'
import type { World } from '../world.ts'
import { reachOwnVault } from './reach.ts'
import { type Found, type Subject, type Wanted, wanted, wantedByInputs } from './subject.ts'
import type { Deadline } from './wait.ts'

/** A token that can be generated: its Vault is found, and its secret, if it goes to one, ready to be written. */
export type Ready = Readonly<{ found: Found; secret: ReadySecret | undefined }>

/** One token to come. `ready` waits until all is there; it throws ActionError. */
export type Coming = Readonly<{ subject: Subject; ready: () => Promise<Ready> }>

/** More secret writes than this in one run would meet GitHub's limit of an hour ("Best practices for using the REST API"). */
const MOST_WRITES = 500

/** How long a wait makes GitHub's answer old, in milliseconds: a token of an App lives an hour. */
const OLD_AFTER = 5 * 60_000

type ToSecret = Extract<HandOn, { to: 'secret' }>

/**
 * What has to be there before anything is generated, got at the same time: the Vault, signed in to, with its sandboxes; and the place of the
 * secrets. What fails for all ends all waiting.
 * @param signingIn the sign-in that is under way
 * @throws ActionError where it fails for all
 */
export const prepare = async (settings: Settings, signingIn: Promise<Vault>, world: World): Promise<readonly Coming[]> => {
  const { handOn } = settings
  const giveUp = new AbortController()
  const patience: Patience = { ...world.patience, stopping: AbortSignal.any([world.patience.stopping, giveUp.signal]) }
  const places = handOn.to === 'secret' ? placesFor(handOn, settings, world) : undefined
  const first = places?.()
  first?.catch(() => giveUp.abort())
  let latest = { asked: patience.clock.elapsed(), place: first }
  /** GitHub's answer, asked for again where it is old: once for all who need it then. */
  const placeNow = () => {
    const now = patience.clock.elapsed()
    if (now - latest.asked > OLD_AFTER) latest = { asked: now, place: places?.() }
    return latest.place
  }
  const vault = await signingIn
  const { target } = settings
  const deadline: Deadline = { began: patience.clock.elapsed(), timeoutMs: target.is === 'vault' ? 0 : target.waitMs }
  // Where giving up ended the waiting, what it was given up for is the error.
  const orFirst = async (thrown: unknown): Promise<never> => {
    if (giveUp.signal.aborted) await first
    throw thrown
  }
  // Beside the next call: a token or session that was given may be of another Vault.
  const given = settings.signIn.by === 'access-token' || settings.signIn.by === 'session-id'
  const proof = given ? ensureHost(vault, world.runner.quote) : undefined
  const [all] = await Promise.all([wanted(settings, vault, deadline, world, patience), proof]).catch(orFirst)
  const reached = async (find: Wanted['find']): Promise<Found> => {
    const found = await find()
    await reachOwnVault(found, settings, vault, deadline, world, patience)
    return found
  }
  if (handOn.to === 'secret') checkNames(handOn, all)
  return all.map(({ subject, find }) => ({
    subject,
    ready: async () => {
      if (handOn.to === 'output') return { found: await reached(find), secret: undefined }
      const name = secretNameFor(handOn.template, subject.sandboxName)
      const mistake = secretNameMistake(name)
      if (mistake !== undefined) {
        throw new ActionError(
          'input',
          `secret-name: "${name}" ${mistake}.`,
          'Leave the sandbox out with !NAME, or change secret-name.'
        )
      }
      const [found] = await Promise.all([reached(find).catch(orFirst), first])
      return { found, secret: await (await placeNow())?.(name) }
    }
  }))
}

/** In: where secrets go. Out: a function that asks GitHub for all that is needed there, as often as it is called. */
const placesFor = (handOn: ToSecret, settings: Settings, { send, patience, runner }: World): (() => Promise<ReadyPlace>) => {
  const names = wantedByInputs(settings).map(({ sandboxName }) => secretNameFor(handOn.template, sandboxName))
  // All that knows GitHub is a chunk of its own, for runs that store.
  const place = once(async () =>
    (await import('../github/ready-secret.ts')).secretPlace(handOn, names, { send, patience, quote: runner.quote })
  )
  return async () => (await place())()
}

/** What `*` stands for is known only now. */
const checkNames = ({ template }: ToSecret, all: readonly Wanted[]): void => {
  if (all.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `sandbox-name: these are ${all.length} sandboxes, and GitHub lets write ${MOST_WRITES} secrets an hour.`,
      'Nothing was generated. Split them over several runs.'
    )
  }
  const same = collision(all.map(({ subject }) => ({ name: secretNameFor(template, subject.sandboxName), of: subject.called })))
  if (same === undefined) return
  throw new ActionError(
    'input',
    `secret-name: the sandboxes "${same.of[0]}" and "${same.of[1]}" would both be stored as ${same.name}.`,
    'Nothing was generated. Leave one out with !NAME, or give it a step of its own.'
  )
}
