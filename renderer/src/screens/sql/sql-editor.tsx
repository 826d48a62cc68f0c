import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completeFromList,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { SQLite, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Dataset } from '@shared/dataset/schema'
import { type RefObject, useEffect, useRef } from 'react'
import { quoteName } from './quote-name'
import classes from './sql-editor.module.css'
import { sqliteFunctions } from './sqlite-functions'

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent-ink)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--ink-faint)', fontStyle: 'italic' },
])

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '13px', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--font-mono)', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--ink-faint)',
    borderRight: '1px solid var(--line)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--surface-selected)' },
  '.cm-selectionBackground': { background: 'var(--surface-selected)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface-raised)', border: '1px solid var(--line)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
})

/** Names as they are completed: quoted where SQL needs it. */
function namesOf(datasets: readonly Dataset[]): Record<string, string[]> {
  return Object.fromEntries(
    datasets.map(({ name, columns }) => [name, [...columns.map((column) => column.name), '_row']]),
  )
}

const functions = SQLite.language.data.of({
  autocomplete: completeFromList(sqliteFunctions.map((label) => ({ label, type: 'function', apply: `${label}(` }))),
})

/** Columns complete before it is said where they come from, too: they stand before FROM. */
function columnsOf(datasets: readonly Dataset[]): CompletionSource {
  const options = datasets.flatMap(({ name, columns }) =>
    columns.map((column) => ({
      label: column.name,
      apply: quoteName(column.name),
      detail: name,
      type: 'property',
      boost: 50,
    })),
  )
  return (context) => {
    const word = context.matchBefore(/[\p{L}\p{N}_]+/u)
    // Behind a table's name and a dot its own columns are offered.
    if (!word || context.state.sliceDoc(word.from - 1, word.from) === '.') return null
    return { from: word.from, options, validFor: /^[\p{L}\p{N}_]*$/u }
  }
}

function languageOf(datasets: readonly Dataset[]): Extension {
  return [
    sql({ dialect: SQLite, schema: namesOf(datasets), upperCaseKeywords: true }),
    SQLite.language.data.of({ autocomplete: columnsOf(datasets) }),
    functions,
  ]
}

/** What a screen can do with the editor. */
export interface EditorHandle {
  insert(words: string): void
  replace(words: string): void
  focus(): void
  /** Puts the cursor at a place, counted from 0, and brings it into view. */
  show(position: number): void
}

interface SqlEditorProps {
  initial: string
  label: string
  datasets: readonly Dataset[]
  onChange: (words: string) => void
  onRun: () => void
  handle: RefObject<EditorHandle | null>
}

/** A text field for SQL: coloured, with completion of datasets and columns. Ctrl/⌘ Enter runs; Escape then Tab leaves. */
export function SqlEditor({ initial, label, datasets, onChange, onRun, handle }: SqlEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const language = useRef(new Compartment())
  const calls = useRef({ onChange, onRun })
  calls.current = { onChange, onRun }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes goes through refs
  useEffect(() => {
    if (!place.current) return undefined
    const run = () => {
      calls.current.onRun()
      return true
    }
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          keymap.of([
            { key: 'Mod-Enter', preventDefault: true, run },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          ...[
            lineNumbers(),
            history(),
            drawSelection(),
            bracketMatching(),
            closeBrackets(),
            autocompletion({ icons: false }),
          ],
          language.current.of(languageOf(datasets)),
          ...[look, syntaxHighlighting(colours), EditorView.lineWrapping],
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) calls.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    handle.current = handleOf(editor)
    editor.focus()
    return () => editor.destroy()
  }, [])

  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(languageOf(datasets)) })
  }, [datasets])

  return <div ref={place} className={classes.editor} />
}

function handleOf(editor: EditorView): EditorHandle {
  return {
    insert: (words) => {
      editor.dispatch(editor.state.replaceSelection(words))
      editor.focus()
    },
    replace: (words) => {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: words } })
      editor.focus()
    },
    focus: () => editor.focus(),
    show: (position) => {
      const anchor = Math.min(position, editor.state.doc.length)
      const word = editor.state.wordAt(anchor)
      const head = word && word.from === anchor ? word.to : anchor
      editor.dispatch({ selection: { anchor, head }, scrollIntoView: true })
      editor.focus()
    },
  }
}
