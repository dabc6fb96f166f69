import { expect } from '@jest/globals'
import type { RunContext } from '../../src/context.ts'
import { readSettings } from '../../src/inputs/index.ts'
import type { HandOn, Settings } from '../../src/settings.ts'
import { type FakeRunner, fakeRunner } from './runner.ts'
import { inputs, runContext } from './settings.ts'
import { noon } from './world.ts'

export type Given = Readonly<Record<string, string>>

/** What is said of an input that is required and empty. */
export const cause =
  'the secret or variable behind it is empty: a misspelt name, an environment that the job does not name, a reusable workflow that was not given its secrets, or a run from a fork, which gets none'

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

/** The inputs make exactly one mistake, which says this. */
export const oneMistake = (given: Given, message: string | RegExp): void => {
  const mistakes = mistakesIn(given)
  expect(mistakes).toHaveLength(1)
  if (typeof message === 'string') expect(mistakes[0]).toBe(message)
  else expect(mistakes[0]).toMatch(message)
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
