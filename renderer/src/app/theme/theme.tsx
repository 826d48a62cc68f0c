import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  CloseButton,
  createTheme,
  Input,
  InputWrapper,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  TagsInput,
  Text,
  TextInput,
  Tooltip,
  VisuallyHidden,
} from '@mantine/core'
import { Said } from '../locale/locale-provider'

/** The one accent: a deep pine green, kept apart from the ten colours of segments. */
const pine: MantineColorsTuple = [
  '#e9f6f3',
  '#d5eae6',
  '#a9d5ce',
  '#7bbfb5',
  '#4ea99d',
  '#2c9185',
  '#14857a',
  '#0b6e64',
  '#085a52',
  '#04463f',
]

/** Neutrals a little warm, as the tokens are. */
const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f1f1ee',
  '#e9e8e4',
  '#dcdbd6',
  '#c6c5bf',
  '#a9a8a1',
  '#84837d',
  '#5f615d',
  '#3f413e',
  '#262826',
]
const dark: MantineColorsTuple = [
  '#e8eae8',
  '#c3c7c5',
  '#a9aeab',
  '#8b918e',
  '#3a4040',
  '#303535',
  '#232626',
  '#1b1d1d',
  '#151717',
  '#0f1111',
]

const closeName = (
  <VisuallyHidden>
    <Said text="common.close" />
  </VisuallyHidden>
)

/** Mantine in this window's measures: 13 px body, 12 px secondary, 16/20 px titles, a 4 px grid, 6 px corners. */
export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.4', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.5' },
    },
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
    Button: Button.extend({ defaultProps: { size: 'xs' }, styles: { label: { fontSize: 13, fontWeight: 500 } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    // Wherever a cross closes something, it has a name.
    CloseButton: CloseButton.extend({ defaultProps: { children: closeName } }),
    Input: Input.extend({ defaultProps: { size: 'xs' }, styles: { input: { fontSize: 13 } } }),
    InputWrapper: InputWrapper.extend({
      styles: {
        label: { marginBottom: 2, fontSize: 12, fontWeight: 500 },
        description: { fontSize: 12 },
        error: { fontSize: 12 },
      },
    }),
    Kbd: Kbd.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', transitionProps: { duration: 100 }, withInitialFocusPlaceholder: false },
      styles: { item: { padding: '6px 10px' }, label: { padding: '6px 10px 2px' } },
    }),
    // A dialog's header is no banner of the page.
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.35 },
        padding: 'lg',
        centered: true,
        attributes: { header: { role: 'none' } },
      },
      styles: { title: { fontWeight: 600 } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs' },
      styles: { root: { border: '1px solid var(--line)', background: 'var(--surface-sunken)' } },
    }),
    TagsInput: TagsInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ styles: { tabLabel: { fontSize: 13 } } }),
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 100 } } }),
  },
})
