import { expect } from '@jest/globals'
import type { StepRun } from '../../simulator/runner.ts'
import { annotations, openStage } from './stage.ts'

/** Opens a stage on which the secret was written twice by rotations, and which can be reset to that. */
export async function openRotatedStage() {
  const stage = await openStage()
  const { world, uat, stored, github, location } = stage
  const inputs = { ...stage.byPassword, ...stage.toSecret, 'sandbox-name': 'UAT' }
  const held: string[] = []
  for (let rotation = 0; rotation < 2; rotation++) {
    const { exitCode, outputs } = await stage.step(inputs)
    expect(exitCode).toBe(0)
    held.push(outputs.token ?? '')
    world.clock.advance(20 * 60_000)
  }
  const tokens = [...world.tokens]
  const writtenAt = github.secretAt(location, 'VAULT_TOKEN')?.updatedAt ?? new Date(0)

  /** Undoes what later jobs did, 20 minutes on. */
  function reset() {
    world.tokens.splice(0, Number.POSITIVE_INFINITY, ...tokens)
    for (const token of tokens) token.deleted = token !== stored && !held.includes(token.value)
    world.sessions.clear()
    github.setSecret(location, 'VAULT_TOKEN', held[1] ?? '', {}).updatedAt = writtenAt
    github.lastWrites = []
    world.clock.advance(20 * 60_000)
  }

  /** The live tokens of the sandbox that the secret neither contains nor contained before. */
  function strayTokens() {
    const known = [stage.secret(), ...held]
    return world.liveTokens(uat).filter(({ value }) => !known.includes(value))
  }

  /** Whether the token in the secret is alive. */
  function isSecretAlive(): boolean {
    return world.liveTokens(uat).some(({ value }) => value === stage.secret())
  }
  return { ...stage, inputs, reset, strayTokens, isSecretAlive }
}

export type RotatedStage = Awaited<ReturnType<typeof openRotatedStage>>

/** Everything that the warnings and errors of a job say. */
export function saidIn(...runs: StepRun[]): string {
  const said = runs.flatMap(run => [...annotations(run, 'warning'), ...annotations(run, 'error')])
  return said.join('\n')
}
