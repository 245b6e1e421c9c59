/** Where a command writes; the process's streams, or a test's memory. */
export interface Output {
  /** Resolves when the text is taken, so that a slow reader never fills memory. */
  print: (text: string | Uint8Array) => Promise<void>;
  complain: (text: string) => void;
  /** Overwrites one line on a terminal's stderr; does nothing elsewhere. Empty text removes it. */
  progress: (text: string) => void;
}

export const processOutput: Output = {
  print: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => {
        // A reader that has seen enough (`| head`) is no failure.
        if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
        else reject(error);
      });
    }),
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  },
};
