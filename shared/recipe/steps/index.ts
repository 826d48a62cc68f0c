/** Every kind of step, in the order of the menu. Adding one: its file here, one line below, its words in steps.json. */
export { renameColumns } from './rename-columns'
export { rollUpCustomers } from './roll-up-customers'
