// Imported before everything else: zod would probe `new Function`, which the content security policy forbids.
import { z } from 'zod'

z.config({ jitless: true })
