import { expect, test } from '@jest/globals'
import { twinsOf } from '../../../src/token/twins.ts'
import { tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { scriptedVault } from '../../helpers/settings.ts'
import { patience } from '../../helpers/world.ts'

const records = [
  tokenRecord({ id: 'NEW', name__v: 'ci #1', user__sys: 12 }),
  tokenRecord({ id: 'TWIN', name__v: 'ci #1', user__sys: 12 }),
  tokenRecord({ id: 'THEIRS', name__v: 'ci #1', user__sys: 13 }),
  tokenRecord({ id: 'OTHER', name__v: 'ci #2', user__sys: 12 })
]

test('a twin has the same name and the same user; another user’s token of that name is none', async () => {
  const { vault } = scriptedVault([tokensListed(...records)])
  expect(await twinsOf(vault, { id: 'NEW', name: 'ci #1' }, 0, patience())).toEqual(['TWIN'])
})
