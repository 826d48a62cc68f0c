import { Button, Checkbox, Popover } from '@mantine/core'
import { IconColumns3, IconRestore } from '@tabler/icons-react'
import { useText } from '../../../app/locale/locale-provider'
import classes from './column-header.module.css'

interface ColumnsButtonProps {
  shown: readonly string[]
  hidden: readonly string[]
  onHide: (name: string, isHidden: boolean) => void
  onReset: () => void
}

/** Which columns are shown; how many are not is said on the button. */
export function ColumnsButton({ shown, hidden, onHide, onReset }: ColumnsButtonProps) {
  const t = useText()
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm" className={classes.button} leftSection={<IconColumns3 size={14} />}>
          {hidden.length > 0 ? t('grid.columns.some', { count: hidden.length }) : t('grid.columns.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('grid.columns.title')}>
        <div className={classes.columns}>
          {[...shown, ...hidden].map((name) => (
            <Checkbox
              key={name}
              size="xs"
              label={name}
              checked={!hidden.includes(name)}
              onChange={(event) => onHide(name, !event.currentTarget.checked)}
            />
          ))}
        </div>
        <Button variant="subtle" size="compact-sm" leftSection={<IconRestore size={14} />} onClick={onReset}>
          {t('grid.columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
