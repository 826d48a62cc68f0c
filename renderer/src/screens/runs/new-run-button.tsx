import { Button, Menu } from '@mantine/core'
import type { MethodDescriptor } from '@shared/contract/workspace'
import { IconPlus } from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { newRunAddress } from '../../methods/run-addresses'
import classes from './family-screen.module.css'

interface NewRunButtonProps {
  methods: readonly MethodDescriptor[]
  label: string
  quiet?: boolean
}

/** Opens the form of a method; with several of them, asks which. */
export function NewRunButton({ methods, label, quiet = false }: NewRunButtonProps) {
  const t = useText()
  const [, navigate] = useLocation()
  const look = quiet ? { variant: 'default', size: 'sm' } : { leftSection: <IconPlus size={16} /> }
  const open = (method: MethodDescriptor) => navigate(newRunAddress(method.id, {}))
  const [only] = methods
  if (methods.length === 1 && only) {
    return (
      <Button {...look} onClick={() => open(only)}>
        {label}
      </Button>
    )
  }
  return (
    <Menu position="bottom-end" width={420}>
      <Menu.Target>
        <Button {...look}>{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {methods.map((method) => (
          <Menu.Item key={method.id} onClick={() => open(method)}>
            <div>{t(`methods.${method.id}.name`)}</div>
            <div className={classes.menuLine}>{t(`methods.${method.id}.summary`)}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
