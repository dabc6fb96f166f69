import { createCredentialStore } from '../../src/core/credential.ts'
import { type Runner, trimRaw } from '../../src/core/runner.ts'
import { neutralize, quote, trimPasted } from '../../src/core/text.ts'

/** One thing that reached the runner. `name` is that of an output or a state, or an annotation's title. */
export interface Effect {
  does: 'mask' | 'output' | 'state' | 'info' | 'notice' | 'warning' | 'error' | 'summary'
  name: string
  text: string
}

type Values = Record<string, string>

/** Makes a runner that tells of what reaches it, as it happens; it masks, quotes and neutralizes as the real one does. */
export function recordingRunner(
  given: { inputs: Values; state: Values },
  onEffect: (effect: Effect) => void
): Runner {
  const { inputs, state } = given
  const report = (does: Effect['does'], name: string, text: string) =>
    onEffect({ does, name, text })
  const { maskSecret, redact } = createCredentialStore(text => report('mask', '', text))
  const annotate = (does: Effect['does']) => (name: string, text: string) =>
    report(does, name, neutralize(redact(text)))
  return {
    input: name => trimPasted(inputs[name] ?? ''),
    rawInput: name => trimRaw(inputs[name] ?? ''),
    checkFiles: () => {},
    maskSecret,
    quote: text => quote(redact(text)),
    output: (name, text) => report('output', name, text),
    saveState: (name, text) => report('state', name, text),
    savedState: () => state,
    info: text => annotate('info')('', text),
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    summary: markdown => report('summary', '', redact(markdown))
  }
}
