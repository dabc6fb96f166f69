/** Every run tries the same cases. */
const seed = 20_261_122
export const seeded = `(seed ${seed})`
export const cases = (numRuns: number) => ({ seed, numRuns })
