import { mergedFacts, type BaselineFacts } from './facts';
import type { FileAbout, WindowAbout } from './about';

/** Files that say how a training was run come first: the first file that tells a fact counts. */
const ORDER = ['params', 'run_summary', 'ga_log', 'rl_log', 'replay_summary'];

/** Facts of one baseline from those of its files; `about` is null where only a file's beginning was read. */
export function baselineFacts(
  files: { about: FileAbout | null; facts: BaselineFacts }[],
): BaselineFacts {
  const rank = ({ about }: { about: FileAbout | null }): number => {
    const place = ORDER.indexOf(about?.kind ?? '');
    return place === -1 ? ORDER.length : place;
  };
  const hasTraining = files.some((file) => rank(file) < ORDER.length);
  const ordered = [...files].sort((a, b) => rank(a) - rank(b));
  return mergedFacts(
    ordered.map(({ about, facts }) => {
      const isReplay = about?.kind === 'behavior' && about.layout === 'replay';
      if (!isReplay || !hasTraining) return facts;
      // A replay's windows and data are its own, not those of the evaluation that the log tells of.
      const own = {
        windows: null,
        train_windows: null,
        window_bars: null,
        first: null,
        last: null,
      };
      return { ...facts, ...own };
    }),
  );
}

/** Facts of one window of a behaviour file, from those of its run. */
export function windowFacts(facts: BaselineFacts, window: WindowAbout): BaselineFacts {
  return {
    ...facts,
    pnl: 'net',
    liquidates: false,
    windows: 1,
    train_windows: 1,
    window_bars: window.rows,
    warm_up: Math.max(0, window.first_bar - 1),
    first: window.first,
    last: window.last,
    settings: { ...facts.settings, initial_balance: window.initial_balance },
  };
}
