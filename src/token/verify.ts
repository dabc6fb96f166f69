import { toSecond } from '../clock.ts'
import { ActionError, asActionError, withHint } from '../errors.ts'
import { pause } from '../retry.ts'
import type { Vault } from '../vault/client.ts'
import { retrieveToken, type TokenRecord } from '../vault/token-records.ts'
import type { World } from '../world.ts'
import type { Made } from './generate.ts'
import { remove } from './remove.ts'
import type { TokenTask } from './task.ts'

/** How long a new token may take until it works, and how often it is tried, in milliseconds. */
const USABLE_WITHIN = 30_000
const TRY_EVERY = 2_000
/** How far the expiry in Vault may be from what was asked for, in milliseconds. */
const TOLERANCE = 60_000

export type Expected = Readonly<{
  id: string
  /** The Vault that the token has to work on; empty when its id is not known. */
  vaultId: string
  /** What was asked for; undefined: never. */
  expiry: Date | undefined
}>

/** What the record says of the new token. `fine` may differ from what was asked in an earlier expiry, which is then a warning. */
export type Judgement = Readonly<{ is: 'fine'; warning: string | undefined }> | Readonly<{ is: 'bad'; why: string }>

/** In: the record of a new token, the Vault that answered, and what was expected. Out: whether it may be handed on. */
export const judge = (record: TokenRecord | undefined, answeredBy: string, expected: Expected): Judgement => {
  if (expected.vaultId !== '' && answeredBy !== '' && answeredBy !== expected.vaultId) {
    return { is: 'bad', why: `Vault ${answeredBy} answered, not Vault ${expected.vaultId}` }
  }
  if (record === undefined || record.id !== expected.id) return { is: 'bad', why: 'its record is not there' }
  if (!record.active) return { is: 'bad', why: 'its record is not active' }
  const asked = expected.expiry
  if (record.expiry === undefined)
    return asked === undefined ? fine : { is: 'bad', why: 'it never expires, although an expiry was asked for' }
  if (asked === undefined) return shorter(record.expiry, 'never')
  const longer = record.expiry.getTime() - asked.getTime()
  if (longer > TOLERANCE)
    return { is: 'bad', why: `it expires ${toSecond(record.expiry)}, later than asked for (${toSecond(asked)})` }
  return longer < -TOLERANCE ? shorter(record.expiry, toSecond(asked)) : fine
}

const fine: Judgement = { is: 'fine', warning: undefined }
const shorter = (expiry: Date, asked: string): Judgement => ({
  is: 'fine',
  warning: `it expires ${toSecond(expiry)}, earlier than asked for (${asked}): the security profile of the user allows no longer one. Give an expires that it allows.`
})

/**
 * Proves a new token on its own Vault, with itself. One that does not work yet is tried for up to 30 seconds.
 * @param vault addressed with the new token
 * @returns its true expiry; undefined: never
 * @throws ActionError, `token-unverified` when the token is not what was asked for
 */
const verify = async (vault: Vault, name: string, expected: Expected, world: World): Promise<Date | undefined> => {
  const { runner, patience } = world
  const what = `Verifying the token "${name}" (id ${runner.quote(expected.id)}) on ${vault.site.host} failed`
  const until = patience.clock.now().getTime() + USABLE_WITHIN
  for (;;) {
    const seen = await retrieveToken(vault, expected.id).catch(thrown => asActionError(thrown))
    if (!(seen instanceof ActionError)) {
      const judgement = judge(seen.record, seen.vaultId, expected)
      if (judgement.is === 'bad') {
        throw new ActionError(
          'token-unverified',
          `${what}: ${judgement.why}.`,
          'Check the sandbox and the user’s security profile.'
        )
      }
      if (judgement.warning !== undefined) runner.warning('token-unverified', `The token "${name}": ${judgement.warning}`)
      return seen.record?.expiry
    }
    if (seen.code !== 'vault-session') throw seen
    if (patience.clock.now().getTime() + TRY_EVERY > until) {
      throw new ActionError(
        'token-unverified',
        `${what}: Vault still does not accept it after ${USABLE_WITHIN / 1000} seconds.`,
        'Check that the user is active there and may use the API, and run again.',
        seen.executionId
      )
    }
    await pause(TRY_EVERY, patience)
  }
}

/** The new token's true expiry, once it is proven; what can't be proven is deleted again. `own`: undefined where it is not to be proven. */
export const proven = async (own: Vault | undefined, made: Made, task: TokenTask, world: World): Promise<Date | undefined> => {
  if (own === undefined) return made.asked
  // With target: vault the Vault that generates is the token's own.
  const vaultId = task.target.is === 'vault' ? made.answeredBy : task.subject.vaultId
  try {
    return await verify(own, made.name, { id: made.id, vaultId, expiry: made.asked }, world)
  } catch (thrown) {
    if (world.patience.stopping.aborted) throw thrown
    const removal = await remove({ ...made, worked: false }, world)
    if (removal.is === 'gone') task.record({ state: 'over' })
    const error = asActionError(thrown)
    const left =
      removal.is === 'gone'
        ? 'The new token is deleted again.'
        : `Deleting the new token again failed (${removal.reason}): "${made.name}" (id ${world.runner.quote(made.id)}); the post step tries once more.`
    throw withHint(error, left)
  }
}
