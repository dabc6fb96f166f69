import { addEarlierTokens, replaceForUat, scenario, storedForUat } from './harness/scenario.ts'

scenario('stores the token but deletes none when the responses of GitHub do not tell the time', {
  inputs: storedForUat,
  shows: ['log', 'requests'],
  replies: world => {
    addEarlierTokens(world)
    const { scope } = world.github
    scope.defaultReplyHeaders({ date: '' })
    replaceForUat(world)
  }
})
