/** Every run tries the same cases. */
const seed = 20_261_122

/** For the end of a test's name. */
export const seeded = `(seed ${seed})`

/** The parameters of a property that is tried with so many cases. */
export const cases = (numRuns: number) => ({ seed, numRuns })
