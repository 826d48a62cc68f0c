import { Button } from '@mantine/core'
import { IconClipboardText } from '@tabler/icons-react'
import { shortcutLabel } from '../../app/commands/shortcut'
import { useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { notifyText } from '../../components/notify'

/** Says how a copied table comes in: the window itself may not read the clipboard, pasting hands it over. */
export function PasteButton() {
  const t = useText()
  const platform = useWorkbenchStore((state) => state.info?.platform ?? '')
  const keys = shortcutLabel('mod+V', platform)
  return (
    <Button
      variant="default"
      leftSection={<IconClipboardText size={16} stroke={1.6} />}
      onClick={() => notifyText('info', 'reimport.pasteHint', { keys })}
    >
      {t('reimport.paste')}
    </Button>
  )
}
