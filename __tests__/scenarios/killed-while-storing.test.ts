import {
  byPassword,
  killed,
  scenario,
  secretCreated,
  secretWritten,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

// Version 3: the post step sends nothing, and warns that the secret may or may not contain the token.
scenario('the post step asks GitHub whether the secret was written before the step was killed', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests', 'saved state'],
  replies: world => storeForUat(world, { stored: killed(secretCreated) }),
  post: ({ github }) => {
    github.readPublicKey()
    github.readSecret(secretWritten('2026-11-25T12:00:01Z'))
  }
})
