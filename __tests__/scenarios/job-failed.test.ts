import { forUat, jobStatus, scenario } from './harness/scenario.ts'

scenario('a job that ends with errors fails the step before anything is generated', {
  inputs: { ...forUat, 'vault-job-id': '4711' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.readJob(jobStatus('ERRORS_ENCOUNTERED'))
    vault.endSession()
  }
})
