import { byPassword, jobStatus, scenario } from './harness/scenario.ts'

scenario('names the nearest sandbox when the job has ended and the sandbox is never listed', {
  inputs: { ...byPassword, 'sandbox-name': 'UTA', 'vault-job-id': '4711', 'wait-timeout': '1m' },
  shows: ['log'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.readJob(jobStatus('SUCCESS'))
    for (let look = 1; look <= 7; look++) vault.listSandboxes()
    vault.endSession()
  }
})
