import { parseDuration } from '../core/time.ts'
import { type ActionName, type InputDefinition, matching } from './definition.ts'
import type { Owner } from './settings.ts'

const DELETE: ActionName[] = ['delete-tokens']
const WITH_IDS = ['token-ids']

function parseOwner(text: string): Owner | undefined {
  if (text === 'me' || text === 'everyone') return text
  return /^\d{1,18}$/.test(text) ? { userId: text } : undefined
}

/** Which tokens a companion is about. */
export const COMPANION_INPUTS = {
  'token-ids': {
    actions: DELETE,
    description: 'IDs of the tokens to delete, one per line. This or `token-name` is required',
    form: 'ids as Vault has them, like 0PI000000000101, one per line',
    parse: matching(/^[A-Za-z0-9]{1,32}$/)
  },
  owner: {
    defaultValue: 'me',
    description:
      'Whose tokens: `me`, `everyone`, or the ID of a user. For other users’ tokens the user who signs in needs the permission to manage them',
    form: '`me`, `everyone`, or the id of a user, digits only',
    parse: parseOwner,
    noEffectWith: WITH_IDS
  },
  'expires-within': {
    description: 'Only tokens that expire within this time, like `14d`',
    form: 'a duration like `90m`, `12h` or `14d`',
    parse: parseDuration,
    noEffectWith: WITH_IDS
  },
  'unused-for': {
    description:
      'Only tokens that were not used for this time, like `30d`. If Vault does not show the last use, the time counts from when the token was generated',
    form: 'a duration like `90m`, `12h` or `30d`',
    parse: parseDuration,
    noEffectWith: WITH_IDS
  },
  'keep-newest': {
    actions: DELETE,
    defaultValue: '0',
    description:
      'With `token-name`: how many of the newest tokens to keep, for each secret that they were generated for. With `access-token` at least 1',
    form: 'a number like `1` or `2`',
    parse: text => (/^\d{1,3}$/.test(text) ? Number(text) : undefined),
    noEffectWith: WITH_IDS
  }
} satisfies Record<string, InputDefinition>
