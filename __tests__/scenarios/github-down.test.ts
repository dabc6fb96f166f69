import { respond, scenario, storedForUat } from './harness/scenario.ts'

scenario('GitHub is asked four times when it is down, and nothing is generated', {
  inputs: storedForUat,
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
