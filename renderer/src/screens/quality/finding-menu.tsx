import { ActionIcon, Menu } from '@mantine/core'
import type { Finding, Remedy } from '@shared/quality/quality-report'
import { IconDots, IconEye, IconEyeOff, IconTool } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'

interface FindingMenuProps {
  finding: Finding
  isIgnored: boolean
  isBusy: boolean
  onLook(): void
  onApply(remedy: Remedy): void
  onIgnore(ignored: boolean): void
}

/** What else can be done about a finding. The menu is made when it is first opened, so hundreds of them cost little. */
export function FindingMenu({ finding, isIgnored, isBusy, onLook, onApply, onIgnore }: FindingMenuProps) {
  const t = useText()
  const [opened, setOpened] = useState<boolean | null>(null)
  const target = (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={`${t('quality.more')}: ${t(finding.words)}`}
      aria-haspopup="menu"
      {...(opened === null ? { onClick: () => setOpened(true) } : {})}
    >
      <IconDots size={16} />
    </ActionIcon>
  )
  if (opened === null) return target
  const [, ...others] = finding.remedies
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {finding.remedies.length > 0 && !isIgnored && (
          <Menu.Item leftSection={<IconEye size={15} />} onClick={onLook}>
            {t('quality.look')}
          </Menu.Item>
        )}
        {!isIgnored &&
          others.map((remedy) => (
            <Menu.Item
              key={t(remedy.words)}
              leftSection={<IconTool size={15} />}
              disabled={isBusy}
              onClick={() => onApply(remedy)}
            >
              {t(remedy.words)} · {t(`quality.effect.${remedy.effect.of}`, { count: remedy.effect.count })}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<IconEyeOff size={15} />} onClick={() => onIgnore(!isIgnored)}>
          {t(isIgnored ? 'quality.unignore' : 'quality.ignore')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
