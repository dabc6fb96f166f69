import { appendFileSync } from 'node:fs'
import * as core from '@actions/core'
import { type Credentials, credentials } from './credential.ts'
import { neutral, quote } from './text.ts'

/** The GitHub runner, as far as the action uses it. Every line it prints is free of kept credentials and of runner commands. */
export type Runner = Readonly<{
  /** The text of an input without surrounding blanks; empty when it was not given. */
  input: (name: string) => string
  /** The text of an input as it is, but for line breaks at its end (a stored secret often has one). */
  rawInput: (name: string) => string
  keep: Credentials['keep']
  /** Foreign text made fit for a message: without credentials, one neutral line, at most 300 characters. */
  quote: (text: string) => string
  /** Sets an output; the same value once more costs nothing. */
  output: (name: string, value: string) => void
  saveState: (name: string, value: string) => void
  /** What main saved, as the post step finds it. */
  savedState: () => Readonly<Record<string, string>>
  info: (text: string) => void
  notice: (title: string, text: string) => void
  warning: (title: string, text: string) => void
  error: (title: string, text: string) => void
  summary: (markdown: string) => void
}>

/** Longest text of an annotation, in characters ("GitHub Checks API"; the runner cuts behind it). */
const ANNOTATION_LIMIT = 4096

// The library's own summary.write() reads and writes asynchronously; like outputs and state, a line of the summary has to be there at once.

/** The runner of this process: inputs and state from the environment, commands on stdout and in files. */
export const githubRunner = (): Runner => {
  const { keep, redact } = credentials(core.setSecret)
  const line = (text: string): string => neutral(redact(text)).slice(0, ANNOTATION_LIMIT)
  const said = new Map<string, string>()
  return {
    input: name => core.getInput(name),
    rawInput: name => core.getInput(name, { trimWhitespace: false }).replace(/[\r\n]+$/, ''),
    keep,
    quote: text => quote(redact(text)),
    output: (name, value) => {
      if (said.get(name) === value) return
      said.set(name, value)
      core.setOutput(name, value)
    },
    saveState: core.saveState,
    savedState: () =>
      Object.fromEntries(
        Object.entries(process.env).flatMap(([name, value]) =>
          name.startsWith('STATE_') && value ? [[name.slice(6), value]] : []
        )
      ),
    info: text => core.info(line(text)),
    notice: (title, text) => core.notice(line(text), { title }),
    warning: (title, text) => core.warning(line(text), { title }),
    error: (title, text) => core.error(line(text), { title }),
    summary: markdown => {
      const file = process.env.GITHUB_STEP_SUMMARY
      if (file) appendFileSync(file, redact(markdown))
    }
  }
}
