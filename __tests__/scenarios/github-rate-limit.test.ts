import { refusal, scenario, secretCreated, storedForUat, storeForUat } from './harness/scenario.ts'

const limited = refusal(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '30' })

scenario("waits as long as GitHub's rate limit asks, and then stores the token", {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => {
    const until = world.clock.now() + 30_000
    storeForUat(world, { stored: limited })
    world.github.writeSecret(() => (world.clock.now() < until ? limited : secretCreated))
  }
})
