/** Which run this is, as the runner's environment tells it ("Default environment variables"). */
export interface RunContext {
  /** OWNER/NAME */
  repository: string
  /** The numeric ids of the repository and its owner; empty where a runner (act, for one) gives none. */
  repositoryId: string
  ownerId: string
  runId: string
  attempt: string
  /** GitHub's REST API, e.g. `https://api.github.com`, or `https://HOST/api/v3` on GitHub Enterprise Server. */
  apiUrl: string
}

/** Reads which run this is. Run id and attempt are always digits, because a token's name is parsed by them. */
export function readRunContext(environment: NodeJS.ProcessEnv): RunContext {
  return {
    repository: environment.GITHUB_REPOSITORY ?? '',
    repositoryId: digitsOr('', environment.GITHUB_REPOSITORY_ID),
    ownerId: digitsOr('', environment.GITHUB_REPOSITORY_OWNER_ID),
    runId: digitsOr('1', environment.GITHUB_RUN_ID),
    attempt: digitsOr('1', environment.GITHUB_RUN_ATTEMPT),
    apiUrl: environment.GITHUB_API_URL || 'https://api.github.com'
  }
}

function digitsOr(defaultValue: string, text = ''): string {
  return /^\d{1,20}$/.test(text) ? text : defaultValue
}

/** What X-VaultAPI-ReferenceId carries into Vault's own log: `OWNER/NAME/RUN.ATTEMPT`. */
export function referenceId(run: RunContext): string {
  return `${run.repository}/${run.runId}.${run.attempt}`.replace(/[^\x21-\x7e]/g, '_')
}
