/** So many turns of the event loop: nothing while it is idle, and a crowd's worth while it is not. */
const gathers = 3

/**
 * Questions that come within a few turns of the event loop are answered by one look. When everybody comes back at once,
 * a look for each of them would cost more than all answers together. Nobody is answered from a look that began before
 * their question.
 */
export class Together<Question, Answer> {
  readonly #look: (questions: Question[]) => Promise<(question: Question) => Answer>
  readonly #most: number
  #waiting: { question: Question; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = []

  /** @param most how many are answered before the server looks after others in between */
  constructor(most: number, look: (questions: Question[]) => Promise<(question: Question) => Answer>) {
    this.#look = look
    this.#most = most
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) this.#answerAfter(gathers)
      this.#waiting.push({ question, resolve, reject })
    })
  }

  #answerAfter(turns: number): void {
    setImmediate(() => {
      if (turns > 1 && this.#waiting.length < this.#most) this.#answerAfter(turns - 1)
      else void this.#answer()
    })
  }

  async #answer(): Promise<void> {
    const now = this.#waiting.splice(0, this.#most)
    if (this.#waiting.length > 0) this.#answerAfter(1)
    try {
      const answerTo = await this.#look(now.map(({ question }) => question))
      for (const { question, resolve } of now) resolve(answerTo(question))
    } catch (error) {
      for (const { reject } of now) reject(error)
    }
  }
}
