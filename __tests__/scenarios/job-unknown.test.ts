import { byPassword, failure, scenario } from './harness/scenario.ts'

// Version 3: the error says that Vault has no such job, and where its id comes from.
scenario('an unknown vault-job-id fails the step', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT', 'vault-job-id': '4711' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.readJob(failure('INVALID_DATA', 'The job [4711] does not exist.'))
    vault.endSession()
  }
})
