import { forUat, respond, scenario } from './harness/scenario.ts'

scenario('a wait for a job that ends while Vault is down names that as the cause', {
  inputs: { ...forUat, 'vault-job-id': '4711', 'wait-timeout': '1m' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    for (let look = 1; look <= 7; look++) vault.readJob(respond(503, '<html>Maintenance</html>'))
    vault.endSession()
  }
})
