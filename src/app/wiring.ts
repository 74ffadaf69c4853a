// The one list of what Lotline can be asked; what it can be told is in doors.ts. A module that is not here has no way in.
import type { QueryDoor } from '#platform'
import { demoQuestions } from './demo/state.ts'
import { findQuestions } from './find.ts'
import { importQuestions } from './import-questions.ts'
import { documentKinds, doors } from './doors.ts'
import { moduleQuestions } from './module-questions.ts'
import { systemQuestions } from './system.ts'

export { doors }

/** Every question. */
export const questions: readonly QueryDoor[] = [...moduleQuestions, ...findQuestions(moduleQuestions), ...importQuestions, ...systemQuestions(documentKinds), ...demoQuestions]
