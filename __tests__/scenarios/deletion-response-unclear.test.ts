import {
  addEarlierTokens,
  type Call,
  deletionRefused,
  replaceForUat,
  respond,
  scenario,
  storedForUat
} from './harness/scenario.ts'

/** Deletes one token and fails before the others. */
const deletesOne = ({ tokens }: Call) => {
  for (const token of tokens) token.deleted ||= token.id === 'V8T0000000A0001'
  return respond(502, '<html>Bad gateway</html>')
}

scenario(
  'lists the tokens again after an unclear deletion, and names those that are still active',
  {
    inputs: { ...storedForUat, 'keep-previous': '0' },
    shows: ['log', 'requests'],
    replies: world => {
      addEarlierTokens(world)
      replaceForUat(world)
      world.uat.deleteTokens(deletesOne)
      world.uat.deleteTokens(deletionRefused('INVALID_DATA', 'The resource does not exist.'))
      world.uat.listTokens()
      world.uat.listTokens()
    }
  }
)
