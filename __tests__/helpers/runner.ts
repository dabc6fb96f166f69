import { credentials } from '../../src/credential.ts'
import { type Runner, raw } from '../../src/runner.ts'
import { neutral, pasted, quote } from '../../src/text.ts'

/** One thing that reached the runner. `name` is an output's, a state's or an annotation's; `text` what came with it. */
export type Effect = Readonly<{
  does: 'mask' | 'output' | 'state' | 'info' | 'notice' | 'warning' | 'error' | 'summary'
  name: string
  text: string
}>

export type FakeRunner = Runner &
  Readonly<{
    /** Everything that reached the runner, in order. */
    effects: readonly Effect[]
    /** Outputs, name → value, the last one counts. */
    outputs: () => Readonly<Record<string, string>>
    /** What was saved for the post step, name → value, the last one counts. */
    saved: () => Readonly<Record<string, string>>
    /** The texts that were masked, in order. */
    masks: () => readonly string[]
    /** The annotations of one kind, as `title: text`. */
    annotations: (kind: 'notice' | 'warning' | 'error') => readonly string[]
    /** Everything that a reader of the log or the summary sees. */
    visible: () => string
  }>

type Given = Readonly<{
  inputs?: Readonly<Record<string, string>>
  /** What an earlier step saved. */
  state?: Readonly<Record<string, string>>
  /** Told of every effect as it happens. */
  onEffect?: (effect: Effect) => void
}>

/** A runner that remembers what reached it; it masks, quotes and neutralises as the real one does. */
export const fakeRunner = ({ inputs = {}, state = {}, onEffect }: Given = {}): FakeRunner => {
  const effects: Effect[] = []
  const happens = (does: Effect['does'], name: string, text: string) => {
    const effect = { does, name, text }
    effects.push(effect)
    onEffect?.(effect)
  }
  const { keep, redact } = credentials(value => happens('mask', '', value))
  const line = (text: string) => neutral(redact(text))
  const lastOf = (does: Effect['does']) =>
    Object.fromEntries(effects.filter(effect => effect.does === does).map(({ name, text }) => [name, text]))

  return {
    input: name => pasted(inputs[name] ?? ''),
    rawInput: name => raw(inputs[name] ?? ''),
    fileTrouble: () => undefined,
    keep,
    quote: text => quote(redact(text)),
    output: (name, value) => happens('output', name, value),
    saveState: (name, value) => happens('state', name, value),
    savedState: () => state,
    info: text => happens('info', '', line(text)),
    notice: (title, text) => happens('notice', title, line(text)),
    warning: (title, text) => happens('warning', title, line(text)),
    error: (title, text) => happens('error', title, line(text)),
    summary: markdown => happens('summary', '', redact(markdown)),
    effects,
    outputs: () => lastOf('output'),
    saved: () => lastOf('state'),
    masks: () => effects.filter(({ does }) => does === 'mask').map(({ text }) => text),
    annotations: kind => effects.filter(({ does }) => does === kind).map(({ name, text }) => `${name}: ${text}`),
    visible: () =>
      effects
        .filter(({ does }) => !['mask', 'output', 'state'].includes(does))
        .map(({ name, text }) => `${name} ${text}`)
        .join('\n')
  }
}
