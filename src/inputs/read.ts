import type { World } from '../net/world.ts'
import type { DeleteSettings, ListSettings, ReadSettings, Settings } from './settings.ts'

/** Reads the inputs of the main action; every credential among them is masked first. Warnings and notices about inputs are printed. */
export function readSettings(_world: World): ReadSettings<Settings> {
  throw new Error('not built yet')
}

/** Reads the inputs of list-tokens. */
export function readListSettings(_world: World): ReadSettings<ListSettings> {
  throw new Error('not built yet')
}

/** Reads the inputs of delete-tokens. One of `token-ids` and `token-name` is required, so that nothing can mean everything. */
export function readDeleteSettings(_world: World): ReadSettings<DeleteSettings> {
  throw new Error('not built yet')
}
