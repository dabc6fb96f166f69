import { toSecond } from '../clock.ts'
import { interrupted } from '../retry.ts'
import type { World } from '../world.ts'
import { cleanUp } from './clean-up.ts'
import { askCurrent, noteWithoutCurrent } from './current.ts'
import { generate } from './generate.ts'
import type { Keeping, Seen } from './keep.ts'
import { warnNearLimit } from './limit.ts'
import { activeOfUser } from './rotation.ts'
import { store } from './store.ts'
import { type Made, type Obtained, ownVault, type Token, type TokenTask, type ToSecret } from './task.ts'
import { type Proof, prove, unproven } from './verify.ts'

/**
 * One token, told in order: kept, or generated, proven, handed on, and what it replaced deleted.
 * @throws ActionError; what was made by then is deleted again, or in the journal for the post step
 */
export const obtainToken = async (task: TokenTask, world: World): Promise<Obtained> => {
  const { way, subject } = task
  const keeping = await askCurrent(task, world)
  if (keeping.is === 'keep') return keep(keeping, task, world)
  if (keeping.is === 'renew') world.runner.info(`Renewing the current token for ${subject.called}: ${keeping.why}.`)

  const made = await makeToken(task, keeping.is === 'renew' ? keeping.seen : undefined, world)
  const own = task.verify ? ownVault(task, made.value, world) : undefined
  const proof = own === undefined ? unproven(made) : await prove(own, made, task, world)
  if (own === undefined && made.twins) nameTwins(made, world)
  // A cancelled job has no step left that would use it: it stays *made*, and the post step deletes it.
  if (world.patience.stopping.aborted) throw interrupted(world.patience.stopping)

  const handedOn =
    way.to === 'output' ? handOver(made, proof, way.revokeAfterJob, task) : await handToSecret(made, proof, way, task, world)
  if (own === undefined) return handedOn
  const revoked = await cleanUp(own, made, proof, world)
  if (made.twins && proof.gap === undefined && proof.fates.remove.every(({ id }) => revoked.includes(id))) forgetTwins(made, task)
  return handedOn.is === 'generated' && handedOn.handedOn.as === 'secret'
    ? { ...handedOn, handedOn: { ...handedOn.handedOn, revoked } }
    : handedOn
}

const keep = ({ record, seen }: Extract<Keeping, { is: 'keep' }>, task: TokenTask, world: World): Obtained => {
  const { way, subject } = task
  if (way.to === 'output' || way.current.is !== 'given') throw new Error('only a token that was given is kept')
  const { id, name, expiry } = record
  const kept: Obtained = { is: 'kept', token: { id, name, value: way.current.value, expiry, executionId: '' } }
  task.generatedAll()
  task.setOutputs(kept)
  world.runner.info(
    `Kept the current token for ${subject.called}: "${world.runner.quote(name)}" expires ${expiry === undefined ? 'never' : toSecond(expiry)}.`
  )
  warnNearLimit(activeOfUser(seen.records, record.user), subject.host ?? '', world)
  return kept
}

/** Generates, and notes the value before anything else touches it. */
const makeToken = async (task: TokenTask, seen: Seen | undefined, world: World): Promise<Made> => {
  const made = await generate(task, seen, world)
  task.record({ state: 'made', ...entryOf(made) })
  task.generatedAll()
  world.runner.info(
    `Generated "${made.name}" (id ${world.runner.quote(made.id)}) for ${task.subject.called} on ${task.subject.host ?? task.vault.site.host}.`
  )
  return made
}

const entryOf = ({ at, id, name, value, twins }: Made) => ({ at, id, name, value: value.reveal(), twins })

const tokenOf = ({ id, name, value, executionId }: Made, { expiry }: Proof): Token => ({ id, name, value, executionId, expiry })

const handOver = (made: Made, proof: Proof, revokeAfterJob: boolean, task: TokenTask): Obtained => {
  const handed: Obtained = { is: 'generated', token: tokenOf(made, proof), handedOn: { as: 'output', revokeAfterJob } }
  task.setOutputs(handed)
  if (revokeAfterJob) task.record({ state: 'handed-over', ...entryOf(made) })
  else task.record(made.twins ? { state: 'kept', ...entryOf(made) } : { state: 'over' })
  return handed
}

const handToSecret = async (made: Made, proof: Proof, way: ToSecret, task: TokenTask, world: World): Promise<Obtained> => {
  const { secret } = way
  const status = await store(made, way, task, world)
  const stored: Obtained = {
    is: 'generated',
    token: tokenOf(made, proof),
    handedOn: { as: 'secret', secret, status, revoked: [] }
  }
  task.setOutputs(stored)
  world.runner.info(`${status === 'created' ? 'Created' : 'Updated'} ${secret.called}.`)
  if (proof.written instanceof Date) noteWithoutCurrent(way.current, way, world)
  return stored
}

const nameTwins = ({ name, id }: Made, { runner }: World): void =>
  runner.warning(
    'token left behind',
    `An answer of Vault was lost: it may hold a second "${name}", whose value nobody has. Find the one that is not ${runner.quote(id)} with the action list-tokens and delete it with delete-tokens.`
  )

/** The twins are gone, so that the post step has none to look for. */
const forgetTwins = (made: Made, { way, record }: TokenTask): void =>
  record(way.to === 'output' && way.revokeAfterJob ? { state: 'handed-over', ...entryOf(made), twins: false } : { state: 'over' })
