import { ActionError } from '../errors.ts'
import { asList, asObject, asText } from '../json.ts'
import type { Runner } from '../runner.ts'
import type { Connection } from '../settings.ts'
import { activeOfUser, TOKEN_LIMIT, TOKEN_WARNING } from '../token/rotation.ts'
import type { Vault } from '../vault/client.ts'
import { ensureHost } from '../vault/sign-in.ts'
import { listTokens, type TokenRecord } from '../vault/token-records.ts'
import type { Owner } from './select.ts'

/** What a Vault shows: all active tokens that the user may see, and who that is. */
export type Seen = Readonly<{ records: readonly TokenRecord[]; asker: string }>

/**
 * `owner`: whose tokens were asked for; undefined: those with certain ids. Lists the tokens with every page, beside it makes sure that the credential is of that Vault, and warns of users near the limit.
 * @throws ActionError
 */
export const see = async (
  vault: Vault,
  signIn: Connection['signIn'],
  owner: Owner | undefined,
  runner: Runner
): Promise<Seen> => {
  const given = signIn.by === 'access-token' || signIn.by === 'session-id'
  const [{ records, userId }] = await Promise.all([listTokens(vault), given ? ensureHost(vault, runner.quote) : undefined])
  const asker = userId || (owner === 'me' ? await whoAsks(vault) : '')
  for (const user of new Set(records.map(record => record.user))) {
    const active = activeOfUser(records, user)
    if (active >= TOKEN_WARNING)
      runner.warning(
        'token-limit',
        `The user ${runner.quote(user)} holds ${active} of ${TOKEN_LIMIT} active tokens on ${vault.site.host}: delete what nobody uses with the action delete-tokens.`
      )
  }
  if (hidesOthers(records, owner, asker))
    runner.warning(
      'vault-permission',
      `${vault.site.host} shows ${records.length === 0 ? 'no tokens' : 'tokens of one user alone'}: if others have any, the user who signs in lacks the permission to manage them.`
    )
  return { records, asker }
}

/** Whether tokens of others were asked for, and none are shown: there may be none, or they are hidden. */
const hidesOthers = (records: readonly TokenRecord[], owner: Owner | undefined, asker: string): boolean => {
  if (owner === 'everyone') return new Set(records.map(({ user }) => user)).size < 2
  return typeof owner === 'object' && owner.id !== asker && !records.some(({ user }) => user === owner.id)
}

/** "Validate Session User", where the listing does not say whose it is. */
const whoAsks = async (vault: Vault): Promise<string> => {
  const { body, userId, executionId } = await vault.call({
    doing: 'Asking who the user is',
    kind: 'read',
    method: 'GET',
    path: '/objects/users/me'
  })
  const user = asObject(asObject(asList(body.users)[0])?.user)
  const id = userId || asText(user?.id)
  if (id !== '') return id
  throw new ActionError(
    'vault-unavailable',
    `Asking who the user is on ${vault.site.host} failed: Vault does not say.`,
    'Run again; if it stays, give owner the id of the user.',
    executionId
  )
}
