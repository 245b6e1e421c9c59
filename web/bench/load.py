"""The pyarrow side of `npm run bench -- load`: writes the files and reads them, in one thread."""

import json
import resource
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

MIB = 1024 * 1024


def write(rows: int, codec: str, path: str) -> None:
    """Writes bars of a minute of an invented market as pyarrow does by default."""
    random = np.random.default_rng(1)
    ts = np.arange(rows, dtype="int64") * 60_000_000_000 + 946_684_800_000_000_000
    close = np.round(4000 + np.cumsum(random.normal(0, 0.5, rows)), 2)
    opens = np.concatenate([[4000.0], close[:-1]])
    high = np.maximum(opens, close) + np.round(random.exponential(0.5, rows), 2)
    low = np.minimum(opens, close) - np.round(random.exponential(0.5, rows), 2)
    volume = random.integers(1, 5000, rows).astype("float64")
    table = pa.table(
        {
            "timestamp": pa.array(ts, pa.timestamp("ns", tz="UTC")),
            "open": opens,
            "high": high,
            "low": low,
            "close": close,
            "volume": volume,
        }
    )
    pq.write_table(table, path, compression=codec)


def peak() -> float:
    """Largest memory of the process so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024) / (
        MIB if sys.platform == "darwin" else 1
    )


def read(path: str, repetitions: int) -> None:
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    before = peak()
    times = []
    first_peak = 0.0
    for _ in range(repetitions):
        since = time.process_time()
        table = pq.read_table(path, use_threads=False)
        times.append(time.process_time() - since)
        first_peak = first_peak or peak()
        rows, last = table.num_rows, table["close"][-1].as_py()
        del table
    print(json.dumps({"cpu_s": min(times), "peak_mib": first_peak - before, "rows": rows, "last": last}))


if sys.argv[1] == "write":
    write(int(sys.argv[2]), sys.argv[3], sys.argv[4])
else:
    read(sys.argv[2], int(sys.argv[3]))
