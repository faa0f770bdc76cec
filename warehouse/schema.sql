-- The release. Every table and column carries a comment; constraints hold what code must not break.
-- Text columns hold NFC. Offsets count characters of the decoded source file, half open.

CREATE TABLE units (
    unit_id     VARCHAR PRIMARY KEY,
    kind        VARCHAR NOT NULL CHECK (kind IN ('nation', 'province')),
    name_vi     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    sort_order  INTEGER NOT NULL
);
CREATE TABLE territories (
    territory_id        VARCHAR PRIMARY KEY,
    unit_id             VARCHAR NOT NULL,  -- a predecessor such as Yên Bái has no unit row of its own
    name_vi             VARCHAR NOT NULL,
    name_en             VARCHAR NOT NULL,
    valid_from          DATE,
    valid_to            DATE,
    merged_into         VARCHAR,
    has_district_level  BOOLEAN NOT NULL,
    source_url          VARCHAR,
    note                VARCHAR,
    CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to)
);
CREATE TABLE themes (
    theme_id      VARCHAR PRIMARY KEY,
    name_vi       VARCHAR NOT NULL,
    name_en       VARCHAR NOT NULL,
    dti_index_vi  VARCHAR,
    sort_order    INTEGER NOT NULL
);
CREATE TABLE topics (
    topic_id    VARCHAR PRIMARY KEY,
    theme_id    VARCHAR NOT NULL REFERENCES themes (theme_id),
    name_vi     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    sort_order  INTEGER NOT NULL
);
CREATE TABLE scopes (
    scope_id  VARCHAR PRIMARY KEY,
    name_vi   VARCHAR NOT NULL,
    name_en   VARCHAR NOT NULL,
    level     VARCHAR
);
CREATE TABLE value_units (
    value_unit  VARCHAR PRIMARY KEY,
    name_vi     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    symbol      VARCHAR,
    minimum     DOUBLE,
    maximum     DOUBLE,
    decimals    INTEGER NOT NULL
);
CREATE TABLE indicators (
    indicator_id      VARCHAR PRIMARY KEY,
    family            VARCHAR NOT NULL,
    theme_id          VARCHAR NOT NULL REFERENCES themes (theme_id),
    name_vi           VARCHAR NOT NULL,
    name_en           VARCHAR NOT NULL,
    definition_vi     VARCHAR NOT NULL,
    definition_en     VARCHAR NOT NULL,
    denominator_vi    VARCHAR,
    denominator_en    VARCHAR,
    value_unit        VARCHAR NOT NULL,
    direction         VARCHAR NOT NULL CHECK (direction IN ('higher', 'lower')),
    comparability_vi  VARCHAR,
    comparability_en  VARCHAR,
    folded            VARCHAR NOT NULL
);
CREATE TABLE variants (
    variant  VARCHAR PRIMARY KEY,
    name_vi  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL
);
CREATE TABLE documents (
    document_id     VARCHAR PRIMARY KEY,
    number          VARCHAR,
    title_vi        VARCHAR NOT NULL,
    title_en        VARCHAR,
    kind            VARCHAR NOT NULL,
    rank            INTEGER NOT NULL,
    issuer          VARCHAR,
    unit_id         VARCHAR NOT NULL REFERENCES units (unit_id),
    territory_id    VARCHAR NOT NULL REFERENCES territories (territory_id),
    issued_date     VARCHAR,  -- ISO 8601, reduced precision allowed: 2025, 2025-10, 2025-10-15
    published_date  VARCHAR,
    publisher       VARCHAR,
    url             VARCHAR,
    path            VARCHAR,
    sha256          VARCHAR,
    tier            VARCHAR NOT NULL CHECK (tier IN ('seed', 'reference', 'added')),
    citation        VARCHAR NOT NULL,
    period_start    INTEGER,
    period_end      INTEGER,
    in_force_on     DATE,     -- the date on which a comparison looks up the national goal
    in_force_basis  VARCHAR NOT NULL CHECK (in_force_basis IN ('issued', 'published', 'period', 'unknown')),
    implements      VARCHAR,
    text            VARCHAR,  -- the decoded file, exactly; NULL where we hold none
    note            VARCHAR,
    CHECK ((path IS NULL) = (sha256 IS NULL) AND (path IS NULL) = (text IS NULL))
);
CREATE TABLE statements (
    statement_id            VARCHAR PRIMARY KEY,
    document_id             VARCHAR NOT NULL REFERENCES documents (document_id),
    kind                    VARCHAR NOT NULL CHECK (kind IN ('target', 'commitment', 'baseline')),
    unit_id                 VARCHAR NOT NULL REFERENCES units (unit_id),
    territory_id            VARCHAR NOT NULL REFERENCES territories (territory_id),
    horizon                 INTEGER CHECK (horizon BETWEEN 1990 AND 2100),
    horizon_basis           VARCHAR NOT NULL CHECK (horizon_basis IN ('heading', 'sentence', 'title', 'none')),
    firmness                VARCHAR CHECK (firmness IN ('goal', 'orientation', 'vision')),
    indicator_id            VARCHAR REFERENCES indicators (indicator_id),
    theme_id                VARCHAR REFERENCES themes (theme_id),
    scope                   VARCHAR NOT NULL,
    operator                VARCHAR CHECK (operator IN ('=', '>=', '>', '<=', '<', '~')),
    value                   DOUBLE,
    value_high              DOUBLE,
    value_unit              VARCHAR REFERENCES value_units (value_unit),
    value_text              VARCHAR,
    subject_vi              VARCHAR NOT NULL,
    statement_vi            VARCHAR NOT NULL,
    statement_en            VARCHAR,
    evidence                VARCHAR NOT NULL CHECK (evidence IN ('quoted', 'cited')),
    quote                   VARCHAR,
    quote_start             INTEGER,
    quote_end               INTEGER,
    value_start             INTEGER,
    value_end               INTEGER,
    rule                    VARCHAR NOT NULL,
    reason                  VARCHAR,
    confidence              DOUBLE CHECK (confidence BETWEEN 0 AND 1),
    review_status           VARCHAR NOT NULL CHECK (review_status IN ('unreviewed', 'accepted', 'corrected')),
    note                    VARCHAR,
    variant                 VARCHAR REFERENCES variants (variant),
    as_of_year              INTEGER,
    doubt                   VARCHAR CHECK (doubt IN ('none', 'document', 'territory', 'horizon')),
    cited_confidence        VARCHAR CHECK (cited_confidence IN ('high', 'medium')),
    source_urls             VARCHAR,
    suggested_indicator_id  VARCHAR,
    folded                  VARCHAR NOT NULL,  -- for search: lower case, no accents, đ as d
    CHECK ((value IS NULL) = (operator IS NULL) AND (value IS NULL) = (value_unit IS NULL)),
    CHECK (kind = 'commitment' OR value IS NOT NULL),
    CHECK (value_high IS NULL OR value_high >= value),
    CHECK (kind <> 'baseline' OR horizon IS NULL),
    CHECK (evidence = 'cited' OR (quote IS NOT NULL AND quote_start IS NOT NULL AND quote_end > quote_start)),
    CHECK (evidence = 'quoted' OR (quote IS NULL AND quote_start IS NULL AND value_start IS NULL)),
    CHECK (value_start IS NULL OR (quote_start <= value_start AND value_start < value_end AND value_end <= quote_end))
);
CREATE TABLE tasks (
    task_id      VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL REFERENCES documents (document_id),
    unit_id      VARCHAR NOT NULL REFERENCES units (unit_id),
    kind         VARCHAR NOT NULL CHECK (kind IN ('task', 'aim')),
    ordinal      INTEGER NOT NULL,
    label        VARCHAR,
    topic_id     VARCHAR REFERENCES topics (topic_id),
    theme_id     VARCHAR REFERENCES themes (theme_id),
    horizon      INTEGER,
    title_vi     VARCHAR NOT NULL,
    quote        VARCHAR NOT NULL,
    quote_start  INTEGER NOT NULL,
    quote_end    INTEGER NOT NULL CHECK (quote_end > quote_start),
    rule         VARCHAR NOT NULL,
    folded       VARCHAR NOT NULL
);
CREATE TABLE citations (
    document_id        VARCHAR NOT NULL REFERENCES documents (document_id),
    cited_number       VARCHAR NOT NULL,
    cited_document_id  VARCHAR REFERENCES documents (document_id),
    relation           VARCHAR NOT NULL CHECK (relation IN ('implements', 'amends', 'mentions')),
    "start"            INTEGER NOT NULL,
    "end"              INTEGER NOT NULL,
    quote              VARCHAR NOT NULL,
    PRIMARY KEY (document_id, "start")
);
CREATE TABLE corrections (
    correction_id  VARCHAR PRIMARY KEY,
    document_id    VARCHAR NOT NULL REFERENCES documents (document_id),
    statement_id   VARCHAR NOT NULL,
    field          VARCHAR NOT NULL,
    old_value      VARCHAR,
    new_value      VARCHAR,
    reason         VARCHAR NOT NULL,
    author         VARCHAR NOT NULL,
    date           DATE NOT NULL
);
CREATE TABLE checks (
    check_id     VARCHAR PRIMARY KEY,
    severity     VARCHAR NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    passed       BOOLEAN NOT NULL,
    failures     INTEGER NOT NULL,
    title_vi     VARCHAR NOT NULL,
    title_en     VARCHAR NOT NULL,
    detail       VARCHAR
);
CREATE TABLE release (
    release_id      VARCHAR PRIMARY KEY,
    schema_version  INTEGER NOT NULL,
    content_sha256  VARCHAR NOT NULL,
    content_date    VARCHAR NOT NULL,  -- newest date in the registry, never the clock: two builds are equal
    documents       INTEGER NOT NULL,
    statements      INTEGER NOT NULL,
    is_synthetic    BOOLEAN NOT NULL
);
