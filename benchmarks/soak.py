"""Ten minutes of fifty readers with two seconds between clicks: does memory grow?

python -m benchmarks.soak [seconds]
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.server import dashboard
from benchmarks.sessions import resident, together, visit_all
from benchmarks.table import Row, markdown

READERS, PAUSE = 50, 2.0


def measure(seconds: float = 600.0, pieces: int = 5) -> list[Row]:
    """Memory after each piece of the time; the first piece fills the caches and is the floor."""
    with tempfile.TemporaryDirectory() as folder, dashboard(Path(folder) / "app.log") as server:
        visit_all(server.url)
        together(server.url, READERS, seconds / pieces, think=PAUSE)
        first = resident(server.process)
        found = [Row("soak: memory once caches are full", first, "MiB")]
        for piece in range(1, pieces):
            seen = together(server.url, READERS, seconds / pieces, think=PAUSE)
            if seen.problems:
                raise RuntimeError("\n".join(dict.fromkeys(seen.problems)))
            what = f"soak: memory after {(piece + 1) * seconds / pieces:.0f} s of {READERS} readers"
            # A tenth is the noise of Python's allocator; growth would go on from piece to piece.
            now = resident(server.process)
            found.append(Row(what, now, "MiB", first, aim=1.1, of_ratio=True))
            print(found[-1].markdown(), flush=True)
    return found


if __name__ == "__main__":
    print(markdown(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 600.0)))
