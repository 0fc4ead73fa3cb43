/** A kind word when a name does not seem to be something that can rise or fall. */
import { nameOf } from './tell-loop.ts'

const direction =
  /^(more|less|fewer|higher|lower|increas(e|ed|ing)|decreas(e|ed|ing)|rising|falling|growing|improv(e|ed|ing)|better|worse|too (much|many|little|few))\b/i
const absence = /^(no|not|lack of|missing|without|absence of|never)\b/i
const act =
  /^(do|make|hire|start|stop|give|create|build|introduce|hold|have|get|let|help|change|use|send|tell|ask|be|is|are|we|they|i)\b/i
const beings =
  /^(the |our |all |some )?(students?|pupils?|children|kids|teachers?|staff|parents?|famil(y|ies)|principals?|drivers?|aides?|leaders?|district|school|class(room)?|bus(es)?|polic(y|ies)|meetings?|programs?|programmes?|bell|playground|schedule|rules?|forms?|people|community|team)$/i

/** @returns a hint in one sentence, or null when the name seems fine */
export function variableHint(name: string): string | null {
  const clean = nameOf({ name })
  if (!name.trim()) return null
  if (clean.endsWith('?')) return 'A question cannot rise or fall. Name the thing that it asks about.'
  if (absence.test(clean))
    return `Name what is missing, so that it can rise: “${clean.replace(absence, '').trim() || '…'}”.`
  if (direction.test(clean))
    return `Leave the direction to the links: “${clean.replace(direction, '').trim() || '…'}” can rise and fall.`
  if (act.test(clean))
    return 'This reads like an act. Which amount would it change? For example “time for …” or “trust in …”.'
  if (beings.test(clean))
    return `Can “${clean}” rise or fall? Try an amount of it: “number of …”, “trust among …”, “time with …”.`
  if (clean.split(' ').length > 8)
    return 'A short name reads better in the picture: what is the amount, in a few words?'
  return null
}
