import type { World } from './world.ts'

/** What the secret VAULT_TOKEN contains: an earlier run stored it 27 days ago, and it expires in 3 days. */
export const storedAt = '2026-10-29T12:00:00Z'

/** Adds the token of `storedAt`. */
export const addStoredToken = ({ addEarlierToken }: World, expires = '2026-11-28T12:00:00.000Z') =>
  addEarlierToken({ made: '2026-10-29T11:59:55Z', expires })

/** Adds the two tokens that the secret contained before that one. */
export const addSupersededTokens = ({ addEarlierToken }: World): void => {
  const expires = '2026-11-29T12:00:00.000Z'
  addEarlierToken({ id: 'V8T0000000B0001', made: '2026-10-22T12:00:00Z', expires })
  addEarlierToken({ id: 'V8T0000000A0001', made: '2026-10-15T12:00:00Z', expires })
}

/** Adds tokens of the same user that no run of the action made. */
export const addTokensOfOthers = ({ addToken }: World, count: number): void => {
  for (let number = 1; number <= count; number++) {
    addToken({ id: `0PI0000000${number}`, name: `by hand ${number}`, expires: null })
  }
}

/** Adds what the secret contains, and the two tokens before it. */
export const addEarlierTokens = (world: World): void => {
  addStoredToken(world)
  addSupersededTokens(world)
}
