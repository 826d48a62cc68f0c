import type { MetricElement, NoticeElement, TableColumn, TextElement } from '../contract/result-elements'
import { type Text, type TextValue, text } from '../contract/text'

/** Builds the result elements of one method; their words are `methods.<id>.result.<name>`. */
export function methodWords(methodId: string) {
  return wordsAt(`methods.${methodId}.result`)
}

/** Builds result elements whose words are `<prefix>.<name>`. */
export function wordsAt(prefix: string) {
  const at = (name: string, values?: Record<string, TextValue>): Text => text(`${prefix}.${name}`, values)
  return {
    at,
    headline: (values: Record<string, TextValue>, name = 'headline'): TextElement => ({
      type: 'text',
      id: 'headline',
      style: 'headline',
      text: at(name, values),
    }),
    paragraph: (id: string, values: Record<string, TextValue> = {}, name = id): TextElement => ({
      type: 'text',
      id,
      style: 'paragraph',
      text: at(name, values),
    }),
    formula: (id: string, values: Record<string, TextValue> = {}, name = id): TextElement => ({
      type: 'text',
      id,
      style: 'formula',
      text: at(name, values),
    }),
    /** A metric with a label and a hint; a value that is not finite is shown as absent. */
    metric: (
      id: string,
      value: number | null,
      unit: MetricElement['unit'],
      more: Pick<MetricElement, 'decimals' | 'tone'> = {},
    ): MetricElement => ({
      type: 'metric',
      id,
      label: at(`${id}.label`),
      hint: at(`${id}.hint`),
      value: value !== null && Number.isFinite(value) ? value : null,
      unit,
      ...more,
    }),
    notice: (
      id: string,
      level: NoticeElement['level'],
      values: Record<string, TextValue> = {},
      name = `notice.${id}`,
    ): NoticeElement => ({ type: 'notice', id, level, text: at(name, values) }),
    column: (
      id: string,
      unit?: TableColumn['unit'],
      more: Omit<TableColumn, 'id' | 'label' | 'unit'> = {},
    ): TableColumn => ({
      id,
      label: at(`column.${id}`),
      ...(unit ? { unit } : {}),
      ...more,
    }),
  }
}
export type MethodWords = ReturnType<typeof wordsAt>

/** A title of an axis, for a figure's layout. */
export function axisTitle(words: Text) {
  return { title: { text: { $text: words } } }
}
