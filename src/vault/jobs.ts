import type { Vault } from './client.ts'

/** How far a job of Vault is; `status` is Vault's own word, quoted. */
export interface JobState {
  is: 'running' | 'succeeded' | 'failed'
  status: string
}

/** Milliseconds between two requests for one job; Vault refuses more ("Retrieve Job Status"). */
export const JOB_INTERVAL_MS = 10_000

/** "Retrieve Job Status". An unknown status counts as running. Throws ActionError (`vault-refused` with the remedy for an unknown job). */
export function readJob(_vault: Vault, _jobId: string): Promise<JobState> {
  throw new Error('not built yet')
}
