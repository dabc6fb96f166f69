import { asObject, asText } from '../json.ts'
import type { Vault } from './client.ts'

/** How far a job of Vault is. `status` is Vault's own word. */
export type JobState = Readonly<{ is: 'going-on' | 'succeeded' | 'failed'; status: string }>

/** "Retrieve Job Status" has all but the last, which Veeva's own client takes for ended too. */
const FAILED = ['ERRORS_ENCOUNTERED', 'CANCELLED', 'TIMEOUT', 'COMPLETED_DUE_TO_INACTIVITY', 'MISSED_SCHEDULE', 'FAILURE']

/** Milliseconds between two looks at one job; Vault refuses more ("Retrieve Job Status"). */
export const JOB_INTERVAL = 10_000

/** "Retrieve Job Status". A status that is not known counts as going on. Throws ActionError. */
export const lookAtJob = async (vault: Vault, jobId: string): Promise<JobState> => {
  const { body } = await vault.call({
    doing: `Looking at job ${jobId}`,
    kind: 'read',
    method: 'GET',
    path: `/services/jobs/${encodeURIComponent(jobId)}`
  })
  const status = asText(asObject(body.data)?.status)
  return { is: status === 'SUCCESS' ? 'succeeded' : FAILED.includes(status) ? 'failed' : 'going-on', status }
}
