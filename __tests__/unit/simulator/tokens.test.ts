import { expect, test } from '@jest/globals'
import type { World } from '../../../simulator/world.ts'
import { answer, ask, stage } from './ask.ts'

const forUat = 'POST /api/v26.2/objects/sandbox/UAT/users/me/api_access_token__sys'
const forMe = 'POST /api/v26.2/objects/users/me/api_access_token__sys'
const records = '/api/v26.2/vobjects/api_access_token__sys'
const day = 86_400_000
const seconds = (date: Date) => `${date.toISOString().slice(0, 19)}Z`
const inDays = (world: World, days: number) => seconds(new Date(world.clock.now().getTime() + days * day))

test('A token for a sandbox works on the sandbox and nowhere else', () => {
  const { world, vault, sandbox, user, session } = stage()
  const { data } = ask(world, forUat, { auth: session, form: { name__v: 'ci', expiry_date__v: inDays(world, 1) } })
  expect(data).toEqual({
    id: expect.stringMatching(/^0PI[0-9A-Z]{12}$/),
    token__sys: expect.stringMatching(/^veeva-vault-[0-9A-F]{40}$/)
  })
  expect(world.liveTokens(sandbox, user)).toHaveLength(1)
  expect(world.liveTokens(vault)).toHaveLength(0)
  const me = (auth: string, host: string) => ask(world, 'GET /api/v26.2/objects/users/me', { auth, host }).responseStatus
  expect(me(`Bearer ${data.token__sys}`, sandbox.host)).toBe('SUCCESS')
  expect(me(data.token__sys, sandbox.host)).toBe('FAILURE')
  expect(me(`Bearer ${data.token__sys}`, vault.host)).toBe('FAILURE')
})

test('A token can be generated on the own Vault, and names may repeat', () => {
  const { world, vault, session } = stage()
  const ids = [1, 2].map(() => ask(world, forMe, { auth: session, form: { name__v: 'ci' } }).data.id)
  expect(new Set(ids).size).toBe(2)
  expect(world.liveTokens(vault).map(({ name, expires }) => [name, expires])).toEqual([
    ['ci', null],
    ['ci', null]
  ])
})

test.each([
  '2026-12-31',
  '2099-12-31T12:00:00:00.000Z',
  '2099-12-31T12:00:00.000Z',
  '2099-02-30T12:00:00Z',
  'soon',
  '',
  '2020-01-01T00:00:00Z'
])('The expiry %p is refused', expiry_date__v => {
  const { world, sandbox, session } = stage()
  expect(ask(world, forUat, { auth: session, form: { name__v: 'ci', expiry_date__v } }).errors[0]?.type).toBe('INVALID_DATA')
  expect(world.liveTokens(sandbox)).toHaveLength(0)
})

test('The 26th active token is refused; an expired and a deleted one do not count', () => {
  const { world, sandbox, user, session } = stage()
  for (let count = 0; count < 25; count += 1) world.mint(sandbox, user)
  const generate = () => ask(world, forUat, { auth: session, form: { name__v: 'ci' } })
  expect(generate().errors[0]?.type).toBe('OPERATION_NOT_ALLOWED')
  Object.assign(world.tokens[0] ?? {}, { deleted: true })
  Object.assign(world.tokens[1] ?? {}, { expires: world.clock.now() })
  expect([generate(), generate(), generate()].map(({ responseStatus }) => responseStatus)).toEqual([
    'SUCCESS',
    'SUCCESS',
    'FAILURE'
  ])
})

test.each([
  ['a VeevaID user', { veevaId: true }, 'OPERATION_NOT_ALLOWED'],
  ['a user without API access', { mayUseApi: false }, 'INSUFFICIENT_ACCESS']
] as const)('%s can not have tokens', (_who, change, type) => {
  const { world, user, session } = stage()
  Object.assign(user, change)
  expect(ask(world, forUat, { auth: session, form: { name__v: 'ci' } }).errors[0]?.type).toBe(type)
})

test('An unknown sandbox is invalid data, and one that is not active is not allowed', () => {
  const { world, sandbox, session } = stage()
  const type = (line: string) => ask(world, line, { auth: session, form: { name__v: 'ci' } }).errors[0]?.type
  expect(type(forUat.replace('UAT', 'uat'))).toBe('INVALID_DATA')
  sandbox.status = 'building'
  expect(type(forUat)).toBe('OPERATION_NOT_ALLOWED')
})

