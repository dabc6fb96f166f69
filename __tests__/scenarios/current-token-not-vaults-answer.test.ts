import {
  keptForUat,
  type ReplyTo,
  respond,
  scenario,
  secretWritten,
  storedAt,
  type World
} from './harness/scenario.ts'

const check = ({ vault, uat }: World, listed?: ReplyTo): void => {
  vault.signIn()
  vault.listSandboxes()
  vault.endSession()
  uat.listTokens(listed)
}

scenario(
  'a response that is not of Vault or GitHub is never a reason to renew the current token',
  {
    inputs: keptForUat,
    shows: ['log', 'requests'],
    replies: world => {
      check(world, respond(403, '<html>Blocked by the gateway</html>'))
      world.github.readPublicKey()
      world.github.readSecret(secretWritten(storedAt))
    },
    post: true
  },
  {
    inputs: keptForUat,
    shows: ['log'],
    replies: world => {
      check(world)
      world.github.readPublicKey()
      for (let sent = 1; sent <= 4; sent++) world.github.readSecret(respond(200, { ok: true }))
    }
  }
)
