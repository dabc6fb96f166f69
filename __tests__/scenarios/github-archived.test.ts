import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

scenario('the error for an archived repository says to unarchive it or to store elsewhere', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(world, refusal(403, 'Repository was archived so is read-only.')),
  post: true
})
