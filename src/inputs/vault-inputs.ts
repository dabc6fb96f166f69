import { parseDuration } from '../core/time.ts'
import { parseCertificates } from '../net/certificates.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES } from '../vault/host.ts'
import { BOOLEAN_FORM, EVERY_ACTION, type InputTable, parseBoolean } from './definition.ts'

const HOST_FORM = `the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`
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
      'Host name of the production Vault that the sandbox belongs to, like `myvault.veevavault.com`; with `target: vault` the Vault itself',
    companionDescription:
      'Host name of the Vault whose tokens these are; for a sandbox its own, like `myvault-uat.veevavault.com`',
    form: HOST_FORM,
    parse: parseVaultHost
  },
  target: {
    defaultValue: 'sandbox',
    description: 'What the token is for: a `sandbox` of `vault-dns`, or the `vault` itself',
    form: '`sandbox` or `vault`',
    pattern: /^(sandbox|vault)$/
  },
  'sandbox-name': {
    isRequired: true,
    isList: true,
    description:
      'Name of the sandbox as on the My Vaults page. For several, one per line, or `*` for every active one, with `!NAME` lines for exceptions',
    form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
    // A name becomes one segment of a path, and these two would change the path.
    pattern: /^(?!\.{1,2}$)/,
    noEffectWith: WITH_VAULT
  },
  'sandbox-dns': {
    description:
      'Host name of the sandbox, if the user may not list sandboxes. Only for one sandbox',
    form: HOST_FORM,
    parse: parseVaultHost,
    noEffectWith: WITH_VAULT
  },
  'vault-job-id': {
    description:
      'ID of Vault’s job that creates or refreshes the sandbox. The action waits for it first',
    form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
    pattern: /^\d{1,18}$/,
    noEffectWith: WITH_VAULT
  },
  'wait-timeout': {
    defaultValue: '15m',
    description:
      'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` checks once',
    form: 'a duration like `15m`, `2h` or `1d`, or `0` to check once',
    parse: text => (text === '0' ? 0 : parseDuration(text)),
    noEffectWith: WITH_VAULT
  }
} satisfies InputTable

/** The ways to sign in, of which exactly one is used. */
export const SIGN_IN_INPUTS = {
  username: {
    description:
      'Sign in with a user name and `password`. The action ends the session that it opens',
    form: 'a user name without line breaks or invisible characters (type it instead of pasting it)',
    pattern: VISIBLE
  },
  password: {
    isCredential: true,
    description: 'The password of `username`',
    form: 'a password of 3 or more characters, without line breaks or invisible characters (type it instead of pasting it)',
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
    description: 'Sign in with an existing session. The action does not end it',
    form: 'a session id of Vault, without spaces or other text',
    pattern: /^(?!gh[a-z]_|github_pat_)[\x21-\x7e]{3,}$/
  },
  'oauth-profile-id': {
    description:
      'Sign in through an identity provider: ID of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
    form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
    pattern: /^[\w-]{1,100}$/
  },
  'oauth-token': {
    isCredential: true,
    description:
      'Access token of the identity provider. The action exchanges it for a session, which it ends',
    form: 'an access token of the identity provider, without spaces or other text (or use `oidc-token-url` instead)',
    pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
    isRequired: true,
    noEffectWithout: WITH_PROFILE,
    noEffectWith: ['oidc-token-url']
  },
  'oauth-client-id': {
    description: 'Client ID to send to Vault, if the profile requires one',
    noEffectWithout: WITH_PROFILE
  },
  'oidc-token-url': {
    description:
      'Instead of `oauth-token`: token endpoint of the identity provider, where GitHub’s OIDC token of the job is exchanged. Requires `id-token: write`',
    form: 'an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment',
    parse: parseTokenUrl,
    noEffectWithout: WITH_PROFILE
  },
  'oidc-client-id': {
    description: 'Client ID at the identity provider that trusts this repository',
    isRequired: true,
    form: 'the id of the client at the identity provider',
    noEffectWithout: WITH_URL
  },
  'oidc-scope': {
    description: 'Scope to request from the identity provider',
    noEffectWithout: WITH_URL
  },
  'oidc-audience': {
    // What Microsoft Entra ID asks for ("Configuring OpenID Connect in Azure").
    defaultValue: 'api://AzureADTokenExchange',
    description: 'Audience of GitHub’s OIDC token',
    noEffectWithout: WITH_URL
  }
} satisfies InputTable

/** How the run is done. */
export const RUN_INPUTS = {
  'dry-run': {
    actions: ['main', 'delete-tokens'],
    defaultValue: 'false',
    description:
      'Check everything and report what would be done, without generating or deleting anything',
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
      'Client ID that is sent to Vault (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
    form: 'letters, digits, dots, hyphens and underscores, at most 100',
    pattern: /^[A-Za-z0-9._-]{1,100}$/
  },
  'ca-certificate': {
    actions: EVERY_ACTION,
    description:
      'Certificates in PEM format to trust in addition to the system’s, for example of a proxy that inspects TLS',
    form: 'the certificates themselves in PEM format (not a path, no private key), each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----',
    parse: parseCertificates
  }
} satisfies InputTable
