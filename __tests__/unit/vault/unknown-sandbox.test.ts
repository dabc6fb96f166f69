import { describe, expect, test } from '@jest/globals'
import { nearest, whatIsMeant } from '../../../src/vault/unknown-sandbox.ts'

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

describe('a name that no sandbox has', () => {
  const row = (name: string, vaultId = '3003') => ({ name, vaultId, status: 'active', dns: 'acme-uat.veevavault.com' })
  const said = (name: string, ...names: string[]) =>
    whatIsMeant(
      name,
      names.map((each, n) => row(each, `30${n}3`)),
      text => text
    )

  test.each([
    ['Dev\u00a0One', 'Dev One', 'yours has a no-break space (U+00A0) at position 4, and it has a blank (U+0020)'],
    ['Dev  One', 'Dev One', 'yours has a blank (U+0020) at position 5, and it has "O" (U+004F)'],
    ['UAT\u200b', 'UAT', 'yours has a zero-width space (U+200B) at position 4, where it ends'],
    ['U\u200bAT', 'UAT', 'yours has a zero-width space (U+200B) at position 2, and it has "A" (U+0041)'],
    ['Zu\u0308rich', 'Zürich', 'yours has "u" (U+0075) at position 2, and it has "ü" (U+00FC)'],
    ['\u0423AT', 'YAT', 'yours has "\u0423" (U+0423) at position 1, and it has "Y" (U+0059)'],
    ['DEV ONE', 'Dev One', 'upper and lower case differ'],
    ['Dev_One', 'Dev-One', 'yours has "_" (U+005F) at position 4, and it has "-" (U+002D)'],
    ['Dev One', 'Dev\u00a0One', 'yours has a blank (U+0020) at position 4, and it has a no-break space (U+00A0)']
  ])('%j, which looks like %j', (name, real, what) => {
    expect(said(name, 'Other', real)).toBe(
      `The sandbox "${real}" looks the same, but ${what}: copy its name from the My Vaults page.`
    )
  })

  test.each([
    ['UAT, Dev One', '"UAT" and "Dev One"'],
    ['UAT;Dev One', '"UAT" and "Dev One"'],
    ['UAT | dev one', '"UAT" and "dev one"'],
    ['["UAT","Dev One"]', '"UAT" and "Dev One"'],
    ["['UAT']", '"UAT"']
  ])('%s, which holds several', (line, names) => {
    expect(said(line, 'UAT', 'Dev One')).toBe(`Give one name per line: ${names} stand in one line.`)
  })

  test('is its id or its DNS', () => {
    expect(said('3013', 'UAT', 'Dev One')).toBe('That is the id of the sandbox "Dev One": give this name.')
    expect(said('ACME-uat.veevavault.com', 'UAT')).toBe('That is the DNS of the sandbox "UAT": give this name.')
  })

  test('is another name, which comes near to one or to none', () => {
    expect(said('UTA', 'UAT')).toBe('Nearest: "UAT". Give sandbox-name exactly as on the My Vaults page.')
    expect(said('wholly else', 'UAT')).toBe('Give sandbox-name exactly as on the My Vaults page.')
    expect(said('UAT')).toContain('check vault-dns')
  })
})
