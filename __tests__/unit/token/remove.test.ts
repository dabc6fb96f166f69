import { describe, expect, test } from '@jest/globals'
import { generateOnce } from '../../../src/token/generate.ts'
import { remove } from '../../../src/token/remove.ts'
import { failure, lost, success } from '../../helpers/answers.ts'
import { DELETING, QUERY, type Stage, stage } from '../../helpers/stage.ts'

describe('a token is removed', () => {
  test('for sure only when it worked before: one that is too young is refused as if it were gone', async () => {
    const of = stage()
    const token = await removable(of)
    of.trouble(DELETING, lost)
    of.trouble(DELETING, failure('INVALID_SESSION_ID'))
    expect(await remove({ ...token, worked: false }, of.world)).toMatchObject({ is: 'unknown' })
  })

  test('with its twins of the same user, and no one else’s', async () => {
    const of = stage()
    of.user.managesTokens = true
    const token = await removable(of, true)
    const admin = of.model.addUser({ name: 'admin', password: 'admin' })
    const foreign = of.model.mint(of.sandbox, admin, { name: token.name })
    expect(await remove(token, of.world)).toEqual({ is: 'gone' })
    expect(foreign.deleted).toBe(false)
  })

  const removable = async (of: Stage, twins = false) => {
    const { at, id, name, value } = await generateOnce(of.outputTask(), of.world)
    of.routes.length = 0
    return { at, id, name, value, twins, worked: true }
  }

  test('with itself, on its own Vault, in one call', async () => {
    const of = stage()
    expect(await remove(await removable(of), of.world)).toEqual({ is: 'gone' })
    expect(of.routes).toEqual(['DELETE /vobjects/api_access_token__sys'])
    expect(of.sent.at(-1)?.url.hostname).toBe('acme-dev.veevavault.com')
  })

  test('after its twins, which only their common name tells', async () => {
    const of = stage()
    const token = await removable(of, true)
    const twin = of.model.mint(of.sandbox, of.user, { name: token.name })
    const other = of.model.mint(of.sandbox, of.user, { name: `${token.name} ` })
    expect(await remove(token, of.world)).toEqual({ is: 'gone' })
    expect(of.sent.at(-1)?.body).toBe(JSON.stringify([{ id: twin.id }, { id: token.id }]))
    expect(of.living()).toEqual([other.id])
  })

  test.each<[string, (of: Stage) => void, object]>([
    ['its Vault refuses', of => of.trouble(DELETING, success({ data: [{}] })), { is: 'failed', reason: 'Vault gave no reason' }],
    [
      'its Vault does not know it',
      of => of.trouble(DELETING, failure('INVALID_SESSION_ID')),
      { is: 'unknown', reason: expect.stringMatching(/INVALID_SESSION_ID: Not today$/) }
    ],
    [
      'its Vault can’t be reached',
      of => of.trouble(DELETING, lost, 4),
      { is: 'failed', reason: expect.stringMatching(/connection was lost \(ECONNRESET\)$/) }
    ]
  ])('or not, when %s, and then the reason is the end of a sentence', async (_why, arrange, removal) => {
    const of = stage()
    const token = await removable(of)
    arrange(of)
    expect(await remove(token, of.world)).toEqual(removal)
  })

  test('or not, when the list of its twins can’t be read', async () => {
    const of = stage()
    const token = await removable(of, true)
    of.trouble(QUERY, failure('INSUFFICIENT_ACCESS'))
    expect(await remove(token, of.world)).toMatchObject({ is: 'failed' })
  })

  test('or not, when its Vault is not to be contacted, and then nothing is sent', async () => {
    const of = stage()
    const token = await removable(of)
    const removal = await remove({ ...token, at: { ...token.at, site: undefined } }, of.world)
    expect(removal).toEqual({ is: 'failed', reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known' })
    expect(of.routes).toEqual([])
  })
})
