import { expiryFrom } from '../expiry.ts'
import type { World } from '../world.ts'
import { askCurrent, noteWithoutCurrent } from './current.ts'
import { warnNearLimit } from './limit.ts'
import { activeOfUser } from './rotation.ts'
import type { Planned, TokenTask } from './task.ts'

/** In: a token that is wanted. Out: what the real run would do, by all that it asks before it generates. Throws ActionError as the real run would. */
export const planToken = async (task: TokenTask, world: World): Promise<Planned> => {
  const { way, subject, vault } = task
  const keeping = await askCurrent(task, world)
  if (keeping.is !== 'none' && keeping.seen !== undefined)
    warnNearLimit(activeOfUser(keeping.seen.records, keeping.seen.user), subject.host ?? '', world)
  if (keeping.is === 'keep') {
    const { id, name, expiry } = keeping.record
    return { is: 'planned', expiry, plan: { is: 'keep', id, name } }
  }
  const where = way.to === 'output' ? 'handed on as output' : `stored as ${way.secret.called}`
  const expiry = expiryFrom(task.expires, vault.now())
  if (keeping.is === 'renew') return { is: 'planned', expiry, plan: { is: 'renew', why: keeping.why, where } }
  if (way.to === 'secret' && task.verify && (await way.secret.lastWritten()) instanceof Date)
    noteWithoutCurrent(way.current, way, world)
  return { is: 'planned', expiry, plan: { is: 'generate', where } }
}
