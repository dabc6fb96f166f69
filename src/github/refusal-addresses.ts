/** What GitHub's responses say about addresses, made safe for a hint. */

/**
 * Says how to authorize a token for single sign-on ("Authenticating to the REST API").
 * @param header X-GitHub-SSO: `required; url=…` or `partial-results; organizations=…`
 */
export function singleSignOnHint(header: string, apiUrl: URL): string {
  const ids = /organizations=(\d+(?:,\d+){0,19})(?!\S)/.exec(header)?.[1]
  const which = ids === undefined ? '' : ` (by its id, ${ids.replaceAll(',', ', ')})`
  const address = signOnAddress(header, apiUrl)
  const where =
    address === undefined
      ? ', in the settings of the token on GitHub (Configure SSO)'
      : ` at ${address} (this address works for an hour)`
  return `The organization requires single sign-on: authorize the token in \`github-token\` for it${which}${where}, and run again.`
}

/** Nothing that a log could take for a command, and no user in front of a host. */
const SAFE_ADDRESS = /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/

/** The address in the header, if it is one of this GitHub: `github.com` for `api.github.com`, and a server's own host. */
function signOnAddress(header: string, { host }: URL): string | undefined {
  const text = /url=([^\s;]+)/.exec(header)?.[1] ?? ''
  const url = URL.parse(text)
  if (url?.protocol !== 'https:' || !SAFE_ADDRESS.test(text)) return undefined
  return [host, host.replace(/^api\./, '')].includes(url.host) ? text : undefined
}

/** A repository or an organization, by its id or its name, below the API's base address. */
const SUBJECT =
  /^\/(?:(repositories\/\d+|repos\/[\w.-]+\/[\w.-]+)|(?:organizations\/\d+|orgs\/[\w-]+))(?=\/|$)/

/** Says what to do about a redirect: GitHub sends one for what was renamed or transferred ("Best practices for using the REST API"). */
export function movedHint(location: string, apiUrl: URL, notFromGitHub: string): string {
  const target = location === '' ? null : URL.parse(location, apiUrl.href)
  if (target !== null && target.origin !== apiUrl.origin) {
    return `The redirect leads to another host, where the token is never sent. ${notFromGitHub} If a repository or organization was renamed or transferred, use its new name.`
  }
  const base = apiUrl.pathname.replace(/\/$/, '')
  const path = target?.pathname ?? ''
  const match = path.startsWith(base) ? SUBJECT.exec(path.slice(base.length)) : null
  if (match === null) {
    return 'The repository or organization was renamed or transferred, and a redirect is never followed: use its new name in `secret-repository` or `secret-scope`.'
  }
  const isRepository = match[1] !== undefined
  const subject = isRepository ? 'repository' : 'organization'
  const input = isRepository ? 'secret-repository' : 'secret-scope'
  return `The ${subject} was renamed or transferred to ${apiUrl.origin}${base}${match[0]}, and a redirect is never followed: use its new name in \`${input}\`; its page on GitHub shows it.`
}
