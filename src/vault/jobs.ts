import { asObject, asText } from '../core/json.ts'
import type { Vault } from './client.ts'

/** How far a job of Vault is; `status` is Vault's own word, quoted. */
export interface JobState {
  is: 'running' | 'succeeded' | 'failed'
  status: string
}

/** "Retrieve Job Status" has all but the last, which Veeva's own client takes for ended too. */
const FAILED = [
  'ERRORS_ENCOUNTERED',
  'CANCELLED',
  'TIMEOUT',
  'COMPLETED_DUE_TO_INACTIVITY',
  'MISSED_SCHEDULE',
  'FAILURE'
]

/** "Retrieve Job Status". An unknown status counts as running. Throws ActionError (`vault-refused` with the remedy for an unknown job). */
export async function readJob(vault: Vault, jobId: string): Promise<JobState> {
  const { quote } = vault.world.runner
  const { body } = await vault.call({
    doing: `read the status of job ${quote(jobId)}`,
    operation: 'read-job',
    path: `services/jobs/${encodeURIComponent(jobId)}`
  })
  const status = asText(asObject(body.data)?.status)
  return { is: progressOf(status), status: quote(status) }
}

function progressOf(status: string): JobState['is'] {
  if (status === 'SUCCESS') return 'succeeded'
  return FAILED.includes(status) ? 'failed' : 'running'
}
