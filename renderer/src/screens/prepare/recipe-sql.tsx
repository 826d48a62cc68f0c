import { Button, CopyButton, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypeSql } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './prepare.module.css'

/** The whole recipe as one statement, to read and to copy. */
export function RecipeSql({ sql }: { sql: string }) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" leftSection={<IconFileTypeSql size={16} />} onClick={open}>
        {t('prepare.sql')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('prepare.sql')} size="lg">
        <p className={classes.facts}>{t('prepare.sqlLine')}</p>
        <pre className={classes.sql}>{sql}</pre>
        <CopyButton value={sql}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'prepare.copied' : 'prepare.copy')}</Button>}
        </CopyButton>
      </Modal>
    </>
  )
}
