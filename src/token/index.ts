import { toSecond } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { interrupted } from '../retry.ts'
import type { World } from '../world.ts'
import { cleanUp, warnNearLimit } from './clean-up.ts'
import { type Current, type Keeping, keepOrRenew } from './keep.ts'
import { generateWithRoom } from './room.ts'
import { activeOfUser } from './rotation.ts'
import { store } from './store.ts'
import { type Obtained, ownVault, type Token, type TokenTask } from './task.ts'
import { proven } from './verify.ts'

/**
 * One token, told in order: kept, or generated, verified, handed on, and what it replaced deleted.
 * @throws ActionError; what was made by then is deleted again, or in the journal for the post step
 */
export const obtainToken = async (task: TokenTask, world: World): Promise<Obtained> => {
  const { way, subject, setOutputs } = task
  const keeping = way.to === 'secret' && way.current !== undefined ? await askCurrent(way.current, task, world) : undefined
  if (keeping?.is === 'keep' && way.to === 'secret' && way.current !== undefined) {
    const { id, name, expiry, user } = keeping.record
    const kept: Obtained = { is: 'kept', token: { id, name, value: way.current.value, expiry, executionId: '' } }
    task.generatedAll()
    setOutputs(kept)
    world.runner.info(
      `Kept the current token for ${subject.called}: "${name}" expires ${expiry === undefined ? 'never' : toSecond(expiry)}.`
    )
    if (subject.host !== undefined) warnNearLimit(activeOfUser(keeping.records, user), subject.host, world)
    return kept
  }
  const first = await makeToken(task, keeping, world)
  if (first !== 'deleted meanwhile') return first
  world.runner.notice(
    'overlapping run',
    `Another run deleted the token for ${subject.called} that was just stored: generating once more. Give jobs that write the same secret a concurrency group.`
  )
  const second = await makeToken(task, keeping, world)
  if (second !== 'deleted meanwhile') return second
  throw deletedMeanwhile(subject.called)
}

const deletedMeanwhile = (called: string): ActionError =>
  new ActionError(
    'token-unverified',
    `Another run deleted the token for ${called} that was just stored, so the secret holds a dead one.`,
    'Give jobs that write the same secret a concurrency group, and run again now.'
  )

/** Out: undefined where the DNS of the token's own Vault is not known. */
const askCurrent = async (current: Current, task: TokenTask, world: World): Promise<Keeping | undefined> => {
  const { runner } = world
  const own = ownVault(task, current.value, world)
  if (own === undefined) return undefined
  const keeping = await keepOrRenew(own, current, task.mark, world)
  if (keeping.is === 'renew') runner.info(`Renewing the current token for ${task.subject.called}: ${keeping.why}.`)
  return keeping
}

/** Steps 6 to 9 of one token. */
const makeToken = async (
  task: TokenTask,
  keeping: Keeping | undefined,
  world: World
): Promise<Obtained | 'deleted meanwhile'> => {
  const { subject, way, record, setOutputs } = task
  const { runner, patience } = world
  const made = await generateWithRoom(task, keeping, world)
  const { at, id, name, value, executionId, twins } = made
  const entry = { at, id, name, value: value.reveal(), twins }
  record({ state: 'made', ...entry })
  runner.info(`Generated "${name}" (id ${runner.quote(id)}) for ${subject.called} on ${task.vault.site.host}.`)

  if (way.to === 'output') task.generatedAll()
  const own = task.verify ? ownVault(task, value, world) : undefined
  const token: Token = { id, name, value, executionId, expiry: await proven(own, made, task, world) }
  if (twins && own === undefined) {
    runner.warning(
      'token left behind',
      `An answer of Vault was lost: it may hold a second "${name}", whose value nobody has. Look for the one that is not ${runner.quote(id)} among the user’s tokens and delete it.`
    )
  }
  // A cancelled job has no step left that would use it: it stays *made*, and the post step deletes it.
  if (patience.stopping.aborted) throw interrupted(patience.stopping)

  if (way.to === 'output') {
    const handed: Obtained = { is: 'generated', token, handedOn: { as: 'output', revokeAfterJob: way.revokeAfterJob } }
    setOutputs(handed)
    // Before the journal says that the story is over: until then the post step would delete the twins too.
    if (twins && own !== undefined) {
      await cleanUp({ vault: own, tokenId: token.id, mark: task.mark, stored: undefined, alive: () => {} }, world)
    }
    if (way.revokeAfterJob) record({ state: 'handed-over', ...entry })
    else record(twins ? { state: 'kept', ...entry } : { state: 'over' })
    return handed
  }

  const { secret, keepPrevious } = way
  const { status, at: written } = await store(made, secret, record, world)
  const stored = (revoked: readonly string[]): Obtained => ({
    is: 'generated',
    token,
    handedOn: { as: 'secret', secret, status, revoked }
  })
  setOutputs(stored([]))
  runner.info(`${status === 'created' ? 'Created' : 'Updated'} ${secret.called}.`)
  if (own === undefined) {
    task.generatedAll()
    return stored([])
  }
  const cleaned = await cleanUp(
    { vault: own, tokenId: token.id, mark: task.mark, stored: { secret, at: written, keepPrevious }, alive: task.generatedAll },
    world
  )
  if (cleaned.is === 'dead') return 'deleted meanwhile'
  if (cleaned.is === 'dead late') throw deletedMeanwhile(subject.called)
  return stored(cleaned.revoked)
}
