import {
  failure,
  forUat,
  generateForUat,
  jobStatus,
  respond,
  sandboxes,
  sandboxRow,
  scenario
} from './harness/scenario.ts'

scenario('waits for the job, then for its sandbox, then for the API of the sandbox', {
  inputs: { ...forUat, 'vault-job-id': '4711', 'wait-timeout': '30m' },
  shows: ['log', 'requests'],
  replies: world => {
    const { vault, uat } = world
    vault.signIn()
    vault.readJob(jobStatus('RUNNING'))
    vault.readJob(jobStatus('SUCCESS'))
    vault.listSandboxes(sandboxes())
    vault.listSandboxes(sandboxes(sandboxRow('UAT', 'building')))
    uat.listVersions(respond(503, '<html>Starting</html>'))
    uat.listVersions(failure('INVALID_SESSION_ID', 'Any envelope of Vault shows that it is up.'))
    generateForUat(world)
    vault.endSession()
  }
})
