import type { Credential } from '../core/credential.ts'
import { parseDuration, parseExpires } from '../core/time.ts'
import type { SecretLocation } from '../github/locations.ts'
import {
  type ActionName,
  EVERY_ACTION,
  type InputDefinition,
  type InputTable,
  parseBoolean
} from './definition.ts'
import { RUN_INPUTS, SIGN_IN_INPUTS, TARGET_INPUTS } from './vault-inputs.ts'

/** Cuts the first part of a token's name to 80 characters. */
export function cutLabel(label: string): string {
  return [...label].slice(0, 80).join('').trim()
}

/** Parses `secret-scope`; the repository is another input's. */
function parseScope(text: string): SecretLocation | undefined {
  const [, organization] = /^organization\/([\w-]+)$/.exec(text) ?? []
  if (organization !== undefined) return { scope: 'organization', owner: organization }
  // `.` and `..` would change a path; braces can only be those of `environment/{sandbox}`.
  const [, environment] =
    /^environment\/(\{sandbox\}|(?!\.{1,2}$)((?!\{sandbox\})\P{Cc})+)$/u.exec(text) ?? []
  if (environment !== undefined) return { scope: 'environment', owner: '', environment }
  const isPlain = text === 'repository' || text === 'dependabot' || text === 'codespaces'
  return isPlain ? { scope: text, owner: '' } : undefined
}

function parseCount(text: string): number | undefined {
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined
}

export const TOKEN_INPUTS = {
  'token-name': {
    actions: EVERY_ACTION,
    defaultText: '`github-actions OWNER/REPO`',
    help: 'First part of the token’s name in Vault, cut to 80 characters',
    companionHelp: 'Only tokens that the main action generated with this `token-name`',
    form: 'without line breaks or other control characters',
    pattern: /^\P{Cc}*$/u,
    parse: cutLabel,
    noEffectWith: 'token-ids'
  },
  expires: {
    defaultText: '`1d`, or `30d` with `secret-name`',
    help: 'When the token expires: after a duration like `90m`, `12h` or `30d`, at a time like `2026-12-31T12:00:00Z`, or `never`',
    form: 'a duration like `90m`, `12h` or `30d`, an instant like `2026-12-31T12:00:00Z`, or `never`',
    parse: parseExpires
  },
  verify: {
    defaultValue: 'true',
    help: 'Verify the token on its own Vault before it is used. With `false` that Vault is never contacted, so no token is kept, verified or deleted there',
    form: '`true` or `false`',
    parse: parseBoolean
  },
  'revoke-after-job': {
    defaultText: '`true`, or `false` with `verify: false`',
    help: 'Delete the token when the job ends, if it is not stored as a secret',
    form: '`true` or `false`',
    parse: parseBoolean,
    noEffectWith: 'secret-name'
  }
} satisfies InputTable

export const SECRET_INPUTS = {
  'secret-name': {
    help: 'Store the token as a secret with this name. `{sandbox}` stands for the name of the sandbox in upper case, with `_` for everything except A–Z and 0–9; required for several sandboxes'
  },
  'secret-scope': {
    defaultValue: 'repository',
    help: '`repository`, `environment/NAME`, `organization/NAME`, `dependabot` or `codespaces`. `environment/{sandbox}` is an environment named after each sandbox; then `secret-name` needs no `{sandbox}`',
    form: '`repository`, `environment/NAME`, `environment/{sandbox}`, `organization/NAME`, `dependabot` or `codespaces` (another repository belongs in `secret-repository`)',
    parse: parseScope,
    noEffectWithout: 'secret-name'
  },
  'secret-repository': {
    defaultText: `\`\${{ github.repository }}\``,
    help: 'Repository of the secret, OWNER/NAME',
    form: 'of the form OWNER/NAME',
    pattern: /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/,
    noEffectWithout: 'secret-name',
    noEffectWith: 'secret-scope: organization/NAME'
  },
  'secret-visibility': {
    defaultText: 'unchanged',
    help: 'Who may read an organization secret: `all` or `private` repositories, or a list, OWNER/NAME one per line. Required for a new secret; an existing one stays as it is',
    form: '`all`, `private`, or repositories of the organization as OWNER/NAME, one per line',
    isList: true,
    noEffectWithout: 'secret-scope: organization/NAME'
  },
  'github-token': {
    isRequired: true,
    isCredential: true,
    help: 'Token of a GitHub App, or a personal access token, that may write the secret; `GITHUB_TOKEN` can’t',
    form: 'a token of a GitHub App, or a personal one, that may write secrets, without spaces or other text',
    pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
    noEffectWithout: 'secret-name'
  },
  'current-token': {
    isCredential: true,
    isList: true,
    help: `The token that the secret contains now, \`\${{ secrets.NAME }}\`; empty on the first run. It is kept while it works and has more than \`renew-before\` left. For several sandboxes one line per secret, \`NAME=\${{ secrets.NAME }}\`. Never pass the whole \`secrets\` context`,
    noEffectWithout: 'secret-name',
    noEffectWith: 'verify: false'
  },
  'renew-before': {
    defaultText: '`7d`, or a third of the lifetime if that is less',
    help: 'How long before its expiry to renew `current-token`',
    form: 'a duration like `90m`, `12h` or `7d`',
    parse: parseDuration,
    noEffectWithout: 'secret-name',
    noEffectWith: 'verify: false'
  },
  'keep-previous': {
    defaultValue: '1',
    help: 'How many replaced tokens of this secret to keep for running jobs: a number, or `all`',
    form: 'a number like `1` or `2`, or `all`',
    parse: (text: string) => (text === 'all' ? text : parseCount(text)),
    noEffectWithout: 'secret-name',
    noEffectWith: 'verify: false'
  }
} satisfies InputTable

