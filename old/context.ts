/** Which run this is, as the runner's environment tells it ("Default environment variables"). */
export type RunContext = Readonly<{
  /** OWNER/NAME */
  repository: string
  runId: string
  attempt: string
  /** GitHub's REST API, e.g. `https://api.github.com`, or `https://HOST/api/v3` on GitHub Enterprise Server. */
  apiUrl: string
}>

export const runContext = (env: Readonly<Record<string, string | undefined>>): RunContext => ({
  repository: env.GITHUB_REPOSITORY ?? '',
  runId: digits(env.GITHUB_RUN_ID),
  attempt: digits(env.GITHUB_RUN_ATTEMPT),
  apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
})

/** Some runners leave them empty; a token's name is parsed by them. */
const digits = (text = ''): string => (/^\d{1,20}$/.test(text) ? text : '1')

/** In: the run. Out: what X-VaultAPI-ReferenceId carries into Vault's own log: `OWNER/NAME/RUN.ATTEMPT`. */
export const referenceId = (run: RunContext): string =>
  `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_')
