import { byPassword, refusal, refusePublicKey, scenario, toSecret } from './harness/scenario.ts'

scenario('the error for an archived repository says to unarchive it or to store elsewhere', {
  inputs: { ...byPassword, ...toSecret, 'sandbox-name': 'UAT' },
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(world, refusal(403, 'Repository was archived so is read-only.')),
  post: true
})