export const COMPANION_INPUTS = {
  'token-ids': {
    actions: ['delete-tokens'],
    isList: true,
    help: 'IDs of the tokens to delete, one per line. This or `token-name` is required',
    form: 'ids as Vault has them, like 0PI000000000101, one per line',
    pattern: /^[A-Za-z0-9]{1,32}$/
  },
  owner: {
    actions: ['list-tokens', 'delete-tokens'],
    defaultValue: 'me',
    help: 'Whose tokens: `me`, `everyone`, or the ID of a user. For other users’ tokens the user who signs in needs the permission to manage them',
    form: '`me`, `everyone`, or the id of a user, digits only',
    pattern: /^(me|everyone|\d{1,18})$/,
    noEffectWith: 'token-ids'
  },
  'expires-within': {
    actions: ['list-tokens', 'delete-tokens'],
    help: 'Only tokens that expire within this time, like `14d`',
    form: 'a duration like `90m`, `12h` or `14d`',
    parse: parseDuration,
    noEffectWith: 'token-ids'
  },
  'unused-for': {
    actions: ['list-tokens', 'delete-tokens'],
    help: 'Only tokens that were not used for this time, like `30d`; for a token that was never used, since it was generated. `delete-tokens` fails if Vault shows no use of any token',
    form: 'a duration like `90m`, `12h` or `30d`',
    parse: parseDuration,
    noEffectWith: 'token-ids'
  },
  'keep-newest': {
    actions: ['delete-tokens'],
    defaultValue: '0',
    help: 'With `token-name`: how many of the newest tokens to keep, for each secret that they were generated for. With `access-token` at least 1',
    form: 'a number like `1` or `2`',
    parse: parseCount,
    noEffectWith: 'token-ids'
  }
} satisfies InputTable

const TABLE = {
  ...TARGET_INPUTS,
  ...SIGN_IN_INPUTS,
  ...TOKEN_INPUTS,
  ...SECRET_INPUTS,
  ...COMPANION_INPUTS,
  ...RUN_INPUTS
}

export type InputName = keyof typeof TABLE

type Row<N extends InputName> = (typeof TABLE)[N]
type ParsedOf<R> = R extends { parse(text: string): infer Value }
  ? Exclude<Value, undefined>
  : string
type ValueOf<R> = R extends { isCredential: true } ? Credential : ParsedOf<R>

/** What an input is read as. One that is required or has a default is undefined only if a problem was noted, and then nothing is done with it. */
export type InputValue<N extends InputName> =
  Row<N> extends { isRequired: true } | { defaultValue: string }
    ? ValueOf<Row<N>>
    : ValueOf<Row<N>> | undefined

/** The table of all inputs, in the order in which problems are reported. */
export const INPUTS: Record<InputName, InputDefinition> = TABLE

export const INPUT_NAMES = Object.keys(TABLE) as InputName[]

/** Which inputs an action has. */
export function inputsOf(action: ActionName): InputName[] {
  return INPUT_NAMES.filter(name => {
    const isShared = name in SIGN_IN_INPUTS || name in RUN_INPUTS
    const usual: ActionName[] = isShared ? EVERY_ACTION : ['main']
    return (INPUTS[name].actions ?? usual).includes(action)
  })
}
