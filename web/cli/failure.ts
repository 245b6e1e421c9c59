/** What was typed can't be done: exit 2. */
export class UsageError extends Error {}

/** The data can't be used, or needs an answer: exit 3. */
export class DataError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const EXIT = { fine: 0, scriptFailed: 1, usage: 2, data: 3 } as const;
