import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'
import { asActionError, sentence } from './errors.ts'
import { createTransport } from './http.ts'
import { createJournal, type Journal } from './journal.ts'
import { thisProcess } from './process.ts'
import { githubRunner } from './runner.ts'
import type { World } from './world.ts'

export type Ended = 'succeeded' | 'failed'

/**
 * What every main step begins and ends with: the runner's files are tried before the first call, and what is thrown is reported.
 * @param nothing sets the outputs of a step that came to nothing
 */
export const inStep = async (world: World, step: (journal: Journal) => Promise<Ended>, nothing: () => void): Promise<Ended> => {
  const { runner, env } = world
  const missing = ['GITHUB_OUTPUT', 'GITHUB_STATE'].find(name => !env[name])
  if (missing !== undefined) {
    // Without its files the runner library would print outputs and saved state, token included, on the log.
    runner.error('internal', `The runner gives no file for ${missing}: outputs would be printed on the log. Update the runner.`)
    return 'failed'
  }
  const trouble = runner.fileTrouble()
  if (trouble !== undefined) {
    runner.error(trouble.code, sentence(trouble))
    return 'failed'
  }
  try {
    const journal = createJournal(runner.saveState)
    journal.began(world.process, env.GITHUB_STATE ?? '')
    return await step(journal)
  } catch (thrown) {
    const error = asActionError(thrown)
    runner.error(error.code, sentence(error))
    try {
      nothing()
    } catch {
      // The error above says it already.
    }
    return 'failed'
  }
}

/** The summary is a courtesy: that it can't be written changes nothing of what happened. */
export const summarise = (text: string, { runner }: World): void => {
  try {
    runner.summary(text)
  } catch {
    runner.warning('internal', 'The job summary could not be written. The output results says what became of each token.')
  }
}

/** The runner kills 10 s after the first signal; this is the last moment to leave in order, in milliseconds. */
const LEAVE_WITHIN = 6_500
/** How long something that nobody waits for any more (a proxy that never answers) may hold the process, in milliseconds. */
const LINGER = 500

/** Runs a main step as the process of its own that it is: with the real world, signals, and an exit code. */
export const asProcess = (step: (world: World) => Promise<Ended>): void => {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => {
      stop.abort()
      setTimeout(() => process.exit(1), LEAVE_WITHIN).unref()
    })
  }

  // Until the run has come to its end the step has failed: one that never comes to it must not be green.
  process.exitCode = 1

  const leave = (outcome: Ended): void => {
    process.exitCode = outcome === 'succeeded' && !stop.signal.aborted ? 0 : 1
    setTimeout(() => process.exit(), LINGER).unref()
  }

  // Not awaited: a module that awaits at its top keeps the bundler from joining modules, and the bundle grows by 8 kB.
  step({
    runner: githubRunner(),
    env: process.env,
    ...createTransport(stop.signal, process.env),
    patience: { clock: systemClock, random: Math.random, stopping: stop.signal },
    nonce: () => randomBytes(2).toString('hex'),
    process: thisProcess()
  }).then(leave, () => leave('failed'))
}
