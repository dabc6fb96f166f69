import { distance } from 'fastest-levenshtein'

/** How a Vault is reached, and as whom. */
export const OF_CONNECTION = [
  ...['vault-dns', 'access-token', 'session-id', 'username', 'password'],
  ...['oauth-profile-id', 'oauth-token', 'oauth-client-id'],
  ...['oidc-token-url', 'oidc-client-id', 'oidc-scope', 'oidc-audience'],
  ...['api-version', 'vault-client-id', 'ca-certificate']
] as const

/** Every input of the action, as action.yml has them. */
export const INPUTS = [
  ...OF_CONNECTION,
  ...['target', 'sandbox-name', 'sandbox-dns'],
  ...['token-name', 'expires', 'secret-name', 'secret-scope', 'secret-repository', 'secret-visibility', 'github-token'],
  ...['current-token', 'renew-before', 'keep-previous', 'revoke-after-job', 'verify'],
  ...['wait-timeout', 'vault-job-id', 'dry-run']
] as const

/** How far a misspelt name may be from a known one, in characters. */
const NEAR = 2
/** How long a variable can be on Windows; a longer one arrives cut or wrapped, without a word ("Environment Variables"). */
const WINDOWS_LIMIT = 32_767

/**
 * In: the environment, in which the runner hands over inputs as `INPUT_…`, and the names that are known. Out: what is wrong with the names,
 * and with how the inputs arrived. The runner passes a name that it does not know on with no more than a warning.
 */
export const inputMistakes = (
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
  platform: string = process.platform
): readonly string[] => {
  const arrived = Object.keys(env)
    .filter(name => name.startsWith('INPUT_'))
    .map(name => name.slice('INPUT_'.length).toLowerCase())
  if (arrived.length > 0 && arrived.every(name => !name.includes('-')) && known.some(name => name.includes('-'))) {
    return [
      'The inputs arrived without those that have a hyphen in their name: a shell that starts the action (dash, for one) drops such variables, or something renames them. Have the runner start the action without it.'
    ]
  }
  const unknown = arrived.filter(name => !known.includes(name))
  const misspelt = unknown.flatMap(name => {
    const meant = known.find(each => plain(each) === plain(name)) ?? nearest(name, known)
    return meant === undefined ? [] : [`${name}: there is no such input, so it would have no effect; did you mean ${meant}?`]
  })
  const long =
    platform === 'win32' ? arrived.filter(name => lengthOf(env, name) + name.length >= WINDOWS_LIMIT - 'INPUT_'.length - 1) : []
  return [
    ...misspelt,
    ...long.map(
      name =>
        `${name}: is longer than a variable can be on Windows (${WINDOWS_LIMIT} characters), so it did not arrive whole: split it over several steps.`
    )
  ]
}

const plain = (name: string): string => name.replace(/[^a-z0-9]/g, '')
const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.find(each => distance(plain(each), plain(name)) <= (each.length < 8 ? 1 : NEAR))

const lengthOf = (env: Readonly<Record<string, string | undefined>>, name: string): number =>
  env[Object.keys(env).find(each => each.toLowerCase() === `input_${name}`) ?? '']?.length ?? 0
