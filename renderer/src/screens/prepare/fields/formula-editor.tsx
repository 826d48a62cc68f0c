import {
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap } from '@codemirror/view'
import type { ColumnInfo } from '@shared/dataset/schema'
import { printColumn } from '@shared/formula/print-formula'
import { useEffect, useRef } from 'react'
import classes from '../prepare.module.css'

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--font-mono)', caretColor: 'var(--ink)', minHeight: '40px', padding: '8px 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--surface-selected)' },
  '.cm-selectionBackground': { background: 'var(--surface-selected)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface-raised)', border: '1px solid var(--line)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionInfo': { maxWidth: '320px', padding: '6px 10px' },
  '.cm-wrong': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '3px' },
})

const setProblem = StateEffect.define<number | null>()

/** The word at which a formula is wrong, underlined until it is changed. */
const problemMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, docChanged, state, changes }) {
    const found = effects.find((effect) => effect.is(setProblem))
    if (!found) return docChanged ? marks.map(changes) : marks
    if (found.value === null || state.doc.length === 0) return Decoration.none
    const from = Math.min(found.value, state.doc.length - 1)
    const word = /^[\p{L}\p{N}_.]+|^./u.exec(state.doc.sliceString(from)) ?? [' ']
    return Decoration.set([Decoration.mark({ class: 'cm-wrong' }).range(from, from + word[0].length)])
  },
  provide: (field) => EditorView.decorations.from(field),
})

interface FormulaEditorProps {
  label: string
  initial: string
  columns: readonly ColumnInfo[]
  functions: readonly { name: string; help: string }[]
  /** Where the formula is wrong, from 0; another object whenever it was looked at again. */
  problem: { at: number } | null
  onChange(source: string): void
}

/** A text field for a formula. Completion names columns and functions; Tab leaves the field. */
export function FormulaEditor({ label, initial, columns, functions, problem, onChange }: FormulaEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef({ columns, functions, onChange })
  latest.current = { columns, functions, onChange }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes goes through refs
  useEffect(() => {
    if (!place.current) return undefined
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          ...[history(), drawSelection(), closeBrackets(), problemMark, look, EditorView.lineWrapping],
          autocompletion({ icons: false, override: [(context) => complete(context, latest.current)] }),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    view.current?.dispatch({ effects: setProblem.of(problem?.at ?? null) })
  }, [problem])

  return <div ref={place} className={classes.formula} />
}

function complete(
  context: CompletionContext,
  { columns, functions }: Pick<FormulaEditorProps, 'columns' | 'functions'>,
) {
  const word = context.matchBefore(/\[?[\p{L}\p{N}_. ]*$/u)
  const name = context.matchBefore(/\[?[\p{L}_][\p{L}\p{N}_.]*$|\[[^\]]*$/u) ?? (context.explicit ? word : null)
  if (!name && !context.explicit) return null
  const options: Completion[] = [
    ...columns.map((column) => ({
      label: printColumn(column.name),
      displayLabel: column.name,
      type: 'variable',
      boost: 1,
    })),
    ...functions.map(({ name: id, help }) => ({ label: `${id}(`, displayLabel: id, type: 'function', info: help })),
  ]
  return { from: name?.from ?? context.pos, options, validFor: /^\[?[\p{L}\p{N}_.]*$/u }
}
