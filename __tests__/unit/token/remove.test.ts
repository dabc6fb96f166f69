import { describe, expect, test } from '@jest/globals'
import { generateOnce } from '../../../src/token/generate.ts'
import { remove, removeTwins } from '../../../src/token/remove.ts'
import { failure, lost, success, tokenRecord, tokensListed } from '../../helpers/answers.ts'
import { DELETING, QUERY, type Stage, stage } from '../../helpers/stage.ts'

/** A token that was just made, and is to be deleted. */
const removable = async (of: Stage, twins = false) => {
  const { at, id, name, value } = await generateOnce(of.outputTask(), of.world)
  of.routes.length = 0
  return { at, id, name, value, twins, worked: true }
}
const notToBeContacted = {
  is: 'failed',
  reason: 'its Vault is not to be contacted (verify: false), or its DNS is not known'
}

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
    const admin = of.model.addUser({ name: 'admin', password: 'admin' })
    const first = of.model.mint(of.sandbox, admin)
    const token = await removable(of, true)
    of.model.mint(of.sandbox, of.user, { name: token.name })
    const foreign = of.model.mint(of.sandbox, admin, { name: token.name })
    expect(await remove(token, of.world)).toEqual({ is: 'gone' })
    expect(of.living()).toEqual([first.id, foreign.id])
  })

  test('alone, where Vault lists it no more, since then nobody knows whose its twins are', async () => {
    const of = stage()
    const token = await removable(of, true)
    of.trouble(QUERY, tokensListed(tokenRecord({ id: 'V8T-OTHER', name__v: token.name })))
    expect(await remove(token, of.world)).toEqual({ is: 'gone' })
    expect(of.sent.at(-1)?.body).toBe(JSON.stringify([{ id: token.id }]))
  })

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
    expect(await remove({ ...token, at: { ...token.at, site: undefined } }, of.world)).toEqual(notToBeContacted)
    expect(of.routes).toEqual([])
  })
})

describe('the twins of a token that stays are removed', () => {
  test('with it, on its own Vault, and nothing else is', async () => {
    const of = stage()
    const token = await removable(of)
    const twins = [
      of.model.mint(of.sandbox, of.user, { name: token.name }),
      of.model.mint(of.sandbox, of.user, { name: token.name })
    ]
    expect(await removeTwins(token, of.world)).toEqual({ is: 'gone' })
    expect(of.living()).toEqual([token.id])
    expect(of.sent.at(-1)?.body).toBe(JSON.stringify(twins.map(({ id }) => ({ id }))))
    expect(of.sent.at(-1)?.headers.authorization).toBe(`Bearer ${token.value.reveal()}`)
    expect(of.sent.at(-1)?.url.hostname).toBe('acme-dev.veevavault.com')
  })

  test('by one question alone, where there are none', async () => {
    const of = stage()
    expect(await removeTwins(await removable(of), of.world)).toEqual({ is: 'gone' })
    expect(of.routes).toEqual(['POST /query'])
  })

  test.each<[string, (of: Stage) => void, string]>([
    ['its Vault refuses', of => of.trouble(DELETING, success({ data: [{}] })), 'Vault gave no reason'],
    [
      'its Vault can’t be asked for them',
      of => of.trouble(QUERY, lost, 4),
      'Listing the access tokens on acme-dev.veevavault.com failed: the connection was lost (ECONNRESET)'
    ]
  ])('or not, when %s, and then the reason is the end of a sentence', async (_why, arrange, reason) => {
    const of = stage()
    const token = await removable(of)
    of.model.mint(of.sandbox, of.user, { name: token.name })
    arrange(of)
    expect(await removeTwins(token, of.world)).toEqual({ is: 'failed', reason })
  })

  test('or not, when its Vault is not to be contacted, and then nothing is sent', async () => {
    const of = stage()
    const token = await removable(of)
    expect(await removeTwins({ ...token, at: { ...token.at, site: undefined } }, of.world)).toEqual(notToBeContacted)
    expect(of.routes).toEqual([])
  })
})
