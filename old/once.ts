/** In: an act. Out: the same act, done at the first call; every call gets what came of that. */
export const once = <T>(act: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined
  return () => {
    result ??= act()
    return result
  }
}
