import { type InputDefinition, matching } from './definition.ts'

/** Control characters except the tab, and characters without a width: nobody's user name or password has them, and a wrong one costs one of five tries. */
const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\u2028\u2029]/u

const WITH_PROFILE = ['oauth-profile-id']
const WITH_URL = ['oidc-token-url']

function parsePassword(text: string): string | undefined {
  return text.length < 3 || INVISIBLE.test(text) ? undefined : text
}

function parseTokenUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  const isPlain = url?.protocol === 'https:' && url.username + url.password + url.hash === ''
  return isPlain ? url : undefined
}

/** The ways to sign in, of which exactly one is used. */
export const SIGN_IN_INPUTS = {
  username: {
    description:
      'Sign in with a user name and `password`. The action ends the session that it opens',
    form: 'a user name without line breaks or invisible characters (type it anew, do not paste it)',
    parse: text => (INVISIBLE.test(text) ? undefined : text)
  },
  password: {
    isCredential: true,
    description: 'The password of `username`',
    form: 'a password of 3 or more characters, without line breaks or invisible characters (type it anew, do not paste it)',
    parse: parsePassword,
    isRequired: true,
    noEffectWithout: ['username']
  },
  'access-token': {
    isCredential: true,
    description: 'Sign in with a stored API access token (`veeva-vault-…`)',
    form: 'an API access token, which begins with veeva-vault-; a session id belongs in `session-id`',
    parse: matching(/^veeva-vault-[\x21-\x7e]+$/)
  },
  'session-id': {
    isCredential: true,
    description: 'Sign in with an existing session. The action does not end it',
    form: 'a session id of Vault, without blanks or other text',
    parse: matching(/^(?!gh[a-z]_|github_pat_)[\x21-\x7e]{3,}$/)
  },
  'oauth-profile-id': {
    description:
      'Sign in through an identity provider: ID of the OAuth 2.0 / OpenID Connect profile in Vault, with `oauth-token` or `oidc-token-url`',
    form: 'the id of an OAuth 2.0 / OpenID Connect profile: letters, digits, hyphens and underscores, at most 100',
    parse: matching(/^[\w-]{1,100}$/)
  },
  'oauth-token': {
    isCredential: true,
    description:
      'Access token of the identity provider. The action exchanges it for a session, which it ends',
    form: 'an access token of the identity provider, without blanks or other text (or use `oidc-token-url` instead)',
    parse: matching(/^(?!veeva-vault-)[\x21-\x7e]{3,}$/),
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
} satisfies Record<string, InputDefinition>
