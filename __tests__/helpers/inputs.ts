import type { RunContext } from '../../src/context.ts'
import { readSettings } from '../../src/inputs/index.ts'
import type { HandOn, Settings } from '../../src/settings.ts'
import { type FakeRunner, fakeRunner } from './runner.ts'
import { inputs, runContext } from './settings.ts'
import { noon } from './world.ts'

type Given = Readonly<Record<string, string>>

/** Reads inputs at noon. Out: what they come to, and the runner that masked the credentials among them. */
export const readAll = (given: Given, env: Given = {}, run: RunContext = runContext()) => {
  const runner: FakeRunner = fakeRunner({ inputs: given })
  return { ...readSettings(runner, run, env, noon), runner }
}

/** The settings that the inputs come to; an error when there are mistakes in them. */
export const settingsOf = (given: Given, run: RunContext = runContext()): Settings => {
  const result = readAll(given, {}, run)
  if (result.is === 'settings') return result.settings
  throw new Error(result.mistakes.join('\n'))
}

/** The mistakes in the inputs; an error when there are none. */
export const mistakesIn = (given: Given, env: Given = {}, run: RunContext = runContext()): readonly string[] => {
  const result = readAll(given, env, run)
  if (result.is === 'mistakes') return result.mistakes
  throw new Error('There are no mistakes.')
}

/** Inputs that are right: those of `inputs()`, with the token stored as VAULT_TOKEN. */
export const secretInputs = (given: Given = {}): Record<string, string> =>
  inputs({ 'secret-name': 'VAULT_TOKEN', 'github-token': 'ghs_WRITER', ...given })

/** How the token is handed on as a secret, by inputs that say so. */
export const secretOf = (given: Given = {}, run: RunContext = runContext()): Extract<HandOn, { to: 'secret' }> => {
  const { handOn } = settingsOf(secretInputs(given), run)
  if (handOn.to !== 'secret') throw new Error('It is not handed on as a secret.')
  return handOn
}
