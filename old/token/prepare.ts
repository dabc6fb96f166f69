import pLimit from 'p-limit'
import { ActionError } from '../errors.ts'
import type { ReadyPlace, ReadySecret } from '../github/ready-secret.ts'
import { collision, isPerSandbox, placeFor, secretNameFor, secretNameMistake } from '../github/secret-name.ts'
import { once } from '../once.ts'
import type { Patience } from '../retry.ts'
import type { HandOn, Settings } from '../settings.ts'
import type { Vault } from '../vault/client.ts'
import { ensureHost } from '../vault/sign-in.ts'
import type { World } from '../world.ts'
import { waitForApi } from './reach.ts'
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

/** How many environments are asked for at the same time. */
const AT_ONCE = 10

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
  const places = handOn.to === 'secret' ? placesOf(handOn, settings, world) : undefined
  const first = places?.first
  first?.catch(() => giveUp.abort())
  const vault = await signingIn
  if (giveUp.signal.aborted) await first
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
    await waitForApi(found, settings, vault, deadline, world, patience)
    return found
  }
  if (handOn.to === 'secret') checkNames(handOn, all)
  return all.map(({ subject, find }) => ({
    subject,
    ready: async () => {
      if (handOn.to === 'output') return { found: await reached(find), secret: undefined }
      const name = secretNameFor(handOn.template, subject.sandboxName)
      const place = places?.of(subject.sandboxName)
      const mistake = secretNameMistake(name)
      if (mistake !== undefined) {
        throw new ActionError(
          'input',
          `secret-name: "${name}" ${mistake}.`,
          'Leave the sandbox out with !NAME, or change secret-name.'
        )
      }
      // Asked for now, so that it is beside the waiting; an environment that is missing fails its sandbox alone.
      const [found] = await Promise.all([reached(find).catch(orFirst), place?.()])
      return { found, secret: await (await place?.())?.(name) }
    }
  }))
}

type Places = Readonly<{
  /** The place, where it is one for all: what fails there fails for all. */
  first: Promise<ReadyPlace> | undefined
  /** In: a sandbox. Out: a function that gives its place; GitHub is asked once, and again where its answer is old. */
  of: (sandbox: string) => () => Promise<ReadyPlace>
}>

/** Where secrets go: one place for all, or an environment for each sandbox, each asked for beside the others. */
const placesOf = (handOn: ToSecret, settings: Settings, { send, patience, runner }: World): Places => {
  // All that knows GitHub is a chunk of its own, for runs that store.
  const load = once(async () =>
    (await import('../github/ready-secret.ts')).secretPlaces(handOn, { send, patience, quote: runner.quote })
  )
  const wanted = wantedByInputs(settings).map(({ sandboxName }) => sandboxName)
  const few = pLimit(AT_ONCE)
  const asked = new Map<string, { at: number; answer: Promise<ReadyPlace> }>()
  const of = (sandbox: string) => () => {
    const place = placeFor(handOn.place, sandbox)
    const key = isPerSandbox(handOn.place) ? sandbox : ''
    const now = patience.clock.elapsed()
    const known = asked.get(key)
    if (known !== undefined && now - known.at <= OLD_AFTER) return known.answer
    const names = (key === '' ? wanted : [sandbox]).map(each => secretNameFor(handOn.template, each))
    const answer = load().then(ask => few(() => ask(place, names)))
    // It is awaited by whoever needs it; until then it must not count as unhandled.
    answer.catch(() => {})
    asked.set(key, { at: now, answer })
    return answer
  }
  if (!isPerSandbox(handOn.place)) return { first: of('')(), of }
  for (const sandbox of wanted) of(sandbox)().catch(() => {})
  return { first: undefined, of }
}

/** What `*` stands for is known only now. */
const checkNames = ({ template, place }: ToSecret, all: readonly Wanted[]): void => {
  if (all.length > MOST_WRITES) {
    throw new ActionError(
      'input',
      `sandbox-name: these are ${all.length} sandboxes, and GitHub allows ${MOST_WRITES} secrets to be written an hour.`,
      'Nothing was generated. Split them over several runs.'
    )
  }
  const same = collision(
    all.map(({ subject: { sandboxName, called } }) => ({
      name: secretNameFor(template, sandboxName),
      at: placeFor(place, sandboxName),
      of: called
    }))
  )
  if (same === undefined) return
  throw new ActionError(
    'input',
    `secret-name: the sandboxes "${same.of[0]}" and "${same.of[1]}" would both be stored as ${same.name}.`,
    'Nothing was generated. Leave one out with !NAME, or give it a step of its own.'
  )
}
