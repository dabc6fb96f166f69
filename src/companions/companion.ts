import { reportErrors } from '../action/report.ts'
import { isGiven, openSession } from '../action/session.ts'
import type { StepResult } from '../action/step.ts'
import { ActionError, asActionError } from '../core/errors.ts'
import type { ConnectionSettings, ReadSettings, TokenSelection } from '../inputs/settings.ts'
import type { World } from '../net/world.ts'
import type { Vault } from '../vault/client.ts'
import { nearestNames } from '../vault/sandboxes.ts'
import { checkSignIn, checkVault } from '../vault/sign-in.ts'
import { listTokens, TOKEN_LIMIT, TOKEN_WARNING, type TokenListing } from '../vault/tokens.ts'
import { labelsIn } from './select.ts'

/** Does what both companions do around their own work, which returns the errors of single tokens, and throws ActionError. */
export async function runCompanion<T extends ConnectionSettings>(
  read: ReadSettings<T>,
  work: (settings: T, vault: Vault) => Promise<ActionError[]>,
  world: World
): Promise<StepResult> {
  if (read.is === 'problems') return reportErrors(read.problems, world.runner)
  const session = openSession(read.settings, world)
  const errors = await session.signedIn
    .then(vault => work(read.settings, vault))
    .catch(thrown => [asActionError(thrown)])
  const outcome = reportErrors(errors.map(session.explain), world.runner)
  await session.end()
  return outcome
}

/** Lists every token that the user may see, makes sure that a given credential is of this Vault, and prints what the listing tells. */
export async function listVisibleTokens(
  settings: ConnectionSettings,
  selection: TokenSelection | undefined,
  vault: Vault
): Promise<TokenListing> {
  const { site, world } = vault
  const checking = isGiven(settings) ? checkVault(vault) : undefined
  const [listing] = await Promise.all([listTokens(vault), checking])
  const users = Map.groupBy(listing.records, ({ userId }) => userId)
  for (const [userId, { length }] of users) {
    if (length < TOKEN_WARNING) continue
    world.runner.warning(
      'token-limit',
      `The user ${userId} has ${length} of at most ${TOKEN_LIMIT} active tokens on ${site.host}. Delete those that nobody uses with the action delete-tokens.`
    )
  }
  if (selection === undefined) return listing
  if (selection.owner === 'me') {
    listing.userId ||= await checkSignIn(vault)
    // Otherwise no token would be the user's, and nothing would be found without a word.
    if (listing.userId === '') {
      throw new ActionError(
        'vault-unavailable',
        `Could not find out who the user is on ${site.host}: Vault does not say.`,
        'Run again; if it happens again, set `owner` to the id of the user.'
      )
    }
  } else if (users.size < 2 && !users.has(selection.owner)) {
    world.runner.warning(
      'vault-permission',
      `${site.host} shows no tokens of other users. If there are any, sign in as a user with the permission to manage them.`
    )
  }
  noteUnknownLabel(listing, selection, vault)
  return listing
}

function noteUnknownLabel(listing: TokenListing, selection: TokenSelection, vault: Vault): void {
  const { site, world } = vault
  const { label } = selection
  const labels = labelsIn(listing, selection)
  if (label === undefined || labels.includes(label)) return
  const nearest = nearestNames(label, labels).map(each => `"${each}"`)
  world.runner.notice(
    'token-name',
    `No token on ${site.host} has the \`token-name\` "${label}". Nearest: ${nearest.join(', ') || 'none'}. Check \`token-name\` and \`owner\`.`
  )
}
