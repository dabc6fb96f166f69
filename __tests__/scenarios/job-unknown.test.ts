import { failure, forUat, scenario } from './harness/scenario.ts'

scenario('an unknown vault-job-id is an error that says where the id comes from', {
  inputs: { ...forUat, 'vault-job-id': '4711' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.readJob(failure('INVALID_DATA', 'The job [4711] does not exist.'))
    vault.endSession()
  }
})
