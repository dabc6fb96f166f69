import { byPassword, failure, newToken, sandboxes, scenario } from './harness/scenario.ts'

const names = Array.from({ length: 12 }, (_, index) => `S${index + 1}`)
const refused = failure('INACTIVE_USER', 'The user is inactive.')

scenario('eleven failures, more than are generated at once, do not stop the last sandbox', {
  inputs: { ...byPassword, 'sandbox-name': names.join('\n'), verify: 'false' },
  shows: ['log'],
  replies: ({ vault }) => {
    vault.signIn()
    vault.listSandboxes(sandboxes(...names))
    for (const name of names) vault.generateForSandbox(name === 'S12' ? newToken() : refused, name)
    vault.endSession()
  }
})
