import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extract, type Message } from './messages/extract.ts'
import { DIFFERS } from './messages/texts.ts'

/** Writes docs/messages.md: every error, warning and notice that the sources can give, read from them. */

const INTRODUCTION = `<!-- Made from src/ by "npm run messages": do not edit. -->

# Messages

Every error, warning and notice of the action, by title. \`…\` stands for what differs, square brackets for what is not always there. Below a
message is what to do, where it is not in the message itself. What each title means is in the README under
[Troubleshooting](../README.md#troubleshooting). What fails beside the token, while cleaning up or after the job, is a warning with the same text.
`

/** The last heading, and the parts that sentences are put together from, with where they come from. */
const PASSED_ON = 'With the code of what went wrong'
const PARTS: Readonly<Record<string, RegExp>> = {
  'What was being done': /^doing /,
  'Why no whole answer came': /^reason (http|connection)/,
  'What to do about it, where the reason tells': /^hint (http|connection)/,
  'What is wrong with ca-certificate': /^mistake certificates/,
  'Why a token was not deleted': /^reason (vault|token)\//,
  'What is wrong with a new token': /^(why|warning) token\/verify/
}

/** In: the sources. Out: the text of docs/messages.md. */
export const messagesDocument = (): string => {
  const { codes, messages, parts } = extract()
  const others = messages.map(({ title }) => title).filter(title => title !== DIFFERS && !codes.includes(title))
  const sections = [...codes, ...new Set(others)].map(title => [`\`${title}\``, entries(messages, title)] as const)
  const lists = Object.entries(PARTS).map(([heading, from]) => {
    const said = [...parts].filter(([place]) => from.test(place)).flatMap(([, texts]) => texts)
    return [heading, [...new Set(said)].map(text => `- \`${text}\`\n`).join('')] as const
  })
  return [
    INTRODUCTION,
    ...sections.map(([heading, text]) => `\n## ${heading}\n\n${text}`),
    `\n## ${PASSED_ON}\n\nThe title is the code of an error that is told further; what to do is said there, and here only what is added.\n\n`,
    entries(messages, DIFFERS),
    '\n## Parts\n\nWhat stands in place of an `…` above, where the action itself says it.\n',
    ...lists.map(([heading, text]) => `\n### ${heading}\n\n${text}`)
  ].join('')
}

/** In: the messages and a title. Out: those of the title as a list, each sentence once, with everything that it says to do. */
const entries = (messages: readonly Message[], title: string): string => {
  const bySentence = Map.groupBy(
    messages.filter(message => message.title === title),
    ({ kind, sentence }) => `- **${kind}** \`${sentence}\`\n`
  )
  return [...bySentence]
    .map(([line, group]) => {
      const todo = group.map(message => message.todo).filter(text => text !== '' && text !== DIFFERS)
      return line + todo.map(text => `  - ${plain(text)}\n`).join('')
    })
    .join('')
}

/** In: text. Out: the same, where Markdown has no meaning in it. */
const plain = (text: string): string => text.replace(/[\\*<`[\]]/g, '\\$&')

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../docs/messages.md'), messagesDocument())
