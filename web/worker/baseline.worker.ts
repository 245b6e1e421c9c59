/** Thread that reads files of other runs: logs, behaviour, summaries and results. */

import { expose } from 'comlink';
import { BaselineThread } from './baseline-thread';

expose(new BaselineThread());
