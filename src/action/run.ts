import type { World } from '../net/world.ts'
import type { StepResult } from './step.ts'

/** The whole main step. Never throws: what goes wrong is reported. */
export function run(_world: World): Promise<StepResult> {
  throw new Error('not built yet')
}
