import { describe, expect, test } from '@jest/globals'
import { generate } from '../../../src/token/generate.ts'
import { parseName } from '../../../src/token/rotation.ts'
import { answer, failure, lost } from '../../helpers/answers.ts'
import { count, GENERATE, stage } from '../../helpers/stage.ts'
import { errorOf } from '../../helpers/values.ts'

test('a token is noted before it is generated, with the place where it can be deleted', async () => {
  const of = stage()
  const task = of.outputTask()
  const made = await generate(task, undefined, of.world)
  expect(made).toMatchObject({ id: of.newest().id, name: of.newest().name, twins: false })
  expect(of.journal).toEqual([{ state: 'generating', at: made.at, name: made.name }])
  expect(made.at.site?.host).toBe('acme-dev.veevavault.com')
})

test.each([
  ['where its Vault is not to be contacted', { verify: false }, {}],
  ['where its Vault is not known', {}, { host: undefined }]
])('no such place is noted %s', async (_where, given, more) => {
  const of = stage()
  const task = of.outputTask(given)
  const made = await generate({ ...task, subject: { ...task.subject, ...more } }, undefined, of.world)
  expect(made.at.site).toBeUndefined()
})

describe('a twin', () => {
  test('may be there after an answer that was lost', async () => {
    const of = stage()
    of.trouble(GENERATE, lost)
    expect(await generate(of.outputTask(), undefined, of.world)).toMatchObject({ twins: true })
    expect(count(of, GENERATE)).toBe(2)
  })

  test('is none after an answer that says that nothing was done', async () => {
    const of = stage()
    of.trouble(GENERATE, answer('', 429))
    expect(await generate(of.outputTask(), undefined, of.world)).toMatchObject({ twins: false })
    expect(count(of, GENERATE)).toBe(2)
  })
})

test('what Vault refuses is over, and nothing is left to look for', async () => {
  const of = stage()
  of.trouble(GENERATE, failure('INSUFFICIENT_ACCESS', 'No'))
  const error = await errorOf(generate(of.outputTask(), undefined, of.world))
  expect(error.code).toBe('vault-permission')
  expect(error.hint).not.toContain('Vault may have made')
  expect(of.recorded()).toEqual(['generating', 'over'])
})

test('what may have been made is not over, and is named', async () => {
  const of = stage()
  of.trouble(GENERATE, lost, 3)
  const error = await errorOf(generate(of.outputTask(), undefined, of.world))
  const [entry] = of.journal
  const name = entry?.state === 'generating' ? entry.name : ''
  expect(error.hint).toContain(
    `Vault may have made a token all the same, whose value nobody has: look for "${name}" among the user’s tokens and delete it there.`
  )
  expect(of.recorded()).toEqual(['generating'])
})

test('the name tells the time of GitHub for a secret, and of Vault for an output', async () => {
  const of = stage()
  of.github.dateAheadMs = 120_000
  const secret = await generate(await of.secretTask(), undefined, of.world)
  const output = await generate(of.outputTask(), undefined, of.world)
  const [one, other] = [secret, output].map(({ name }) => parseName(name)?.made ?? 0)
  expect((one ?? 0) - (other ?? 0)).toBe(120)
})
