import { parseDuration } from '../core/time.ts'
import { parseCertificates } from '../net/certificates.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES } from '../vault/host.ts'
import { BOOLEAN_FORM, EVERY_ACTION, type InputTable, parseBoolean } from './definition.ts'

const HOST_FORM = `the host name of a Vault alone, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`
const WITH_VAULT = ['target: vault']
const OLDEST_API_VERSION = 'v26.2'

/** Control characters except the tab, and characters without a width: nobody's user name or password has them, and a wrong one costs one of five tries. */
const VISIBLE = /^(\t|[^\p{Cc}\p{Cf}\u2028\u2029])*$/u

const WITH_PROFILE = ['oauth-profile-id']
const WITH_URL = ['oidc-token-url']

function parseTokenUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  const isPlain = url?.protocol === 'https:' && url.username + url.password + url.hash === ''
  return isPlain ? url : undefined
}

/** Which Vault the token is for. */
export const TARGET_INPUTS = {
  'vault-dns': {
    actions: EVERY_ACTION,
    isRequired: true,
    description:
      'The Vault that is called: the production Vault of the sandbox, or with `target: vault` the Vault itself. A host name like `myvault.veevavault.com`',
    companionDescription:
      'The Vault whose tokens these are; for a sandbox its own host name, like `myvault-uat.veevavault.com`',
    form: HOST_FORM,
    parse: parseVaultHost
  },
  target: {
    defaultValue: 'sandbox',
    description: 'What the token is for: `sandbox`, or `vault` for `vault-dns` itself',
    form: '`sandbox` or `vault`',
    pattern: /^(sandbox|vault)$/
  },
  'sandbox-name': {
    isRequired: true,
    isList: true,
    description:
      'The name as on the My Vaults page; several, one per line; or `*` for every active sandbox, with `!NAME` lines for exceptions',
    form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
    // A name becomes one segment of a path, and these two would change the path.
    pattern: /^(?!\.{1,2}$)/,
    noEffectWith: WITH_VAULT
  },
  'sandbox-dns': {
    description: 'The sandbox’s host name, for a user who may not list sandboxes. One sandbox only',
    form: HOST_FORM,
    parse: parseVaultHost,
    noEffectWith: WITH_VAULT
  },
  'vault-job-id': {
    description: 'Vault’s job that creates or refreshes the sandbox; waited for first',
    form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
    pattern: /^\d{1,18}$/,
    noEffectWith: WITH_VAULT
  },
  'wait-timeout': {
    defaultValue: '15m',
    description:
      'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` looks once',
    form: 'a duration like `15m`, `2h` or `1d`, or `0` to look once',
    parse: text => (text === '0' ? 0 : parseDuration(text)),
    noEffectWith: WITH_VAULT
  }
} satisfies InputTable

/** The ways to sign in, of which exactly one is used. */
export const SIGN_IN_INPUTS = {
  username: {
    description: 'Sign in with this user name and `password`. The action ends the session it opens',
    form: 'a user name without line breaks or invisible characters (type it anew, do not paste it)',
    pattern: VISIBLE
  },
  password: {
    isCredential: true,
    description: 'The password of `username`',
    form: 'a password of 3 or more characters, without line breaks or invisible characters (type it anew, do not paste it)',
    pattern: /^(\t|[^\p{Cc}\p{Cf}\u2028\u2029]){3,}$/u,
    isRequired: true,
    noEffectWithout: ['username']
  },
  'access-token': {
    isCredential: true,
    description: 'Sign in with a stored API access token (`veeva-vault-…`)',
    form: 'an API access token, which begins with veeva-vault-; a session id belongs in `session-id`',
    pattern: /^veeva-vault-[\x21-\x7e]+$/
  },
  'session-id': {
    isCredential: true,
    description: 'Sign in with a session that someone else opened. The action never ends it',
    form: 'a session id of Vault, without blanks or other text',
    pattern: /^(?!gh[a-z]_|github_pat_)[\x21-\x7e]{3,}$/
  },
  'oauth-profile-id': {
    description:
      'Sign in through an identity provider: the id of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
    form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
    pattern: /^[\w-]{1,100}$/
  },
  'oauth-token': {
    isCredential: true,
    description:
      'An access token of the identity provider. The action exchanges it for a session of Vault, which it ends',
    form: 'an access token of the identity provider, without blanks or other text (or use `oidc-token-url` instead)',
    pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
    isRequired: true,
    noEffectWithout: WITH_PROFILE,
    noEffectWith: ['oidc-token-url']
  },
  'oauth-client-id': {
    description: 'Client id for Vault to map, if the profile asks for one',
    noEffectWithout: WITH_PROFILE
  },
  'oidc-token-url': {
    description:
      'Instead of `oauth-token`: the identity provider’s token endpoint, where GitHub’s OIDC token of the job is exchanged. Needs `id-token: write`',
    form: 'an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment',
    parse: parseTokenUrl,
    noEffectWithout: WITH_PROFILE
  },
  'oidc-client-id': {
    description: 'The client at the identity provider that trusts this repository',
    isRequired: true,
    form: 'the id of the client at the identity provider',
    noEffectWithout: WITH_URL
  },
  'oidc-scope': {
    description: 'The scope to ask the identity provider for',
    noEffectWithout: WITH_URL
  },
  'oidc-audience': {
    // What Microsoft Entra ID asks for ("Configuring OpenID Connect in Azure").
    defaultValue: 'api://AzureADTokenExchange',
    description: 'The audience of GitHub’s OIDC token',
    noEffectWithout: WITH_URL
  }
} satisfies InputTable

/** How the run is done. */
export const RUN_INPUTS = {
  'dry-run': {
    actions: ['main', 'delete-tokens'],
    defaultValue: 'false',
    description: 'Do everything up to the first change, and say what would be done',
    form: BOOLEAN_FORM,
    parse: parseBoolean
  },
  'api-version': {
    actions: EVERY_ACTION,
    defaultValue: OLDEST_API_VERSION,
    description: 'Version of Vault’s REST API',
    form: `a version like \`${OLDEST_API_VERSION}\`, which is the oldest that has access tokens`,
    parse: text => (/^v\d{2}\.\d$/.test(text) && text >= OLDEST_API_VERSION ? text : undefined)
  },
  'vault-client-id': {
    actions: EVERY_ACTION,
    defaultValue: 'github-actions-vault-sandbox-token',
    description:
      'Client id that Vault logs (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
    form: 'letters, digits, dots, hyphens and underscores, at most 100',
    pattern: /^[A-Za-z0-9._-]{1,100}$/
  },
  'ca-certificate': {
    actions: EVERY_ACTION,
    description:
      'Certificates, PEM, to trust in addition to the system’s, for a proxy that inspects TLS',
    form: 'certificates in PEM, each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----, and nothing else (no private key)',
    parse: parseCertificates
  }
} satisfies InputTable
