import { parseDuration, parseExpires } from '../core/time.ts'
import type { SecretLocation } from '../github/locations.ts'
import { TOKEN_LIMIT } from '../vault/tokens.ts'
import {
  BOOLEAN_FORM,
  COMPANIONS,
  EVERY_ACTION,
  type InputTable,
  parseBoolean,
  SECRET_VALUE
} from './definition.ts'
import type { KeepPrevious, Owner } from './settings.ts'

export const REPOSITORY = /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/
const WITHOUT_NAME = ['secret-name']
const ORGANIZATION = 'secret-scope: organization/NAME'
const UNVERIFIED = ['verify: false']

/** Parses `secret-scope`, split at the first slash; the repository is another input's. */
function parseScope(text: string): SecretLocation | undefined {
  const [, scope, name = ''] = /^([^/]*)\/(.*)$/s.exec(text) ?? []
  const owner = name.trim()
  if (scope === 'organization' && /^[\w-]+$/.test(owner)) return { scope, owner }
  // `.` and `..` would change a path; braces can only be those of `environment/{sandbox}`.
  const isEnvironment = /^(\{sandbox\}|(?!\.{1,2}$)((?!\{sandbox\})\P{Cc})+)$/u.test(owner)
  if (scope === 'environment' && isEnvironment) return { scope, owner: '', environment: owner }
  const isPlain = text === 'repository' || text === 'dependabot' || text === 'codespaces'
  return isPlain ? { scope: text, owner: '' } : undefined
}

function parseKeepPrevious(text: string): KeepPrevious | undefined {
  if (text === 'all') return 'all'
  return /^\d{1,2}$/.test(text) && Number(text) < TOKEN_LIMIT ? Number(text) : undefined
}

const WITH_IDS = ['token-ids']

function parseOwner(text: string): Owner | undefined {
  if (text === 'me' || text === 'everyone') return text
  return /^\d{1,18}$/.test(text) ? { userId: text } : undefined
}

/** The token itself. */
export const TOKEN_INPUTS = {
  'token-name': {
    actions: EVERY_ACTION,
    defaultText: '`github-actions OWNER/REPO`, cut to 80 characters',
    description: 'First part of the token’s name in Vault, at most 80 characters',
    companionDescription: 'Only tokens that the main action generated with this `token-name`',
    form: 'at most 80 characters without line breaks or other control characters',
    pattern: /^\P{Cc}*$/u,
    noEffectWith: ['token-ids']
  },
  expires: {
    defaultText: '`1d`, or `30d` with `secret-name`',
    description:
      'When the token expires: after a duration like `90m`, `12h` or `30d`, at a time like `2026-12-31T12:00:00Z`, or `never`',
    form: 'a duration like `90m`, `12h` or `30d`, an instant like `2026-12-31T12:00:00Z`, or `never`',
    parse: parseExpires
  },
  verify: {
    defaultValue: 'true',
    description:
      'Verify the token on its own Vault before it is used. With `false` that Vault is never contacted, so no token is kept, verified or deleted there',
    form: BOOLEAN_FORM,
    parse: parseBoolean
  },
  'revoke-after-job': {
    defaultText: '`true`, or `false` with `verify: false`',
    description: 'Delete the token when the job ends, if it is not stored as a secret',
    form: BOOLEAN_FORM,
    parse: parseBoolean,
    noEffectWith: ['secret-name']
  }
} satisfies InputTable

