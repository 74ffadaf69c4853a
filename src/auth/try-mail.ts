// A letter to oneself, to see whether mail arrives; and letters that were given up, sent again.
import type { Refusal } from '#kernel'
import { type Accepted, type Action, mailBody, mailSetupIn, refuseUnsetMail, sendLettersAgain, writeLetters } from '#platform'
import type { LettersSentAgain, TestMail } from './contract.ts'
import { readReceivers } from './receivers.ts'
import { refuse } from './refusals.ts'

/** Writes a letter to whoever asks. */
export const tryMail: Action<{ readonly mailId: string }, TestMail> = {
  kind: 'send-test_mail',
  permission: 'system.read',
  async run({ tx, now }, commands) {
    const setup = await mailSetupIn(tx)
    const people = await readReceivers(tx, commands.map(({ actor }) => actor.id))
    return commands.map(({ actor, payload: { mailId } }): Accepted<TestMail> | Refusal => {
      if (setup === null) return refuseUnsetMail()
      const address = people.get(actor.id)?.email ?? null
      if (address === null) return refuse('email_missing')
      const { text, html } = mailBody([
        { heading: 'Mail from Lotline arrives' },
        { text: 'You asked for this message to see whether it does. There is nothing to answer.' },
        { onward: { says: 'How the server is', path: '/administration/health' } },
      ], setup.publicUrl)
      writeLetters(tx, [{ id: mailId, accountId: actor.id, address, subject: 'Lotline: mail arrives', text, html }], now)
      return { answer: { mailId } }
    })
  },
}

/** Sends again whatever was given up. */
export const sendAgain: Action<object, LettersSentAgain> = {
  kind: 'send_again-letters',
  permission: 'webhook.write',
  async run({ tx, now }, commands) {
    const results: Accepted<LettersSentAgain>[] = []
    for (const _ of commands) results.push({ answer: { letters: await sendLettersAgain(tx, now) } })
    return results
  },
}