test('An expiry beyond the maximum is refused or shortened, as the Vault is set', () => {
  const { world, sandbox, session } = stage()
  Object.assign(sandbox, { maxExpiryDays: 90, neverAllowed: false })
  const generate = (form: Record<string, string>) => ask(world, forUat, { auth: session, form: { name__v: 'ci', ...form } })
  expect(generate({ expiry_date__v: inDays(world, 91) }).errors[0]?.type).toBe('INVALID_DATA')
  expect(generate({}).errors[0]?.type).toBe('INVALID_DATA')
  expect(generate({ expiry_date__v: inDays(world, 89) }).responseStatus).toBe('SUCCESS')
  sandbox.overMaximum = 'clamp'
  expect(generate({ expiry_date__v: inDays(world, 91) }).responseStatus).toBe('SUCCESS')
  expect(generate({}).responseStatus).toBe('SUCCESS')
  const longest = world.clock.now().getTime() + 90 * day
  expect(world.liveTokens(sandbox).every(({ expires }) => expires !== null && expires.getTime() <= longest)).toBe(true)
})

test('The maximum of a user goes before the maximum of the Vault', () => {
  const { world, sandbox, user, session } = stage()
  sandbox.maxExpiryDays = 90
  user.maxExpiryDays = 7
  const form = { name__v: 'ci', expiry_date__v: inDays(world, 8) }
  expect(ask(world, forUat, { auth: session, form }).errors[0]?.type).toBe('INVALID_DATA')
})

test('Expired, deleted and not yet usable tokens are refused', () => {
  const { world, sandbox, user } = stage()
  world.usableAfterMs = 5000
  const token = world.mint(sandbox, user, { expires: new Date(world.clock.now().getTime() + day) })
  const works = () =>
    ask(world, 'GET /api/v26.2/objects/users/me', { auth: `Bearer ${token.value}`, host: sandbox.host }).responseStatus ===
    'SUCCESS'
  expect(works()).toBe(false)
  world.clock.advance(5000)
  expect(works()).toBe(true)
  token.deleted = true
  expect(works()).toBe(false)
  token.deleted = false
  world.clock.advance(day)
  expect(works()).toBe(false)
})

test('Each use of a token moves its last use, unless the Vault records none', () => {
  const { world, sandbox, user } = stage()
  const token = world.mint(sandbox, user)
  const record = () => ask(world, `GET ${records}/${token.id}`, { auth: `Bearer ${token.value}`, host: sandbox.host }).data
  sandbox.recordsUses = 'never'
  expect(record()).toMatchObject({
    id: token.id,
    name__v: 'made by hand',
    user__sys: user.id,
    status__v: ['active__v'],
    expiry_date__sys: null,
    last_used_date__sys: null
  })
  sandbox.recordsUses = 'at once'
  const first = record().last_used_date__sys
  expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  world.clock.advance(1000)
  expect(record().last_used_date__sys > first).toBe(true)
})

test('A delete answers for each record in order, and a token may delete itself', () => {
  const { world, sandbox, user } = stage()
  const [one, other, stranger] = [
    world.mint(sandbox, user),
    world.mint(sandbox, user),
    world.mint(sandbox, world.addUser({ name: 'x', password: 'x' }))
  ]
  const json = [{ id: 'V8T0' }, { id: one.id }, { id: stranger.id }, { id: other.id }]
  const reply = ask(world, `DELETE ${records}`, { auth: `Bearer ${one.value}`, host: sandbox.host, json })
  expect(reply.responseStatus).toBe('SUCCESS')
  expect(reply.data.map((row: { responseStatus: string; data: unknown }) => [row.responseStatus, row.data])).toEqual([
    ['FAILURE', { id: 'V8T0' }],
    ['SUCCESS', { id: one.id }],
    ['FAILURE', { id: stranger.id }],
    ['SUCCESS', { id: other.id }]
  ])
  expect(world.liveTokens(sandbox)).toEqual([stranger])
})

test('Where a token may not delete itself, its row is refused', () => {
  const { world, sandbox, user } = stage()
  sandbox.selfDelete = false
  const token = world.mint(sandbox, user)
  const question = { auth: `Bearer ${token.value}`, host: sandbox.host, json: [{ id: token.id }] }
  const reply = ask(world, `DELETE ${records}`, question)
  expect([reply.responseStatus, reply.data[0].errors[0].type]).toEqual(['SUCCESS', 'INSUFFICIENT_ACCESS'])
  expect(world.liveTokens(sandbox)).toEqual([token])
})

test('More than 500 records, or no JSON, are refused as a whole', () => {
  const { world, session } = stage()
  const type = (question: object) => ask(world, `DELETE ${records}`, { auth: session, ...question }).errors[0]?.type
  expect(type({ json: Array.from({ length: 501 }, () => ({ id: 'x' })) })).toBe('INVALID_DATA')
  expect(type({ form: { id: 'x' } })).toBe('INVALID_DATA')
  expect(type({ json: { id: 'x' } })).toBe('INVALID_DATA')
  expect(answer(world, `DELETE ${records}`, { auth: session, json: [] }).status).toBe(200)
})
