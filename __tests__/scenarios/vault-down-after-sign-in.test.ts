import { forUat, respond, scenario } from './harness/scenario.ts'

const down = respond(503, '<html>Maintenance</html>')

scenario(
  'a Vault that goes down after the sign-in is one error, also where its session stays open',
  {
    inputs: forUat,
    shows: ['log', 'requests'],
    replies: ({ vault }) => {
      vault.signIn()
      for (let attempt = 1; attempt <= 4; attempt++) vault.listSandboxes(down)
      for (let attempt = 1; attempt <= 2; attempt++) vault.endSession(down)
    },
    post: ({ vault }) => {
      for (let attempt = 1; attempt <= 2; attempt++) vault.endSession(down)
    }
  }
)
