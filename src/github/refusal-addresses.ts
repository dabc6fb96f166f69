/** What GitHub's responses say about addresses, made safe for a hint. */

/** Nothing that a log could take for a command, and no user in front of a host. */
const SAFE_ADDRESS = /^(?!.*::)[\w.:/?&=%~+-]{1,300}$/

/**
 * Says where to authorize a token for single sign-on ("Authenticating to the REST API"): at the address that the response names, if it
 * is one of this GitHub (`github.com` for `api.github.com`, and a server's own host).
 * @param header X-GitHub-SSO: `required; url=…`
 */
export function signOnPlace(header: string, { host }: URL): string {
  const text = /url=([^\s;]+)/.exec(header)?.[1] ?? ''
  const url = URL.parse(text)
  const isThisGitHub = [host, host.replace(/^api\./, '')].includes(url?.host ?? '')
  return isThisGitHub && url?.protocol === 'https:' && SAFE_ADDRESS.test(text)
    ? `at ${text} (this address works for an hour)`
    : 'in the settings of the token on GitHub (Configure SSO)'
}

/** A repository or an organization, by its id or its name, below the API's base address. */
const SUBJECT =
  /^\/(repositories\/\d+|repos\/[\w.-]+\/[\w.-]+|organizations\/\d+|orgs\/[\w-]+)(?=\/|$)/

/** Says what to do about a redirect: GitHub sends one for what was renamed or transferred ("Best practices for using the REST API"). */
export function movedHint(location: string, { href, origin, pathname }: URL): string {
  const target = location === '' ? null : URL.parse(location, href)
  if (target !== null && target.origin !== origin) {
    return 'The redirect leads to another host, where the token is never sent: check whether a proxy or a sign-in page responds in place of GitHub (GITHUB_API_URL). If a repository or organization was renamed or transferred, use its new name.'
  }
  const base = pathname.replace(/\/$/, '')
  const path = target?.pathname ?? ''
  const subject = path.startsWith(base) ? SUBJECT.exec(path.slice(base.length)) : null
  const to = subject === null ? '' : ` to ${origin}${base}${subject[0]}`
  return `The repository or organization was renamed or transferred${to}, and a redirect is never followed: use its new name in \`secret-repository\` or \`secret-scope\`.`
}
