import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { INPUT_NAMES, INPUTS } from '../../../src/inputs/definitions.ts'
import { type Texts, testWorld } from '../world.ts'
import { BASES, problemsOf, READERS } from './cases.ts'

const SEED = { seed: 20261125, numRuns: 150 }
/** Long enough, and of letters that no message of ours has side by side. */
const letters = fc.constantFrom('q', 'X', '7', '-', '_', '0')
const body = fc.string({ unit: letters, minLength: 12, maxLength: 40 })
const credential = body.filter(text => /q.*X|X.*7|7.*q/.test(text))
const prefix = fc.constantFrom('veeva-vault-', 'ghs_', 'github_pat_', 'eyJ')
const token = fc.tuple(prefix, credential).map(parts => parts.join(''))
const around = fc.constantFrom('', ' ', 'Bearer ', 'NAME=', '"', 'https://me:', '\n', 'x\n')

function assertNotRepeated(secret: string, inputs: Texts) {
  for (const read of Object.values(READERS)) {
    const world = testWorld({ inputs, environment: inputs })
    const result = read(world)
    const problems = result.is === 'problems' ? result.problems : []
    const text = [...problems.map(problem => problem.text), ...world.said].join('\n').toLowerCase()
    if (text.includes(secret.toLowerCase())) throw new Error(`It repeats ${secret}: ${text}`)
  }
}

test('no problem repeats what was given as a credential, also where another input has it too', () => {
  const names = fc.constantFrom(...INPUT_NAMES.filter(name => INPUTS[name].isCredential))
  const others = fc.constantFrom('expires', 'owner', 'target', 'token-ids')
  const property = fc.property(names, credential, around, others, (name, secret, before, other) => {
    assertNotRepeated(secret, { ...BASES.SECRET, [name]: before + secret })
    assertNotRepeated(secret, { ...BASES.SECRET, [name]: secret, [other]: secret })
  })
  fc.assert(property, SEED)
})

test('no problem repeats what looks like a token, in whichever input it stands', () => {
  const names = fc.constantFrom(...INPUT_NAMES)
  const property = fc.property(names, token, around, (name, secret, before) => {
    assertNotRepeated(secret, { ...BASES.SECRET, [name]: before + secret })
    assertNotRepeated(secret, { [name]: before + secret })
  })
  fc.assert(property, SEED)
})

const sent = ['token-name', 'sandbox-name', 'username', 'secret-scope', 'vault-client-id'] as const
test.each(sent)('a token in %s is an error, before it is sent to anybody', name => {
  const tokens = 'veeva-vault-B5A79A, ghs_WRITER, github_pat_0123AB, eyJhbGciO.e30.c2ln'
  for (const secret of tokens.split(', ')) {
    const problems = problemsOf({ ...BASES.SECRET, [name]: `x ${secret}` }).join()
    expect(problems).toContain(`\`${name}\` must not contain a credential, because`)
  }
})

test('every credential is masked before anything is said of it, once, wherever it stands', () => {
  const given = {
    'access-token': 'not-a-token',
    'session-id': 'Bearer veeva-vault-ABCDEF',
    password: 'Pa55-word!',
    'oauth-token': 'ab',
    'github-token': 'ghs_0123456789',
    'current-token': 'A=hunter2\nveeva-vault-B',
    'sandbox-name': 'UAT ghs_ABCDEFGHIJ',
    owner: 'veeva-vault-OWNER0',
    target: 'eyJhbGciO.e30.c2ln'
  }
  const environment = { HTTPS_PROXY: 'http://me:hunt%20er@proxy:8080' }
  const world = testWorld({ inputs: given, environment })
  READERS.main(world)
  const masked =
    'Pa55-word!, eyJhbGciO.e30.c2ln, ghs_0123456789, ghs_ABCDEFGHIJ, hunt er, hunt%20er, hunter2, not-a-token, veeva-vault-ABCDEF, veeva-vault-B, veeva-vault-OWNER0'
  expect(world.masked.sort()).toEqual(masked.split(', '))
})
