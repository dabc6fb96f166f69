import { byPassword, jobStatus, respond, sandboxes, scenario } from './harness/scenario.ts'

scenario('waits for the list that * stands for while Vault is down after the job', {
  inputs: { ...byPassword, 'sandbox-name': '*', 'vault-job-id': '4711' },
  shows: ['log', 'requests'],
  replies: ({ vault, uat }) => {
    vault.signIn()
    vault.readJob(jobStatus('SUCCESS'))
    vault.listSandboxes(respond(503, '<html>Maintenance</html>'))
    vault.listSandboxes(sandboxes('UAT'))
    uat.listVersions()
    vault.generateForSandbox()
    uat.readToken()
    uat.listTokens()
    vault.endSession()
  }
})
