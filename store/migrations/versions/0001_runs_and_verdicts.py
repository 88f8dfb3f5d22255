"""Runs with their crawls, verdicts and evidence.

Revision: 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "requirements",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("label_th", sa.String(), nullable=False),
        sa.Column("requirement_th", sa.String(), nullable=False),
        sa.Column("requirement_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_requirements")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tool_version", sa.String(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("agency_name_th", sa.String(), nullable=False),
        sa.Column("agency_type", sa.String(), nullable=True),
        sa.Column("agency_type_guessed", sa.Boolean(), nullable=False),
        sa.Column("home_url", sa.String(), nullable=False),
        sa.Column("fiscal_year_be", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("framework", sa.String(), nullable=False),
        sa.Column("rulebook_digest", sa.String(), nullable=False),
        sa.Column("coverage", sa.JSON(), nullable=False),
        sa.Column("score", sa.JSON(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        sa.UniqueConstraint("run_id", name=op.f("uq_runs_run_id")),
    )
    op.create_index(op.f("ix_runs_agency_id"), "runs", ["agency_id"])
    op.create_index(op.f("ix_runs_finished_at"), "runs", ["finished_at"])
    op.create_index(op.f("ix_runs_home_url"), "runs", ["home_url"])

    op.create_table(
        "item_verdicts",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("item_no", sa.Integer(), nullable=False),
        sa.Column("item_code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title_th", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sub_indicator", sa.String(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("candidate_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_pk"], ["runs.id"], name=op.f("fk_item_verdicts_runs")),
        sa.PrimaryKeyConstraint("run_pk", "item_no", name=op.f("pk_item_verdicts")),
    )
    op.create_table(
        "run_crawl",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("home_url", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.JSON(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("unreadable", sa.JSON(), nullable=False),
        sa.Column("dead", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("extracts", sa.JSON(), nullable=False),
        sa.Column("coverage", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_pk"], ["runs.id"], name=op.f("fk_run_crawl_runs")),
        sa.PrimaryKeyConstraint("run_pk", name=op.f("pk_run_crawl")),
    )
    op.create_table(
        "run_snapshots",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("snapshot_no", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("requested_url", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("declared_type", sa.String(), nullable=False),
        sa.Column("payload_digest", sa.String(), nullable=False),
        sa.Column("payload_bytes", sa.Integer(), nullable=False),
        sa.Column("truncated", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tls_status", sa.String(), nullable=False),
        sa.Column("hops", sa.JSON(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("last_modified", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_pk"], ["runs.id"], name=op.f("fk_run_snapshots_runs")),
        sa.PrimaryKeyConstraint("run_pk", "snapshot_no", name=op.f("pk_run_snapshots")),
    )
    op.create_table(
        "shared_lists",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("list_no", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_pk"], ["runs.id"], name=op.f("fk_shared_lists_runs")),
        sa.PrimaryKeyConstraint("run_pk", "list_no", name=op.f("pk_shared_lists")),
    )
    op.create_table(
        "candidates",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("item_no", sa.Integer(), nullable=False),
        sa.Column("candidate_no", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("strength", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("pointer_url", sa.String(), nullable=False),
        sa.Column("pointer_locator", sa.String(), nullable=False),
        sa.Column("years", sa.JSON(), nullable=False),
        sa.Column("members", sa.JSON(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        sa.Column("click_path", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no"],
            ["item_verdicts.run_pk", "item_verdicts.item_no"],
            name=op.f("fk_candidates_item_verdicts"),
        ),
        sa.PrimaryKeyConstraint("run_pk", "item_no", "candidate_no", name=op.f("pk_candidates")),
    )
    op.create_table(
        "component_verdicts",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("item_no", sa.Integer(), nullable=False),
        sa.Column("component_no", sa.Integer(), nullable=False),
        sa.Column("component_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("requirement_digest", sa.String(), nullable=False),
        sa.Column("check_id", sa.String(), nullable=False),
        sa.Column("check_version", sa.Integer(), nullable=False),
        sa.Column("strength", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("binds", sa.Boolean(), nullable=False),
        sa.Column("machine_checkable", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("searched_no", sa.Integer(), nullable=True),
        sa.Column("gaps_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["requirement_digest"],
            ["requirements.digest"],
            name=op.f("fk_component_verdicts_requirements"),
        ),
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no"],
            ["item_verdicts.run_pk", "item_verdicts.item_no"],
            name=op.f("fk_component_verdicts_item_verdicts"),
        ),
        sa.PrimaryKeyConstraint(
            "run_pk", "item_no", "component_no", name=op.f("pk_component_verdicts")
        ),
    )
    op.create_table(
        "evidence",
        sa.Column("run_pk", sa.Integer(), nullable=False),
        sa.Column("item_no", sa.Integer(), nullable=False),
        sa.Column("component_no", sa.Integer(), nullable=False),
        sa.Column("quote_no", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("payload_digest", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_pk", "item_no", "component_no"],
            [
                "component_verdicts.run_pk",
                "component_verdicts.item_no",
                "component_verdicts.component_no",
            ],
            name=op.f("fk_evidence_component_verdicts"),
        ),
        sa.PrimaryKeyConstraint(
            "run_pk", "item_no", "component_no", "quote_no", name=op.f("pk_evidence")
        ),
    )


def downgrade() -> None:
    op.drop_table("evidence")
    op.drop_table("component_verdicts")
    op.drop_table("candidates")
    op.drop_table("shared_lists")
    op.drop_table("run_snapshots")
    op.drop_table("run_crawl")
    op.drop_table("item_verdicts")
    op.drop_table("runs")
    op.drop_table("requirements")
