import type { ErrorCode } from '../errors.ts'

/** What GitHub answered, as far as the remedy depends on it. */
export type Refusal = Readonly<{
  status: number
  /** GitHub's own words; empty where there are none. */
  message: string
  /** Whether the answer is an object of JSON, as each refusal of GitHub's API is; others are a gateway's. */
  isGitHubs: boolean
  /** Where a redirect leads; empty where there is none. */
  location: string
  headers: Readonly<Record<string, string>>
  /** The permission that the call needs. */
  needs: string
  /** Base address of GitHub's API. */
  apiUrl: URL
}>

/** What it means, and what to do now. */
export type Remedy = Readonly<{ code: ErrorCode; hint: string }>

const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'

/** In: a refusal that no repeat can help. Out: the remedy that fits what GitHub says ("Troubleshooting the REST API"). */
export const remedyFor = (refusal: Refusal): Remedy => {
  const { status, message, isGitHubs, headers, needs } = refusal
  if (status > 300 && status < 400) return { code: 'github-not-found', hint: moved(refusal) }
  // A gateway's word is none of GitHub's: that something is not there would be taken for a fact.
  if (status === 404 && !isGitHubs) return { code: 'network', hint: NOT_GITHUB }
  if (status === 403 || (status === 404 && headers['x-github-sso'] !== undefined))
    return { code: 'github-permission', hint: isGitHubs ? forbidden(refusal) : NOT_GITHUB }
  if (status === 401) return { code: 'github-login', hint: isGitHubs ? unknownToken(message) : NOT_GITHUB }
  if (status === 404) {
    return {
      code: 'github-not-found',
      hint: `It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission ${needs} there.`
    }
  }
  if (status === 409) {
    return {
      code: 'github-refused',
      hint: 'Something else writes there at the same time: run again, and where it stays so, see what GitHub says.'
    }
  }
  if (status === 451) return { code: 'github-refused', hint: CLOSED }
  return { code: 'github-refused', hint: 'See what GitHub says, and check secret-name and secret-scope.' }
}

const NOT_GITHUB =
  'This is no answer of GitHub’s API: see whether a proxy, a firewall or a sign-in page answers in its place, and check the address of the API (GITHUB_API_URL).'
const CLOSED = 'GitHub has closed the repository or the account: what it says there to the owner tells why.'

const unknownToken = (message: string): string =>
  /JSON web token/i.test(message)
    ? 'The value of github-token is an App’s JSON web token, which only makes tokens: give the one that actions/create-github-app-token makes.'
    : `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).`

const forbidden = ({ message, headers, needs, apiUrl }: Refusal): string => {
  const sso = headers['x-github-sso']
  if (sso !== undefined || /SAML|single sign-on/i.test(message)) return singleSignOn(sso ?? '', apiUrl)
  if (/IP allow ?list|IP address/i.test(message))
    return 'The organization lets in certain addresses only: have the address of the runner added to its IP allow list, or use a runner that is on it.'
  if (/archived/i.test(message)) return 'The repository is archived: unarchive it, or store the secret in another one.'
  if (/account\b.*suspended/i.test(message))
    return `The account that github-token belongs to is suspended: give a token of another one (${HOW}).`
  if (/suspended/i.test(message))
    return 'The installation of the GitHub App is suspended: have an owner of the organization resume it.'
  if (/lifetime/i.test(message))
    return 'The organization allows only a shorter lifetime of tokens: make a new token with an earlier expiry.'
  if (/forbids access via|personal access token \(classic\)/i.test(message))
    return `The organization forbids this kind of token: give github-token one ${HOW}, as the organization allows.`
  if (/OAuth App/i.test(message))
    return `The organization lets in no OAuth App that it has not approved: give github-token a token ${HOW}.`
  if (/not accessible by integration/i.test(message))
    return `The workflow’s own GITHUB_TOKEN can never write secrets, and an App needs the permission ${needs}: give github-token one that has it (${HOW}).`
  if (/not accessible by personal access token/i.test(message))
    return `The personal access token in github-token lacks the permission ${needs} for this place: edit it on GitHub, or have it approved there.`
  if (/\b(admin|owner)\b/i.test(message))
    return 'The user of the token is no admin of the repository, or no owner of the organization: use the token of one, or of a GitHub App.'
  if (/login attempts/i.test(message))
    return 'GitHub had too many wrong tokens from here: wait some minutes, and check the secret behind github-token.'
  if (/blocked|disabled|locked|trade control/i.test(message)) return CLOSED
  const reason = message === '' ? 'GitHub gives no reason. ' : ''
  return `${reason}Check that the token in github-token has the permission ${needs} for this place (${HOW}).`
}

/** In: `X-GitHub-SSO`, `required; url=…` or `partial-results; organizations=…` ("Authenticating to the REST API"). Out: what to do. */
const singleSignOn = (header: string, apiUrl: URL): string => {
  const address = addressIn(header, apiUrl)
  const [, ids] = /organizations=(\d+(?:,\d+){0,19})(?!\S)/.exec(header) ?? []
  const which = ids === undefined ? '' : ` (by its id, ${ids.replaceAll(',', ', ')})`
  const where =
    address === undefined
      ? ', in the settings of the token on GitHub (Configure SSO)'
      : ` at ${address} (the address is good for an hour)`
  return `The organization demands single sign-on: authorize the token in github-token for it${which}${where}, and run again.`
}

/** Nothing that a log could misread, and no user in front of a host. */
const SAFE = /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/

/** Out: the address, if it is one of this GitHub: `github.com` for `api.github.com`, and a server's own host. */
const addressIn = (header: string, apiUrl: URL): string | undefined => {
  const [, text = ''] = /url=([^\s;]+)/.exec(header) ?? []
  const url = URL.parse(text)
  const isOurs = url !== null && [apiUrl.host, apiUrl.host.replace(/^api\./, '')].includes(url.host)
  return isOurs && url.protocol === 'https:' && SAFE.test(text) ? text : undefined
}

/** A repository or an organization, by its id or its name, below the API's base address. */
const PLACE = /^\/(?:(repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)|(?:organizations\/\d+|orgs\/[\w-]+))(?=\/|$)/

/** What to do about a redirect: GitHub gives one for what was renamed or transferred ("Best practices for using the REST API"). */
const moved = ({ location, apiUrl }: Refusal): string => {
  const base = apiUrl.pathname.replace(/\/$/, '')
  const to = location === '' ? undefined : (URL.parse(location, apiUrl.href) ?? undefined)
  if (to !== undefined && to.origin !== apiUrl.origin)
    return `The answer leads to another host, where the token never goes. ${NOT_GITHUB} What was renamed or transferred is to be given by its new name.`
  const [place, repository] = (to?.pathname.startsWith(base) && PLACE.exec(to.pathname.slice(base.length))) || []
  if (place === undefined)
    return 'The repository or organization was renamed or transferred, and a redirect is never followed: give its new name as secret-repository or in secret-scope.'
  const [what, input] = repository === undefined ? ['organization', 'in secret-scope'] : ['repository', 'as secret-repository']
  return `The ${what} was renamed or transferred to ${apiUrl.origin}${base}${place}, and a redirect is never followed: give its new name ${input}; its page on GitHub shows it.`
}
