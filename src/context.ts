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
  runId: env.GITHUB_RUN_ID ?? '0',
  attempt: env.GITHUB_RUN_ATTEMPT ?? '1',
  apiUrl: env.GITHUB_API_URL || 'https://api.github.com'
})

/** In: the run. Out: what X-VaultAPI-ReferenceId carries into Vault's own log: `OWNER/NAME/RUN.ATTEMPT`. */
export const referenceId = (run: RunContext): string =>
  `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_')
