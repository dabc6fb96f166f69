import { killed, scenario, secretCreated, storedForUat, storeForUat } from './harness/scenario.ts'

scenario(
  'the post step names a token that was being stored when the step was killed, and sends nothing',
  {
    inputs: storedForUat,
    shows: ['log', 'requests', 'saved state'],
    replies: world => storeForUat(world, { stored: killed(secretCreated) }),
    post: true
  }
)
