/** The release this program is. */
export const VERSION = '0.1.0'
