import { describe, expect, test } from '@jest/globals'
import { askCurrent, noteWithoutCurrent } from '../../../src/token/current.ts'
import type { Current } from '../../../src/token/task.ts'
import { lines, stage, warnings } from '../../helpers/stage.ts'
import { secret } from '../../helpers/values.ts'

const called = 'the secret VAULT_TOKEN of the repository acme/pipelines'

describe('the token that the secret holds', () => {
  test('is asked for on its own Vault, with itself', async () => {
    const of = stage()
    const current = of.holds(of.ours({ agoMinutes: 60 }))
    const task = await of.secretTask({ current })
    expect(await askCurrent(task, of.world)).toMatchObject({ is: 'keep', record: { id: current.id } })
    expect(of.sent.some(({ headers }) => headers.authorization === `Bearer ${current.value}`)).toBe(true)
  })

  test('is none of an output, or where none was given, or where its Vault is not known', async () => {
    const of = stage()
    expect(await askCurrent(of.outputTask(), of.world)).toEqual({ is: 'none' })
    expect(await askCurrent(await of.secretTask(), of.world)).toEqual({ is: 'none' })
    const task = await of.secretTask({ current: of.ours() })
    const unknown = { ...task, subject: { ...task.subject, host: undefined } }
    expect(await askCurrent(unknown, of.world)).toEqual({ is: 'none' })
    expect(of.routes).toEqual([])
  })
})

describe('a secret whose token the run does not know', () => {
  const said = async (current: Current) => {
    const of = stage()
    const { way } = await of.secretTask()
    noteWithoutCurrent(current, way, of.world)
    return [warnings(of), lines(of)]
  }

  test('has an empty line: a warning, since something is misspelt', async () => {
    expect(await said({ is: 'line is empty' })).toEqual([
      [
        `current-token: The line VAULT_TOKEN= holds no value, although GitHub has ${called}, so each run renews. Check the name of the secret in that line; a secret of an environment is there only for a job that names the environment, and none is for a fork or Dependabot.`
      ],
      []
    ])
  })

  test.each<[Current, string[]]>([
    [{ is: 'no line' }, [`current-token has no line for ${called}, so each run renews it.`]],
    [{ is: 'nothing given' }, [`current-token was not given, or is empty, so each run renews ${called}.`]],
    [{ is: 'given', value: secret('veeva-vault-X'), renewBefore: 1 }, []]
  ])('%j is only told, if at all', async (current, told) => {
    expect(await said(current)).toEqual([[], told])
  })
})
