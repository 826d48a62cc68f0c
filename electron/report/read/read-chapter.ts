import type { FigureElement, ResultElement } from '@shared/contract/result-elements'
import { literal, type Text, text } from '@shared/contract/text'
import type { RunSummary } from '@shared/contract/workspace'
import type { Language } from '@shared/locales'
import type { Method } from '@shared/methods/define-method'
import { methodOf } from '@shared/methods/registry'
import type { ReadableDatabase } from '../../database/connection'
import { readRun } from '../../database/run-store'
import type { RunViews } from '../../worker/run-views'
import { parameterTexts } from '../document/parameter-texts'
import type { ReportChapter, ReportFigure, ReportMethod, ReportPart } from '../document/report-document'
import { hasWords } from '../document/report-words'

const defaultHeight = 360

/** What a chapter is read from. */
export interface ChapterSource {
  database: ReadableDatabase
  views: RunViews
  language: Language
  /** A workbook has no figures: they are then left out unread. */
  figures: boolean
  /** Called before every part; throws when the report was cancelled. */
  check(): void
}

function optionalText(key: string, language: Language): Text | null {
  return hasWords(language, key) ? text(key) : null
}

function methodWords(method: Method, language: Language): ReportMethod {
  const key = `methods.${method.id}`
  const caveats = optionalText(`${key}.caveats`, language)
  return {
    id: method.id,
    name: text(`${key}.name`),
    summary: optionalText(`${key}.summary`, language),
    formula: optionalText(`${key}.formula`, language),
    caveats: caveats ? [caveats] : [],
    references: method.references,
  }
}

/** A figure with its arrays, as its pickers stand at first. */
function readFigure({ database, views }: ChapterSource, runId: string, element: FigureElement): ReportFigure {
  const { data, layout, reduced } = views.figure(database, { runId, elementId: element.id })
  const choices = (element.pickers ?? []).flatMap(({ label, options, initial }) => {
    const chosen = options[initial]
    return chosen ? [{ label, value: chosen.label }] : []
  })
  return {
    type: 'figure',
    id: element.id,
    title: element.title,
    caption: element.caption ?? null,
    height: element.height ?? defaultHeight,
    data,
    layout,
    choices,
    reduced,
  }
}

function readPart(source: ChapterSource, runId: string, element: ResultElement): ReportPart[] {
  source.check()
  if (element.type !== 'figure') return [element]
  return source.figures ? [readFigure(source, runId, element)] : []
}

/** Columns by role, in the order in which the method declares its roles. */
function columnsOf(method: Method, { request }: RunSummary, language: Language) {
  return Object.keys(method.inputs).flatMap((role) => {
    const names = [request.columns[role] ?? []].flat().filter((name) => name !== '')
    const label = optionalText(`methods.${method.id}.inputs.${role}.label`, language) ?? literal(role)
    return names.length > 0 ? [{ label, names }] : []
  })
}

/**
 * Reads a run as a chapter.
 * @param number position in the report, from 1
 * @returns the chapter, and the revision it rests on
 * @throws runUnknown, methodUnknown, and whatever reading its figures throws
 */
export function readChapter(
  source: ChapterSource,
  runId: string,
  number: number,
): { chapter: ReportChapter; revisionId: number | null } {
  const { summary, revisionId } = readRun(source.database, runId)
  const method = methodOf(summary.methodId)
  const words = methodWords(method, source.language)
  const elements = source.views.elements(source.database, runId)
  const chapter: ReportChapter = {
    id: `run-${number}`,
    title: summary.title === null ? words.name : literal(summary.title),
    method: words,
    run: summary,
    source: revisionId === null ? null : `data-${revisionId}`,
    columns: columnsOf(method, summary, source.language),
    parameters: parameterTexts(method.id, summary.request.params, source.language),
    parts: elements.flatMap((element) => readPart(source, runId, element)),
  }
  return { chapter, revisionId }
}
