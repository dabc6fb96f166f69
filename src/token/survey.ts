import { ActionError, asActionError } from '../core/errors.ts'
import type { LastWritten } from '../github/writable-secret.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import {
  listTokens,
  TOKEN_LIMIT,
  TOKEN_WARNING,
  type TokenListing
} from '../vault/token-records.ts'
import type { SecretHistory } from './rotation.ts'
import type { Delivery } from './token.ts'

/** What is known of a user's tokens, and of the secret that one of them is for. */
export interface Survey {
  listing: TokenListing
  /** When the secret was last written; undefined for an output. */
  written: LastWritten | ActionError | undefined
  /** When the tokens were listed, by GitHub's clock; undefined if its responses do not tell it. */
  listedAt: Date | undefined
}

/**
 * Lists the tokens of a user, and asks GitHub at the same time when the secret was last written.
 * @param vault the tokens' own Vault, addressed with one of them
 * @throws ActionError if Vault can't be asked
 */
export async function takeSurvey(vault: Vault, delivery: Delivery): Promise<Survey> {
  const secret = delivery.to === 'secret' ? delivery.secret : undefined
  const listedAt = secret?.now()
  const asking = secret?.lastWritten().catch(asActionError)
  const listing = await listTokens(vault)
  return { listing, written: await asking, listedAt }
}

export const NEXT_ROTATION = 'The next rotation deletes them.'
const NO_ROTATION =
  'As long as that is so, no rotation deletes any: delete old tokens with the action delete-tokens.'

/**
 * Reads from a survey what tells which tokens are superseded.
 * @param status how the secret was written, if it was
 * @returns the history, or why it is unknown; undefined for an output, which replaces nothing
 */
export function readHistory(
  { written = 'unknown', listedAt }: Survey,
  delivery: Delivery,
  status?: 'created' | 'updated'
): SecretHistory | ActionError | undefined {
  if (delivery.to === 'output') return undefined
  if (written instanceof ActionError) return written.with({ hint: NEXT_ROTATION })
  const { displayName } = delivery.secret
  const unknown = (what: string, hint: string) => new ActionError('github-refused', what, hint)
  if (written === 'unknown') {
    return unknown(`GitHub does not say when ${displayName} was last written.`, NO_ROTATION)
  }
  if (listedAt === undefined) {
    const remedy = `Check whether a proxy or gateway removes it. ${NO_ROTATION}`
    return unknown('GitHub’s responses have no `Date` header.', remedy)
  }
  if (written === 'never' && status === 'updated') {
    return unknown(`GitHub updated ${displayName}, which it did not show before.`, NEXT_ROTATION)
  }
  return { written, listedAt, keepPrevious: delivery.keepPrevious }
}

/** Counts the active tokens of one user. */
export function countTokens({ records }: TokenListing, userId: string): number {
  return records.filter(record => record.userId === userId).length
}

/** Warns before the limit is reached, at which Vault refuses to generate. */
export function warnNearLimit(active: number, host: string, { runner }: World): void {
  if (active < TOKEN_WARNING) return
  runner.warning(
    'token-limit',
    `The user holds ${active} of at most ${TOKEN_LIMIT} active tokens on ${host}. Delete tokens that nobody uses with the action delete-tokens, or give this job a user of its own.`
  )
}
