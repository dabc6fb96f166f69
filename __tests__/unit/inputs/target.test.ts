import { describe, expect, test } from '@jest/globals'
import type { Target } from '../../../src/settings.ts'
import { cause, type Given, mistakesIn, settingsOf } from '../../helpers/inputs.ts'
import { inputs } from '../../helpers/settings.ts'

const sandboxOf = (given: Given): Extract<Target, { is: 'sandboxes' }> => {
  const { target } = settingsOf(inputs(given))
  if (target.is !== 'sandboxes') throw new Error('It is for no sandbox.')
  return target
}

const bareName =
  'is not the host name of a Vault: give the bare name, without https://, path, port or user, ending in .veevavault.com, .veevavault.cn, .vaultdev.com, .vaultpvm.com.'

describe('vault-dns', () => {
  test.each([
    ['a scheme', 'https://acme.veevavault.com'],
    ['a path', 'acme.veevavault.com/ui'],
    ['a port', 'acme.veevavault.com:443'],
    ['a user', 'me@acme.veevavault.com'],
    ['a host of someone else', 'acme.example.com']
  ])('is not %s', (_what, text) => {
    const shown = text.includes('@') ? '' : `"${text}" `
    expect(mistakesIn(inputs({ 'vault-dns': text }))).toEqual([`vault-dns: ${shown}${bareName}`])
  })

  test('is required', () => {
    expect(mistakesIn(inputs({ 'vault-dns': ' ' }))).toEqual([
      `vault-dns: is required: the host name of the Vault, like myvault.veevavault.com; if it was given, ${cause}.`
    ])
  })
})

describe('sandbox-name', () => {
  test.each<[string, object]>([
    ['Dev One', { are: 'named', names: ['Dev One'] }],
    [' UAT \r\n\n  Dev One\n', { are: 'named', names: ['UAT', 'Dev One'] }],
    ['Dev One\ndev one', { are: 'named', names: ['Dev One', 'dev one'] }],
    ['Sales * EU', { are: 'named', names: ['Sales * EU'] }],
    ['*', { are: 'every', except: [] }],
    ['*\n!UAT\n! Dev One', { are: 'every', except: ['UAT', 'Dev One'] }],
    ['!UAT\n*', { are: 'every', except: ['UAT'] }]
  ])('%j', (text, which) => {
    expect(sandboxOf({ 'sandbox-name': text }).which).toEqual(which)
  })

  test.each([
    ['UAT\nDev One\nUAT', '"UAT" is there twice: leave one out.'],
    ['UAT\n  UAT', '"UAT" is there twice: leave one out.'],
    ['*\n*', '"*" is there twice: leave one out.'],
    ['*\n!UAT\n!UAT', '"!UAT" is there twice: leave one out.'],
    ['*\nUAT', '"UAT" is part of * already; to leave it out write !UAT.'],
    ['UAT\n!Dev One', '"!Dev One" leaves one out of *, so * has to be there too.'],
    ['*\nU!AT', '"U!AT" is part of * already; to leave it out write !U!AT.'],
    // As a segment of a path they would be a step up, and a step nowhere.
    ['UAT\n..', '".." is no name of a sandbox: give it as on the My Vaults page.'],
    ['.', '"." is no name of a sandbox: give it as on the My Vaults page.']
  ])('is not %j', (text, what) => {
    expect(mistakesIn(inputs({ 'sandbox-name': text }))).toEqual([`sandbox-name: ${what}`])
  })

  test.each<[string, Given]>([
    ['is required', { 'sandbox-name': ' \n ' }],
    ['is required with sandbox-dns too', { 'sandbox-name': '', 'sandbox-dns': 'acme-dev.veevavault.com' }]
  ])('%s, and empty never means the Vault itself', (_what, given) => {
    expect(mistakesIn(inputs(given))).toEqual([
      `sandbox-name: is required: the sandbox’s name as on the My Vaults page; if it was given, ${cause}. For a token of the Vault itself set target: vault.`
    ])
  })
})

describe('sandbox-dns', () => {
  test('is of the one sandbox', () => {
    expect(sandboxOf({}).dns).toBeUndefined()
    expect(sandboxOf({ 'sandbox-dns': 'Acme-Dev.veevavault.com' }).dns).toBe('acme-dev.veevavault.com')
  })

  test('is not that of someone else', () => {
    expect(mistakesIn(inputs({ 'sandbox-dns': 'evil.example.com' }))).toEqual([`sandbox-dns: "evil.example.com" ${bareName}`])
  })

  test.each(['UAT\nDev One', '*'])('is not of %j', text => {
    expect(mistakesIn(inputs({ 'sandbox-name': text, 'sandbox-dns': 'acme-dev.veevavault.com' }))).toEqual([
      'sandbox-dns: is of one sandbox: give one sandbox-name with it.'
    ])
  })
})

describe('wait-timeout', () => {
  test.each([
    ['', 15 * 60_000],
    ['0', 0],
    ['90m', 90 * 60_000],
    ['2h', 2 * 3_600_000],
    ['1d', 86_400_000]
  ])('"%s" is %i ms', (text, ms) => {
    expect(sandboxOf({ 'wait-timeout': text }).waitMs).toBe(ms)
  })

  test.each(['15', '0m', '-1m', '15 m', '30s', 'never', 'false'])('is not "%s"', text => {
    expect(mistakesIn(inputs({ 'wait-timeout': text }))).toEqual([
      `wait-timeout: "${text}" is neither a length in minutes, hours or days (15m, 2h, 1d), nor 0, which looks once.`
    ])
  })
})

describe('vault-job-id', () => {
  test('is none unless given', () => {
    expect(sandboxOf({}).jobId).toBeUndefined()
    expect(sandboxOf({ 'vault-job-id': ' 902 ' }).jobId).toBe('902')
  })

  test.each(['902a', '../902', '-1', '9 02', '1'.repeat(19)])('is not "%s"', text => {
    expect(mistakesIn(inputs({ 'vault-job-id': text }))).toEqual([
      `vault-job-id: "${text}" is no id of a job: those are digits only.`
    ])
  })
})

test('target is sandbox or vault, as they are spelt', () => {
  expect(mistakesIn(inputs({ target: 'Vault' }))).toEqual(['target: "Vault" is neither sandbox nor vault.'])
})

describe('with target: vault', () => {
  test('no sandbox is asked for', () => {
    expect(settingsOf(inputs({ target: 'vault', 'sandbox-name': '' })).target).toEqual({ is: 'vault' })
  })

  test.each([
    ['sandbox-name', 'Dev One'],
    ['sandbox-dns', 'acme-dev.veevavault.com'],
    ['vault-job-id', '902'],
    ['wait-timeout', '15m']
  ])('%s can have no effect', (name, value) => {
    expect(mistakesIn(inputs({ target: 'vault', 'sandbox-name': '', [name]: value }))).toEqual([
      `${name}: can have no effect with target: vault; leave one of them out.`
    ])
  })

  test('all of them together are as many mistakes', () => {
    const given = { 'sandbox-dns': 'x', 'vault-job-id': 'x', 'wait-timeout': 'x' }
    expect(mistakesIn(inputs({ target: 'vault', ...given }))).toHaveLength(4)
  })
})
