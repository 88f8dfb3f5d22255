"""``oitwatch-scheduler``: looks at each tick what the night owes, and has it audited.

APScheduler only ticks; what is owed, done or in hand stands in the store. So a tick may come late
or twice, and a second scheduler started by mistake finds nothing left to do.
"""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from crawler.politeness import SystemClock
from crawler.ports import Clock
from oitwatch import logs
from oitwatch.commands import inputs
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import INTERNAL, INTERRUPTED, PASSED, USAGE, make_streams_safe, talk
from oitwatch.errors import FrontError, UsageError
from oitwatch.nightly import Nightly, crawl_options, fleet_options, require_contact
from oitwatch.nights import DAYS, Schedule, parse_schedules, uncovered
from oitwatch.settings import Settings, load_settings
from oitwatch.texts import texts
from oitwatch.ticker import Ticker, note
from store.records import RegisteredAgency

ZONE = ZoneInfo("Asia/Bangkok")
_LATE_S = 3600

_log = structlog.get_logger()


def serve(settings: Settings, *, nights: Clock, once: bool = False) -> int:
    """Tick until a signal comes, or once; the exit code."""
    ended = threading.Event()
    stoppers: list[Ticker] = []

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        ended.set()
        for each in stoppers:
            each.stop()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    schedules = parse_schedules(settings.nightly)
    with opened_store(settings.home) as store:
        rules = inputs.connections(settings.connect_to.split(","))
        crawl = crawl_options(settings, rules, inputs.ca_file(settings.ca_file))
        agencies = store.register.all()
        require_contact(settings, agencies, rules)
        _warn_of_uncovered(schedules, agencies)
        options = fleet_options(settings, crawl)
        clock = SystemClock()
        ticker = Ticker(
            Nightly(store, settings, options, clock=clock, nights=nights, on_served=note)
        )
        stoppers.append(ticker)
        if ended.is_set():
            ticker.stop()
        if once:
            ticker.serve()
            return INTERRUPTED if ticker.stopped else PASSED
        _tick_until(ended, ticker, settings, schedules)
    return PASSED


def _warn_of_uncovered(schedules: Sequence[Schedule], agencies: Sequence[RegisteredAgency]) -> None:
    left_out = uncovered(schedules, agencies)
    if left_out:
        provinces = sorted({agency.entry.province or "-" for agency in left_out})
        facts = {"count": str(len(left_out)), "provinces": ", ".join(provinces)}
        talk(texts("th").say("scheduler.uncovered", **facts))
        _log.warning("scheduler.agencies_without_schedule", agencies=len(left_out))


def _tick_until(
    ended: threading.Event, ticker: Ticker, settings: Settings, schedules: Sequence[Schedule]
) -> None:
    apscheduler = BackgroundScheduler(timezone=ZONE)
    common = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _LATE_S}
    every = IntervalTrigger(seconds=settings.tick_seconds, timezone=ZONE)
    first = SystemClock().now()  # at start: what was missed while the machine was off
    apscheduler.add_job(ticker.tick, every, id="tick", next_run_time=first, **common)
    for number, schedule in enumerate(schedules):
        hour, minute = schedule.at.hour, schedule.at.minute
        days = ",".join(DAYS[day] for day in sorted(schedule.days))
        start = CronTrigger(day_of_week=days, hour=hour, minute=minute, timezone=ZONE)
        apscheduler.add_job(ticker.tick, start, id=f"night-{number}", **common)
    apscheduler.start()
    _log.info("scheduler.started", nightly=settings.nightly, home=str(settings.home))
    ended.wait()
    apscheduler.shutdown(wait=True)
    _log.info("scheduler.stopped")


def main(arguments: Sequence[str] | None = None, *, nights: Clock | None = None) -> int:
    """Run the nightly schedule of ``OITWATCH_HOME``; the exit code."""
    make_streams_safe()
    language = texts("th")
    parser = argparse.ArgumentParser(
        prog="oitwatch-scheduler", description=language.say("scheduler.help")
    )
    parser.add_argument("--once", action="store_true", help=language.say("scheduler.once"))
    asked = parser.parse_args(arguments)
    logs.configure(1)
    try:
        return serve(load_settings(), nights=nights or SystemClock(), once=asked.once)
    except FrontError as error:
        message = language.say(f"error.{error.key}", **error.facts)
        talk(language.say("error.prefix", message=message))
        return USAGE if isinstance(error, UsageError) else INTERNAL
    except Exception:  # a fault of ours: its trace is in the log
        _log.exception("scheduler.failed")
        return INTERNAL


if __name__ == "__main__":
    sys.exit(main())
