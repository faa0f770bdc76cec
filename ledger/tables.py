"""The tables of the ledger. Rows are only ever inserted: triggers in both engines refuse the rest."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# Texts are kept as bytes: a file may hold characters that a text column of PostgreSQL refuses.
submissions = Table(
    "submissions",
    metadata,
    Column("submission_id", String, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("layout", Text, nullable=False),  # JSON: pages, tables, ocr, encoding, warnings
    Column("document", Text, nullable=False),  # JSON: the fields as they were suggested
    Column("created_by", Text, nullable=False),
    Column("created_at", String, nullable=False),
)
submission_files = Table(
    "submission_files",
    metadata,
    Column("submission_id", String, ForeignKey("submissions.submission_id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
page_images = Table(
    "page_images",
    metadata,
    Column("submission_id", String, ForeignKey("submissions.submission_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("png", LargeBinary, nullable=False),
)
candidates = Table(
    "candidates",
    metadata,
    Column("submission_id", String, ForeignKey("submissions.submission_id"), primary_key=True),
    Column("statement_key", String, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("is_ocr", Boolean, nullable=False),
    Column("statement", Text, nullable=False),  # JSON
)
decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True),
    Column("submission_id", String, ForeignKey("submissions.submission_id"), nullable=False),
    Column("statement_key", String),
    Column("action", String, nullable=False),
    Column("before", Text, nullable=False),  # JSON
    Column("after", Text, nullable=False),  # JSON
    Column("reason", Text),
    Column("author", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("threshold", Float),
    CheckConstraint(
        "action IN ('accept', 'correct', 'reject', 'reopen', 'edit_document', 'approve', 'withdraw',"
        " 'bulk_accept', 'add')",
        name="decisions_action",
    ),
    CheckConstraint("author <> ''", name="decisions_author"),
    CheckConstraint("(threshold IS NOT NULL) = (action = 'bulk_accept')", name="decisions_threshold"),
    Index("decisions_of", "submission_id", "decision_id"),
    sqlite_autoincrement=True,
)
publications = Table(
    "publications",
    metadata,
    Column("publication_id", Integer, primary_key=True),
    Column("action", String, nullable=False),
    Column("release_id", String, nullable=False),
    Column("previous_release_id", String),
    Column("documents", Text, nullable=False),  # JSON: document ids
    Column("author", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", Text),
    CheckConstraint("action IN ('publish', 'roll_back')", name="publications_action"),
    CheckConstraint("author <> ''", name="publications_author"),
    sqlite_autoincrement=True,
)
