import { forUat, jobStatus, scenario } from './harness/scenario.ts'

scenario('looks once at a running job with wait-timeout 0', {
  inputs: { ...forUat, 'vault-job-id': '4711', 'wait-timeout': '0' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.readJob(jobStatus('RUNNING'))
    vault.endSession()
  }
})
