"""CPU of a whole audit against the bare fetching and parsing of the same site, in one run.

    python bench/full_audit.py [ROUNDS]

Serves the sample agency on loopback in a process of its own. The peer fetches the same addresses
with httpx and takes links and text out of them with BeautifulSoup over lxml; the audit also finds,
judges and proves every item and keeps it all in a database. Prints the ratio of CPU time per page.
"""

import asyncio
import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
import yaml
from bs4 import BeautifulSoup

from crawler.options import ConnectTo, CrawlOptions, FetchOptions
from crawler.politeness import SystemClock
from oitwatch.audit import AuditRequest, audit
from oitwatch.logs import configure
from oitwatch.static_site import serve
from store.store import open_store

SAMPLE = Path(__file__).parent.parent / "oitwatch" / "sample"


def _serve(ready: "multiprocessing.Queue[int]", stop: "multiprocessing.synchronize.Event") -> None:
    with serve(SAMPLE / "site") as (_, port):
        ready.put(port)
        stop.wait(600)


def audit_once(port: int) -> tuple[float, list[str]]:
    """CPU seconds of one audit and the addresses that it read."""
    about = yaml.safe_load((SAMPLE / "agency.yaml").read_text(encoding="utf-8"))
    host = about["host"]
    request = AuditRequest(
        home_url=f"http://{host}/",
        fiscal_year_be=about["fiscal_year_be"],
        as_of=about["as_of"],
        agency_type=about["agency_type"],
        crawl=CrawlOptions(
            min_gap_s=0,
            fetch=FetchOptions(connect_to=(ConnectTo(host=host, address="127.0.0.1", port=port),)),
        ),
    )
    with tempfile.TemporaryDirectory() as home, open_store(Path(home)) as store:
        started = time.process_time()
        run = asyncio.run(audit(request, store=store, clock=SystemClock()))
        spent = time.process_time() - started
        parts = store.load_crawl_parts(run.run_id)
    assert parts is not None
    return spent, [snapshot.url for snapshot in parts.snapshots]


def bare_crawl(port: int, urls: list[str]) -> float:
    """CPU seconds of fetching the same addresses and taking links and text out of them."""
    started = time.process_time()
    with httpx.Client(trust_env=False) as client:
        for url in urls:
            path = url.split("/", 3)[3]
            answer = client.get(f"http://127.0.0.1:{port}/{path}", follow_redirects=True)
            soup = BeautifulSoup(answer.content, "lxml")
            [(a.get("href"), a.get_text()) for a in soup.find_all("a")]
            soup.get_text()
    return time.process_time() - started


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    configure(0)
    ready: multiprocessing.Queue[int] = multiprocessing.Queue()
    stop = multiprocessing.Event()
    server = multiprocessing.Process(target=_serve, args=(ready, stop))
    server.start()
    try:
        port = ready.get(timeout=30)
        _, urls = audit_once(port)  # warm: imports, compiled patterns
        bare_crawl(port, urls)
        ours = [audit_once(port)[0] for _ in range(rounds)]
        peer = [bare_crawl(port, urls) for _ in range(rounds)]
    finally:
        stop.set()
        server.join()
    audited, bare = statistics.median(ours), statistics.median(peer)
    print(f"pages                          {len(urls)}")
    print(f"whole audit, CPU s per page    {audited / len(urls):.4f}")
    print(f"bare httpx + bs4, CPU s a page {bare / len(urls):.4f}")
    print(f"ratio audit / bare crawl       {audited / bare:.2f}")


if __name__ == "__main__":
    main()