/** Storing the token as a secret. */
export const SECRET_INPUTS = {
  'secret-name': {
    description:
      'Store the token as a secret with this name. `{sandbox}` stands for the name of the sandbox in upper case, with `_` for everything except A–Z and 0–9; required for several sandboxes'
  },
  'secret-scope': {
    defaultValue: 'repository',
    description:
      '`repository`, `environment/NAME`, `organization/NAME`, `dependabot` or `codespaces`. `environment/{sandbox}` is an environment named after each sandbox; then `secret-name` needs no `{sandbox}`',
    form: '`repository`, `environment/NAME`, `environment/{sandbox}`, `organization/NAME`, `dependabot` or `codespaces` (another repository belongs in `secret-repository`)',
    parse: parseScope,
    noEffectWithout: WITHOUT_NAME
  },
  'secret-repository': {
    runnerDefault: `\${{ github.repository }}`,
    description: 'Repository of the secret, OWNER/NAME',
    form: 'of the form OWNER/NAME',
    pattern: REPOSITORY,
    noEffectWithout: WITHOUT_NAME,
    noEffectWith: [ORGANIZATION]
  },
  'secret-visibility': {
    defaultText: 'unchanged',
    description:
      'Who may read an organization secret: `all` or `private` repositories, or a list, OWNER/NAME one per line. Required for a new secret; an existing one stays as it is',
    form: '`all`, `private`, or repositories of the organization as OWNER/NAME, one per line',
    isList: true,
    noEffectWithout: [...WITHOUT_NAME, ORGANIZATION]
  },
  'github-token': {
    isRequired: true,
    isCredential: true,
    description:
      'Token of a GitHub App, or a personal access token, that may write the secret; `GITHUB_TOKEN` can’t',
    form: 'a token of a GitHub App, or a personal one, that may write secrets, without spaces or other text',
    pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
    noEffectWithout: WITHOUT_NAME
  },
  'current-token': {
    isList: true,
    description: `The token that the secret contains now, \`${SECRET_VALUE}\`; empty on the first run. It is kept while it works and has more than \`renew-before\` left. For several sandboxes one line per secret, \`NAME=${SECRET_VALUE}\`. Never pass the whole \`secrets\` context`,
    noEffectWithout: WITHOUT_NAME,
    noEffectWith: UNVERIFIED
  },
  'renew-before': {
    defaultText: '`7d`, or a third of the lifetime if that is less',
    description: 'How long before its expiry to renew `current-token`',
    form: 'a duration like `90m`, `12h` or `7d`',
    parse: parseDuration,
    noEffectWithout: WITHOUT_NAME,
    noEffectWith: UNVERIFIED
  },
  'keep-previous': {
    defaultValue: '1',
    description:
      'How many replaced tokens of this secret to keep for running jobs: a number, or `all`',
    form: `a number below ${TOKEN_LIMIT}, or \`all\``,
    parse: parseKeepPrevious,
    noEffectWithout: WITHOUT_NAME,
    noEffectWith: UNVERIFIED
  }
} satisfies InputTable

/** Which tokens a companion is about. */
export const COMPANION_INPUTS = {
  'token-ids': {
    actions: ['delete-tokens'],
    isList: true,
    description: 'IDs of the tokens to delete, one per line. This or `token-name` is required',
    form: 'ids as Vault has them, like 0PI000000000101, one per line',
    pattern: /^[A-Za-z0-9]{1,32}$/
  },
  owner: {
    actions: COMPANIONS,
    defaultValue: 'me',
    description:
      'Whose tokens: `me`, `everyone`, or the ID of a user. For other users’ tokens the user who signs in needs the permission to manage them',
    form: '`me`, `everyone`, or the id of a user, digits only',
    parse: parseOwner,
    noEffectWith: WITH_IDS
  },
  'expires-within': {
    actions: COMPANIONS,
    description: 'Only tokens that expire within this time, like `14d`',
    form: 'a duration like `90m`, `12h` or `14d`',
    parse: parseDuration,
    noEffectWith: WITH_IDS
  },
  'unused-for': {
    actions: COMPANIONS,
    description:
      'Only tokens that were not used for this time, like `30d`; for a token that was never used, since it was generated. `delete-tokens` fails if Vault shows no use of any token',
    form: 'a duration like `90m`, `12h` or `30d`',
    parse: parseDuration,
    noEffectWith: WITH_IDS
  },
  'keep-newest': {
    actions: ['delete-tokens'],
    defaultValue: '0',
    description:
      'With `token-name`: how many of the newest tokens to keep, for each secret that they were generated for. With `access-token` at least 1',
    form: 'a number like `1` or `2`',
    parse: text => (/^\d{1,3}$/.test(text) ? Number(text) : undefined),
    noEffectWith: WITH_IDS
  }
} satisfies InputTable
