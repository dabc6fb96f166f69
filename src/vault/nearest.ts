import { distance } from 'fastest-levenshtein'

/** In: a name that no sandbox has, and the names there are. Out: at most three names that come close to it, nearest first. */
export const nearest = (name: string, names: readonly string[]): readonly string[] => {
  const wanted = name.toLowerCase()
  return names
    .map(candidate => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 2)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
