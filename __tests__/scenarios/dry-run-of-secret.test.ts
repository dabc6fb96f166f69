import {
  addStoredToken,
  currentToken,
  keepForUat,
  scenario,
  secretWritten,
  stored,
  storedAt
} from './harness/scenario.ts'

const inputs = { ...stored, 'sandbox-name': 'UAT', 'dry-run': 'true' }

scenario(
  'a dry run says whether the secret would be created, kept or renewed, and why',
  {
    inputs,
    shows: ['log', 'summary'],
    replies: ({ vault, github }) => {
      vault.signIn()
      github.readPublicKey()
      vault.listSandboxes()
      vault.endSession()
    }
  },
  {
    inputs: { ...inputs, ...currentToken, 'renew-before': '1d' },
    shows: ['log', 'summary'],
    replies: world => {
      addStoredToken(world)
      keepForUat(world, secretWritten(storedAt))
    }
  },
  {
    inputs: { ...inputs, ...currentToken, 'renew-before': '5d' },
    shows: ['log', 'summary'],
    replies: world => keepForUat(world, secretWritten(storedAt))
  }
)
