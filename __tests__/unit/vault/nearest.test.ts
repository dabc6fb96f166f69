import { expect, test } from '@jest/globals'
import { nearest } from '../../../src/vault/nearest.ts'

test.each([
  ['DEV ONE', ['Dev One', 'Dev Two'], ['Dev One', 'Dev Two']],
  ['UTA', ['UAT', 'Prod'], ['UAT']],
  ['dev', ['dev1', 'dev2', 'dev3', 'dev4'], ['dev1', 'dev2', 'dev3']],
  ['dev', ['dev12', 'dev1', 'dev'], ['dev', 'dev1', 'dev12']],
  ['production', ['produ'], ['produ']],
  ['a', ['b', 'wholly else'], ['b']],
  ['', ['ab', 'abc'], ['ab']]
])('nearest to "%s" among %j are %j', (name, names, near) => {
  expect(nearest(name, names)).toEqual(near)
})
