import type { Text } from '../contract/text'
import type { RunRequest } from '../contract/workspace'
import { segmentNamer } from '../figures/segment-name'
import type { Method } from './define-method'
import { parseParams } from './parse-params'
import { methods } from './registry'

interface Named {
  methodId: string
  request: Pick<RunRequest, 'params'>
  segmentNames: Readonly<Record<string, string>>
}

/** Names that a method itself gives to the segments of a run, by label; none where it numbers them. */
export function segmentTexts(
  { methodId, request }: Pick<Named, 'methodId' | 'request'>,
  method: Method | undefined = methods.get(methodId),
): readonly Text[] {
  return method?.segmentNames?.(parseParams(method, request.params)) ?? []
}

/** Says the segments of a run: by the name given, else by the method's own, else by number. */
export function runSegmentNamer(run: Named, method?: Method): (label: number) => Text {
  return segmentNamer(run.segmentNames, segmentTexts(run, method))
}
