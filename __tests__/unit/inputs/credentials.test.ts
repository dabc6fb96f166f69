import { test } from '@jest/globals'
import fc from 'fast-check'
import type { InputName } from '../../../src/inputs/definitions.ts'
import { definitionOf, INPUT_NAMES } from '../../../src/inputs/definitions.ts'
import { readDeleteSettings, readListSettings, readSettings } from '../../../src/inputs/read.ts'
import { MAIN, problemsIn, SECRET, worldWith } from './world.ts'

const SEED = { seed: 20261125, numRuns: 150 }
/** Long enough, and of letters that no message of ours has side by side. */
const body = fc.string({
  unit: fc.constantFrom('q', 'X', '7', '-', '_', '0'),
  minLength: 12,
  maxLength: 40
})
const credential = body.filter(text => /q.*X|X.*7|7.*q/.test(text))
const token = fc
  .tuple(fc.constantFrom('veeva-vault-', 'ghs_', 'github_pat_', 'eyJ'), credential)
  .map(([prefix, rest]) => prefix + rest)
const around = fc.constantFrom('', ' ', 'Bearer ', 'NAME=', '"', 'https://me:', '\n', 'x\n')

function assertNotRepeated(secret: string, inputs: Record<string, string>) {
  for (const read of [readSettings, readListSettings, readDeleteSettings]) {
    const { world, said } = worldWith(inputs)
    const text = [...problemsIn(read(world)), ...said].join('\n').toLowerCase()
    if (text.includes(secret.toLowerCase())) throw new Error(`It repeats ${secret}: ${text}`)
  }
}

test('no problem repeats what was given as a credential, whatever surrounds it, also where another input has it too', () => {
  const names = INPUT_NAMES.filter(name => definitionOf(name).isCredential)
  names.push('current-token')
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      credential,
      around,
      fc.constantFrom<InputName>('expires', 'owner', 'target', 'token-ids'),
      (name, secret, before, other) => {
        const text = name === 'current-token' ? before + secret : `${before}${secret}`
        assertNotRepeated(secret, { ...SECRET, [name]: text })
        assertNotRepeated(secret, { ...SECRET, [name]: secret, [other]: secret })
      }
    ),
    SEED
  )
})

test('no problem repeats what looks like a token, in whichever input it stands', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INPUT_NAMES), token, around, (name, secret, before) => {
      for (const inputs of [MAIN, SECRET, {}])
        assertNotRepeated(secret, { ...inputs, [name]: before + secret })
    }),
    SEED
  )
})
