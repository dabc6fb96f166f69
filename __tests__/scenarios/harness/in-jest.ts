import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { formatStep } from './format.ts'
import type { Task } from './in-step.ts'
import { runBundle, type StepResult } from './run-bundle.ts'
import type { Carried, Step } from './types.ts'

const START = Date.parse('2026-11-25T12:00:00Z')
/** A snapshot file has at most 60 lines: five of them are jest's own. */
const MAX_LINES = 55

/** Under jest: registers a test that runs the steps in processes of their own. */
export const register = (title: string, steps: readonly Step[]): void => {
  test(title, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scenario-'))
    try {
      const lines = await runJob(steps, folder)
      if (lines.length > MAX_LINES) throw new Error(`Too long to read:\n${lines.join('\n')}`)
      expect(lines.join('\n')).toMatchSnapshot()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
}

type Phase = Readonly<{ step: Step; index: number; phase: Task['phase'] }>

const phasesOf = (steps: readonly Step[]): readonly Phase[] => {
  const mains = steps.map((step, index): Phase => ({ step, index, phase: 'main' }))
  const posts = steps.map((step, index): Phase => ({ step, index, phase: 'post' }))
  return [...mains, ...posts.filter(({ step }) => step.post !== undefined).reverse()]
}

const runJob = async (steps: readonly Step[], folder: string): Promise<readonly string[]> => {
  const lines: string[] = []
  const saved = new Map<number, StepResult['state']>()
  let carried: Carried = { now: START, randomBytesUsed: 0, tokens: [], credentials: {} }
  for (const { step, index, phase } of phasesOf(steps)) {
    const task = { scenarioFile: scenarioFile(), step: index, phase }
    const state = { ...saved.get(index), ...(phase === 'post' ? step.savedState : {}) }
    const result = await runBundle({ step, task, carried, folder, state })
    if (phase === 'main') saved.set(index, result.state)
    carried = result.report.carried
    const bundle = phase === 'post' ? 'post' : (step.action ?? 'main')
    const title = steps.length === 1 ? bundle : `${bundle} of step ${index + 1}`
    lines.push(...(await formatStep(title, step, result)))
  }
  return lines
}

const scenarioFile = (): string => {
  const { testPath } = expect.getState()
  if (testPath === undefined) throw new Error('jest does not say which file this is.')
  return testPath
}
