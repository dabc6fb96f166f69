import type { ActionError } from '../core/errors.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import type { World } from '../net/world.ts'
import { listTokens, type TokenListing } from '../vault/token-records.ts'
import { countTokens, findSpare, selectOwn, TOKEN_LIMIT, TOKEN_WARNING } from './rotation.ts'
import { describeToken, type TokenTask } from './token.ts'

/** The tokens of a user as a working credential of their own Vault lists them, and when the secret was last written. */
export interface Snapshot {
  listing: TokenListing
  written: LastWritten
}

/** How many tokens a message names. */
const NAMED = 5

/**
 * Explains why Vault refused to generate, if the user turns out to hold as many tokens as Vault allows. Nothing is deleted to make room.
 * @param known what the current token has shown, if it works
 * @returns the same error, or `token-limit`
 */
export async function explainRefusal(
  refusal: ActionError,
  known: Snapshot | undefined,
  task: TokenTask
): Promise<ActionError> {
  if (refusal.code !== 'vault-refused' && refusal.code !== 'token-limit') return refusal
  const snapshot = known ?? (await lookWithSignIn(task).catch(() => undefined))
  if (snapshot === undefined) return refusal
  const { listing, written } = snapshot
  if (countTokens(listing.records, listing.userId) < TOKEN_LIMIT) return refusal
  const { delivery, vault, origin, destination, world } = task
  const now = (delivery.to === 'secret' ? delivery.secret.now() : undefined) ?? vault.now()
  const own = selectOwn(listing.records, listing.userId, destination)
  const spare = findSpare(own, written, now).slice(0, NAMED)
  const names = spare.map(record => describeToken(record, world)).join(', ')
  return refusal.with({
    code: 'token-limit',
    message: `Could not generate a token for ${origin.displayName}: the user holds ${TOKEN_LIMIT} active tokens on ${origin.site?.host}, as many as Vault allows.`,
    hint:
      names === ''
        ? 'Delete tokens that nobody uses with the action delete-tokens, or give this job a user of its own; of those that this action made for the same destination, none can be deleted.'
        : `Delete some of these with the action delete-tokens; this action made them for the same destination, oldest first: ${names}.`
  })
}

/** With `target: vault` the sign-in is a credential of the token's own Vault. */
async function lookWithSignIn(task: TokenTask): Promise<Snapshot | undefined> {
  const { settings, vault, delivery } = task
  if (settings.target.is !== 'vault') return undefined
  const asking = delivery.to === 'secret' ? delivery.secret.lastWritten() : ('never' as const)
  const [listing, written] = await Promise.all([listTokens(vault), asking])
  return { listing, written }
}

/** Warns while there still is room: at the limit Vault refuses to generate. */
export function warnNearLimit(active: number, host: string, { runner }: World): void {
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user holds ${active} of at most ${TOKEN_LIMIT} active tokens on ${host}. Delete tokens that nobody uses with the action delete-tokens, or give this job a user of its own.`
  )
}
