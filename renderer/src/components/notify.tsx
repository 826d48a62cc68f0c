import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { toAppError } from '@shared/contract/app-error'
import type { Text, TextValue } from '@shared/contract/text'
import { Said } from '../app/locale/locale-provider'

type Level = 'info' | 'success' | 'warning' | 'error'
const colors: Record<Level, string> = { info: 'gray', success: 'pine', warning: 'yellow', error: 'red' }

/** Says something in a corner for a while; errors stay until dismissed. */
export function notifyText(level: Level, said: Text | string, values?: Record<string, TextValue>): void {
  const message = values ? <Said text={said} values={values} /> : <Said text={said} />
  notifications.show({ message, color: colors[level], autoClose: level === 'error' ? false : 6000 })
}

/** Says what went wrong. */
export function notifyError(thrown: unknown): void {
  const error = toAppError(thrown)
  notifications.show({
    title: <Said text={error.message} />,
    message: error.hint ? <Said text={error.hint} /> : null,
    color: 'red',
    autoClose: false,
  })
}

/** Says what was done and offers to undo it for ten seconds. */
export function notifyUndo(said: Text | string, values: Record<string, TextValue>, undo: () => Promise<unknown>): void {
  const id = crypto.randomUUID()
  const onUndo = () => {
    notifications.hide(id)
    undo().catch(notifyError)
  }
  const message = (
    <Group justify="space-between" wrap="nowrap">
      <Said text={said} values={values} />
      <Button variant="light" onClick={onUndo}>
        <Said text="common.undo" />
      </Button>
    </Group>
  )
  notifications.show({ id, message, color: 'gray', autoClose: 10_000 })
}
