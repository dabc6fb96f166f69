import { byPassword, respond, sandboxes, sandboxRow, scenario } from './harness/scenario.ts'

// Version 3: a 503 counts as "not yet", with one attempt each 10 seconds, and the wait goes on.
scenario('a wait of half an hour ends when Vault responds 503 for some seconds', {
  inputs: { ...byPassword, 'sandbox-name': 'UAT', 'wait-timeout': '30m' },
  shows: ['log', 'requests'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes(sandboxRow('UAT', 'building')))
    for (let attempt = 1; attempt <= 4; attempt++) {
      vault.listSandboxes(respond(503, '<html>Maintenance</html>'))
    }
    vault.endSession()
  }
})
