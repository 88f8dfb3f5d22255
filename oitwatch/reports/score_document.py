"""The score for programs, in the shape ``oitwatch.score/1``."""

from fractions import Fraction
from typing import Any

from checks.records import ScoreBand
from checks.rulebook import GradeBand
from checks.score import rounded
from checks.total import Distance
from oitwatch.reports.json_report import two_decimals
from oitwatch.score_sheet import ItemLine, Outlook, ScoreSheet

SCHEMA_NAME = "oitwatch.score/1"
_TOOLS = ("IIT", "EIT", "OIT")


def score_document(sheet: ScoreSheet) -> dict[str, Any]:
    """The sheet for programs, in the shape ``oitwatch.score/1``; figures with two decimals."""
    document: dict[str, Any] = {
        "schema": SCHEMA_NAME,
        "agency_id": sheet.agency_id,
        "name_th": sheet.name_th,
        "fiscal_year_be": sheet.rulebook.fiscal_year_be,
        "rulebook_digest": sheet.rulebook.digest,
        "run_id": sheet.run_id,
        "items": [_item(line) for line in sheet.lines],
        **_outlook(sheet.base, sheet),
        "assumed": None,
    }
    if sheet.assumed is not None:
        low, high = sheet.gain
        document["assumed"] = {
            "items": list(sheet.assumed_codes),
            "no_effect": list(sheet.no_effect),
            "gain": {"low": _number(low), "high": _number(high)},
            **_outlook(sheet.assumed, sheet),
        }
    return document


def _item(line: ItemLine) -> dict[str, Any]:
    reason = line.reason
    return {
        "item_code": line.item.item_code,
        "slug": line.item.slug,
        "title_th": line.item.title_th,
        "title_en": line.item.title_en,
        "sub_indicator": line.sub_indicator,
        "outcome": line.outcome.value,
        "reason": reason.value if reason else None,
        "owed": line.band is not None,
        "low": line.band[0] if line.band else None,
        "high": line.band[1] if line.band else None,
        "weight": two_decimals(line.weight),
        "assumed": line.assumed,
    }


def _outlook(outlook: Outlook, sheet: ScoreSheet) -> dict[str, Any]:
    told: dict[str, Any] = {"score": _score(outlook.oit, "indicators"), "total": None}
    total, tools = outlook.total, sheet.tools
    if total is None or tools is None or outlook.to_target is None:
        return told
    told["total"] = {
        "iit": _number(tools.iit),
        "eit": _number(tools.eit),
        "eit_parts": [_number(part) for part in tools.eit_parts] if tools.eit_parts else None,
        "weights": {tool: float(sheet.rulebook.weights[tool]) for tool in _TOOLS},
        "low": _number(total.low),
        "high": _number(total.high),
        "level_low": _level_document(total.level_low),
        "level_high": _level_document(total.level_high),
        "target": sheet.rulebook.national_target,
        "to_target": _way(outlook.to_target),
        "next_level": _level_document(outlook.better) if outlook.better else None,
        "to_next_level": _way(outlook.to_better) if outlook.to_better else None,
    }
    return told


def _score(band: ScoreBand, below: str) -> dict[str, Any]:
    told: dict[str, Any] = {"low": two_decimals(band.low), "high": two_decimals(band.high)}
    if below == "indicators":
        told["indicators"] = [
            {"code": part.code, **_score(part, "sub_indicators")} for part in band.parts
        ]
    elif below:
        told["sub_indicators"] = [{"code": part.code, **_score(part, "")} for part in band.parts]
    return told


def _way(way: Distance) -> dict[str, Any]:
    return {
        "points_missing": _number(way.total),
        "oit_needed": None if way.oit_needed is None else _number(way.oit_needed),
        "tools_below": {name: _number(lacks) for name, lacks in way.tools},
    }


def _level_document(level: GradeBand) -> dict[str, str]:
    return {"code": level.code, "label_th": level.label_th}


def _number(value: Fraction) -> float:
    return float(rounded(value))
