import type { SandboxRow } from './sandboxes.ts'

/** Says which sandbox is probably meant by a name that no sandbox has, and what to do, in sentences. */
export function suggestSandbox(
  _name: string,
  _rows: SandboxRow[],
  _quote: (text: string) => string
): string {
  throw new Error('not built yet')
}

/** At most three names that come close to one, nearest first. */
export function nearestNames(_name: string, _names: string[]): string[] {
  throw new Error('not built yet')
}
