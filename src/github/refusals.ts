import type { ErrorCode } from '../errors.ts'

/** What GitHub answered, as far as the remedy depends on it. */
export type Refusal = Readonly<{
  status: number
  /** GitHub's own words; empty where there are none. */
  message: string
  headers: Readonly<Record<string, string>>
  /** The permission that the call needs. */
  needs: string
}>

/** What it means, and what to do now. */
export type Remedy = Readonly<{ code: ErrorCode; hint: string }>

const HOW = 'from a GitHub App with actions/create-github-app-token, or a fine-grained personal access token'

/** In: a refusal that no repeat can help. Out: the remedy that fits what GitHub says ("Troubleshooting the REST API"). */
export const remedyFor = ({ status, message, headers, needs }: Refusal): Remedy => {
  if (status === 401)
    return { code: 'github-login', hint: `The token in github-token is wrong, expired or revoked: make a new one (${HOW}).` }
  if (status === 404) {
    return {
      code: 'github-not-found',
      hint: `It does not exist under this name, or the token may not see it: check the name, and that github-token has the permission ${needs} there.`
    }
  }
  if (status > 300 && status < 400) {
    return {
      code: 'github-not-found',
      hint: 'The repository or organization was renamed or transferred, and a redirect is never followed: give its name of now as secret-repository or in secret-scope.'
    }
  }
  if (status === 403) return { code: 'github-permission', hint: forbidden(message, headers, needs) }
  if (status === 409) return { code: 'github-refused', hint: 'Something else writes there at the same time: run again.' }
  return { code: 'github-refused', hint: 'See what GitHub says, and check secret-name and secret-scope.' }
}

const forbidden = (message: string, headers: Readonly<Record<string, string>>, needs: string): string => {
  const sso = headers['x-github-sso']
  if (sso !== undefined) {
    const address = addressIn(sso)
    return `The organization demands single sign-on: authorize the token in github-token for it${address === undefined ? ', in the settings of the token on GitHub' : ` at ${address}`}, and run again.`
  }
  if (/IP allow ?list|IP address/i.test(message))
    return 'The organization lets in certain addresses only: have the address of the runner added to its IP allow list, or use a runner that is on it.'
  if (/archived/i.test(message)) return 'The repository is archived: unarchive it, or store the secret in another one.'
  if (/suspended/i.test(message))
    return 'The installation of the GitHub App is suspended: have an owner of the organization resume it.'
  if (/lifetime/i.test(message))
    return 'The organization allows only a shorter lifetime of tokens: make a new token with an earlier expiry.'
  if (/forbids access via|personal access token \(classic\)/i.test(message))
    return `The organization forbids this kind of token: give github-token one ${HOW}, as the organization allows.`
  if (/not accessible by integration/i.test(message))
    return `The workflow’s own GITHUB_TOKEN can never write secrets, and an App needs the permission ${needs}: give github-token one that has it (${HOW}).`
  if (/not accessible by personal access token/i.test(message))
    return `The personal access token in github-token lacks the permission ${needs} for this place: edit it on GitHub, or have it approved there.`
  if (/admin rights/i.test(message))
    return 'The user of the token is no admin of the repository: use the token of one, or of a GitHub App.'
  return `Check that the token in github-token has the permission ${needs} for this place (${HOW}).`
}

/** In: `X-GitHub-SSO`, like `required; url=https://…`. Out: the address, if it is one of https without anything that a log could misread. */
const addressIn = (header: string): string | undefined => {
  const [, text = ''] = /url=(\S+)/.exec(header) ?? []
  const url = URL.parse(text)
  return url?.protocol === 'https:' && url.username === '' && /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/.test(text) ? text : undefined
}
