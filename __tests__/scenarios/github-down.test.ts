import { byPassword, respond, scenario, toSecret } from './harness/scenario.ts'

scenario('GitHub is asked four times when it is down, and nothing is generated', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: ({ vault, github }) => {
    for (let attempt = 1; attempt <= 4; attempt++) {
      github.readPublicKey(respond(503, '<html>Unicorn!</html>'))
    }
    vault.signIn()
    vault.listSandboxes()
    vault.endSession()
  },
  post: true
})
