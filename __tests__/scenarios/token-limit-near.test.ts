import { addTokensOfOthers, forUat, outputForUat, scenario } from './harness/scenario.ts'

scenario('warns a user who has 20 of 25 tokens', {
  inputs: forUat,
  shows: ['log'],
  replies: world => {
    addTokensOfOthers(world, 19)
    outputForUat(world)
  }
})
