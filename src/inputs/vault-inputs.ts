import { parseDuration } from '../core/time.ts'
import { parseCertificates } from '../net/certificates.ts'
import { parseVaultHost, VAULT_HOST_SUFFIXES } from '../vault/host.ts'
import { EVERY_ACTION, type InputTable, parseBoolean } from './definition.ts'

const HOST_FORM = `the host name of a Vault, like \`myvault.veevavault.com\`, without https://, path, port or user, ending in ${VAULT_HOST_SUFFIXES}`

/** Control characters except the tab, and characters without a width: nobody's user name or password has them, and a wrong one costs one of five tries. */
const VISIBLE = /^(\t|[^\p{Cc}\p{Cf}\u2028\u2029]){3,}$/u

export const TARGET_INPUTS = {
  'vault-dns': {
    actions: EVERY_ACTION,
    isRequired: true,
    help: 'Host name of the production Vault that the sandbox belongs to, like `myvault.veevavault.com`; with `target: vault` the Vault itself',
    companionHelp:
      'Host name of the Vault whose tokens these are; for a sandbox its own, like `myvault-uat.veevavault.com`',
    form: HOST_FORM,
    parse: parseVaultHost
  },
  target: {
    defaultValue: 'sandbox',
    help: 'What the token is for: a `sandbox` of `vault-dns`, or the `vault` itself',
    form: '`sandbox` or `vault`',
    pattern: /^(sandbox|vault)$/
  },
  'sandbox-name': {
    isRequired: true,
    isList: true,
    help: 'Name of the sandbox as on the My Vaults page. For several, one per line, or `*` for every active one, with `!NAME` lines for exceptions',
    form: 'the name of the sandbox as on the My Vaults page (for a token of the Vault itself set `target: vault`)',
    // A name becomes one segment of a path, and these two would change the path.
    pattern: /^(?!(\.{1,2}|!)$)/,
    noEffectWith: 'target: vault'
  },
  'sandbox-dns': {
    help: 'Host name of the sandbox, if the user may not list sandboxes. Only for one sandbox',
    form: HOST_FORM,
    parse: parseVaultHost,
    noEffectWith: 'target: vault'
  },
  'vault-job-id': {
    help: 'ID of Vault’s job that creates or refreshes the sandbox. The action waits for it first',
    form: 'the id of a job, digits only: the `job_id` of the response to creating or refreshing',
    pattern: /^\d{1,18}$/,
    noEffectWith: 'target: vault'
  },
  'wait-timeout': {
    defaultValue: '15m',
    help: 'How long to wait for the job and the sandbox together, like `15m` or `2h`; `0` checks once',
    form: 'a duration like `15m`, `2h` or `1d`, or `0` to check once',
    parse: text => (text === '0' ? 0 : parseDuration(text)),
    noEffectWith: 'target: vault'
  }
} satisfies InputTable

export const SIGN_IN_INPUTS = {
  username: {
    help: 'Sign in with a user name and `password`. The action ends the session that it opens',
    form: 'a user name without line breaks or invisible characters (type it instead of pasting it)',
    pattern: VISIBLE
  },
  password: {
    isCredential: true,
    help: 'The password of `username`',
    form: 'a password of 3 or more characters, without line breaks or invisible characters (type it instead of pasting it)',
    pattern: VISIBLE,
    isRequired: true,
    noEffectWithout: 'username'
  },
  'access-token': {
    isCredential: true,
    help: 'Sign in with a stored API access token (`veeva-vault-…`)',
    form: 'an API access token, which begins with veeva-vault-; a session id belongs in `session-id`',
    pattern: /^veeva-vault-[\x21-\x7e]+$/
  },
  'session-id': {
    isCredential: true,
    help: 'Sign in with an existing session. The action does not end it',
    form: 'a session id of Vault, without spaces or other text; a token belongs in `access-token`',
    pattern: /^(?!gh[a-z]_|github_pat_|veeva-vault-)[\x21-\x7e]{3,}$/
  },
  'oauth-profile-id': {
    help: 'Sign in through an identity provider: ID of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
    form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
    pattern: /^[\w-]{1,100}$/
  },
  'oauth-token': {
    isCredential: true,
    help: 'Access token of the identity provider. The action exchanges it for a session, which it ends',
    form: 'an access token of the identity provider, without spaces or other text (or use `oidc-token-url` instead)',
    pattern: /^(?!veeva-vault-)[\x21-\x7e]{3,}$/,
    isRequired: true,
    noEffectWithout: 'oauth-profile-id',
    noEffectWith: 'oidc-token-url'
  },
  'oauth-client-id': {
    help: 'Client ID to send to Vault, if the profile requires one',
    noEffectWithout: 'oauth-profile-id'
  },
  'oidc-token-url': {
    help: 'Instead of `oauth-token`: token endpoint of the identity provider, where GitHub’s OIDC token of the job is exchanged. Requires `id-token: write`',
    form: 'an address like https://login.example.com/TENANT/oauth2/v2.0/token: https, without user and fragment',
    pattern: /^https:[^@#]+$/,
    parse: text => URL.parse(text) ?? undefined,
    noEffectWithout: 'oauth-profile-id'
  },
  'oidc-client-id': {
    help: 'Client ID at the identity provider that trusts this repository',
    isRequired: true,
    form: 'the id of the client at the identity provider',
    noEffectWithout: 'oidc-token-url'
  },
  'oidc-scope': {
    help: 'Scope to request from the identity provider',
    noEffectWithout: 'oidc-token-url'
  },
  'oidc-audience': {
    // What Microsoft Entra ID asks for ("Configuring OpenID Connect in Azure").
    defaultValue: 'api://AzureADTokenExchange',
    help: 'Audience of GitHub’s OIDC token',
    noEffectWithout: 'oidc-token-url'
  }
} satisfies InputTable

export const RUN_INPUTS = {
  'dry-run': {
    actions: ['main', 'delete-tokens'],
    defaultValue: 'false',
    help: 'Check everything and report what would be done, without generating or deleting anything',
    form: '`true` or `false`',
    parse: parseBoolean
  },
  'api-version': {
    defaultValue: 'v26.2',
    help: 'Version of Vault’s REST API',
    form: 'a version like `v26.2`, which is the oldest that has access tokens',
    pattern: /^v(26\.[2-9]|2[7-9]\.\d|[3-9]\d\.\d)$/
  },
  'vault-client-id': {
    defaultValue: 'github-actions-vault-sandbox-token',
    help: 'Client ID that is sent to Vault (`X-VaultAPI-ClientID`), for a Vault with Client ID Filtering',
    form: 'letters, digits, dots, hyphens and underscores, at most 100',
    pattern: /^[A-Za-z0-9._-]{1,100}$/
  },
  'ca-certificate': {
    help: 'Certificates in PEM format to trust in addition to the system’s, for example of a proxy that inspects TLS',
    form: 'the certificates themselves in PEM format (not a path, no private key), each complete with its lines -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----',
    parse: parseCertificates
  }
} satisfies InputTable
