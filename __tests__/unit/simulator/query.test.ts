import { expect, test } from '@jest/globals'
import { ask, stage } from './ask.ts'

const line = 'POST /api/v26.2/query'

test('A query shows the fields asked for, of the own tokens on this Vault that fit', () => {
  const { world, vault, sandbox, user, session } = stage()
  const token = world.mint(vault, user, { name: "it's ours", expires: new Date('2099-12-31T12:00:00Z') })
  world.mint(vault, user, { name: 'another' })
  world.mint(sandbox, user, { name: "it's ours" })
  world.mint(vault, world.addUser({ name: 'x', password: 'x' }), { name: "it's ours" })
  const q = `SELECT id, user__sys, status__v, expiry_date__sys, last_used_date__sys FROM api_access_token__sys
    WHERE status__v = 'active__v' AND name__v = 'it\\'s ours' AND user__sys = ${user.id}`
  expect(ask(world, line, { auth: session, form: { q } })).toEqual({
    responseStatus: 'SUCCESS',
    responseDetails: { pagesize: 1000, pageoffset: 0, size: 1, total: 1 },
    data: [
      {
        id: token.id,
        user__sys: user.id,
        status__v: ['active__v'],
        expiry_date__sys: '2099-12-31T12:00:00.000Z',
        last_used_date__sys: null
      }
    ]
  })
})

test('An expired token is listed as inactive, and a deleted one not at all', () => {
  const { world, vault, user, session } = stage()
  const token = world.mint(vault, user, { expires: new Date(0) })
  const q = 'SELECT status__v FROM api_access_token__sys'
  expect(ask(world, line, { auth: session, form: { q } }).data).toEqual([{ status__v: ['inactive__v'] }])
  token.deleted = true
  expect(ask(world, line, { auth: session, form: { q } }).data).toEqual([])
})

test.each([
  ["SELECT id FROM api_access_token__sys WHERE status__v = 'active__v' OR id = 'x'", 'INCORRECT_QUERY_SYNTAX_ERROR'],
  ["SELECT id FROM api_access_token__sys WHERE name__v = 'it's'", 'INCORRECT_QUERY_SYNTAX_ERROR'],
  ["SELECT id FROM api_access_token__sys WHERE name__v = 'a' AND ", 'INCORRECT_QUERY_SYNTAX_ERROR'],
  ['SELECT id FROM documents', 'INCORRECT_QUERY_SYNTAX_ERROR'],
  ['SELECT token__sys FROM api_access_token__sys', 'ATTRIBUTE_NOT_SUPPORTED']
])('The query %p is refused', (q, type) => {
  const { world, session } = stage()
  expect(ask(world, line, { auth: session, form: { q } }).errors[0]?.type).toBe(type)
})
