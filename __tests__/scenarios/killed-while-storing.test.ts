import {
  byPassword,
  killed,
  scenario,
  secretCreated,
  storeForUat,
  toSecret
} from './harness/scenario.ts'

scenario(
  'the post step names a token that was being stored when the step was killed, and sends nothing',
  {
    inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
    shows: ['log', 'requests', 'saved state'],
    replies: world => storeForUat(world, { stored: killed(secretCreated) }),
    post: true
  }
)
