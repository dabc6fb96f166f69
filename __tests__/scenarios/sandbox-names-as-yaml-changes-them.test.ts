import { byPassword, sandboxes, scenario, type World } from './harness/scenario.ts'

const listed =
  (...names: readonly string[]) =>
  ({ vault }: World): void => {
    vault.signIn()
    vault.listSandboxes(sandboxes(...names))
    vault.endSession()
  }

scenario(
  'names the nearest sandbox for a number without quotes, and for the hyphens of a YAML list',
  {
    inputs: { ...byPassword, 'sandbox-name': '26.1' },
    shows: ['log'],
    replies: listed('26.10', 'UAT')
  },
  {
    inputs: { ...byPassword, 'sandbox-name': '- UAT\n- DEV' },
    shows: ['log'],
    replies: listed('UAT', 'DEV')
  }
)
