import type { Given } from './inputs.ts'
import { passwordInputs } from './settings.ts'
import { type Stage, stage } from './stage.ts'

/** The inputs of a companion that are right: the Vault of the sandbox "Dev One", signed in to with user name and password. */
export const companionInputs = (given: Given = {}): Record<string, string> =>
  passwordInputs({ 'sandbox-name': '', 'vault-dns': 'acme-dev.veevavault.com', ...given })

/** The stage of a companion, with these inputs, which may still be changed. */
export const companionStage = (given: Given = {}) => {
  const inputs = companionInputs(given)
  return { ...stage({ inputs }), inputs }
}

/** The job summary that was written; empty: none. */
export const summaryOf = ({ runner }: Stage): string => runner.effects.find(({ does }) => does === 'summary')?.text ?? ''

/** The lines of the log. */
export const told = ({ runner }: Stage): readonly string[] =>
  runner.effects.filter(({ does }) => does === 'info').map(({ text }) => text)
