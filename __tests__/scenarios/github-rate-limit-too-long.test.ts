import { refusal, refusePublicKey, scenario, storedForUat } from './harness/scenario.ts'

scenario('a rate limit of an hour fails before a token is generated', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world =>
    refusePublicKey(
      world,
      refusal(403, 'API rate limit exceeded for installation ID 1.', { 'retry-after': '3600' })
    ),
  post: true
})
