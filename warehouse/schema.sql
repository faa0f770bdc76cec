-- The release. Every table and column carries a comment; constraints hold what code must not break.
-- Text columns hold NFC. Offsets count characters of the decoded source file, half open.
-- A comment reads "Vietnamese | English": the data dictionary splits it at the bar.

CREATE TABLE units (
    unit_id     VARCHAR PRIMARY KEY,
    kind        VARCHAR NOT NULL CHECK (kind IN ('nation', 'province', 'commune')),
    name_vi     VARCHAR NOT NULL,
    name_en     VARCHAR NOT NULL,
    parent_id   VARCHAR,  -- the province of a commune
    sort_order  INTEGER NOT NULL,
    folded      VARCHAR NOT NULL,
    CHECK ((kind = 'commune') = (parent_id IS NOT NULL))
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
    applies_to        VARCHAR CHECK (applies_to IN ('nation', 'province')),
    folded            VARCHAR NOT NULL
);
CREATE TABLE variants (
    variant  VARCHAR PRIMARY KEY,
    name_vi  VARCHAR NOT NULL,
    name_en  VARCHAR NOT NULL
);
CREATE TABLE document_kinds (
    kind     VARCHAR PRIMARY KEY,
    rank     INTEGER NOT NULL CHECK (rank >= 1),
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
CREATE TABLE document_pages (
    document_id  VARCHAR NOT NULL REFERENCES documents (document_id),
    page         INTEGER NOT NULL CHECK (page >= 1),
    "start"      INTEGER NOT NULL CHECK ("start" >= 0),
    "end"        INTEGER NOT NULL CHECK ("end" >= "start"),
    PRIMARY KEY (document_id, page)
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
    statement_vi            VARCHAR NOT NULL USING COMPRESSION uncompressed,  -- read twice as fast; see docs/benchmarks.md
    statement_en            VARCHAR,
    evidence                VARCHAR NOT NULL CHECK (evidence IN ('quoted', 'cited')),
    quote                   VARCHAR USING COMPRESSION uncompressed,
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
    reviewed_by             VARCHAR,
    reviewed_at             VARCHAR,  -- ISO 8601, UTC
    is_ocr                  BOOLEAN NOT NULL DEFAULT false,
    folded                  VARCHAR NOT NULL,  -- for search: lower case, no accents, đ as d
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK (reviewed_by IS NULL OR review_status <> 'unreviewed'),
    CHECK ((value IS NULL) = (operator IS NULL) AND (value IS NULL) = (value_unit IS NULL)),
    CHECK (kind = 'commitment' OR value IS NOT NULL),
    CHECK (value_high IS NULL OR value_high >= value),
    CHECK (kind <> 'baseline' OR horizon IS NULL),
    CHECK (evidence = 'cited' OR (quote IS NOT NULL AND quote_start IS NOT NULL AND quote_end > quote_start)),
    CHECK (evidence = 'quoted' OR (quote IS NULL AND quote_start IS NULL AND value_start IS NULL)),
    CHECK (value_start IS NULL OR (quote_start <= value_start AND value_start < value_end AND value_end <= quote_end))
);
CREATE TABLE statement_themes (
    statement_id  VARCHAR NOT NULL REFERENCES statements (statement_id),
    theme_id      VARCHAR NOT NULL REFERENCES themes (theme_id),
    is_main       BOOLEAN NOT NULL,
    PRIMARY KEY (statement_id, theme_id)
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
CREATE TABLE verdict_reasons (
    reason   VARCHAR PRIMARY KEY,
    text_vi  VARCHAR NOT NULL,
    text_en  VARCHAR NOT NULL
);
CREATE TABLE comparison_rows (
    basis                   VARCHAR NOT NULL CHECK (basis IN ('at_issue', 'today')),
    unit_id                 VARCHAR NOT NULL REFERENCES units (unit_id),
    indicator_id            VARCHAR NOT NULL REFERENCES indicators (indicator_id),
    national_indicator_id   VARCHAR REFERENCES indicators (indicator_id),
    family                  VARCHAR NOT NULL,
    theme_id                VARCHAR NOT NULL REFERENCES themes (theme_id),
    scope                   VARCHAR NOT NULL,
    national_scope          VARCHAR,
    variant                 VARCHAR,
    national_variant        VARCHAR,
    horizon                 INTEGER,
    province_horizon        INTEGER,
    national_horizon        INTEGER,
    province_statement_id   VARCHAR REFERENCES statements (statement_id),
    national_statement_id   VARCHAR REFERENCES statements (statement_id),
    province_document_id    VARCHAR REFERENCES documents (document_id),
    national_document_id    VARCHAR REFERENCES documents (document_id),
    province_operator       VARCHAR,
    province_value          DOUBLE,
    province_value_high     DOUBLE,
    province_value_unit     VARCHAR,
    national_operator       VARCHAR,
    national_value          DOUBLE,
    national_value_high     DOUBLE,
    national_value_unit     VARCHAR,
    direction               VARCHAR NOT NULL,
    gap                     DOUBLE,
    gap_unit                VARCHAR,
    verdict                 VARCHAR NOT NULL CHECK (verdict IN ('ahead', 'aligned', 'behind', 'earlier', 'later',
                                                                'not_comparable', 'no_national', 'no_province')),
    reason                  VARCHAR NOT NULL REFERENCES verdict_reasons (reason),
    basis_date              DATE,
    in_force_basis          VARCHAR NOT NULL CHECK (in_force_basis IN ('issued', 'published', 'period', 'unknown', 'today')),
    territory_id            VARCHAR REFERENCES territories (territory_id),
    is_old_territory        BOOLEAN NOT NULL,
    province_firmness       VARCHAR,
    national_firmness       VARCHAR,
    province_doubt          VARCHAR,
    national_doubt          VARCHAR,
    is_province_cited       BOOLEAN NOT NULL,
    is_national_cited       BOOLEAN NOT NULL,
    is_national_replaced    BOOLEAN NOT NULL,
    national_alternatives   INTEGER NOT NULL,
    CHECK (province_statement_id IS NOT NULL OR national_statement_id IS NOT NULL),
    CHECK ((verdict = 'no_national') = (national_statement_id IS NULL)),
    CHECK ((verdict = 'no_province') = (province_statement_id IS NULL)),
    CHECK ((gap IS NOT NULL) = (verdict IN ('ahead', 'aligned', 'behind'))),
    CHECK ((gap IS NULL) = (gap_unit IS NULL)),
    CHECK (verdict <> 'aligned' OR gap = 0)
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

COMMENT ON TABLE units IS 'Đơn vị được so sánh: cả nước và từng tỉnh, mỗi dòng một đơn vị | Units compared: the nation and each province, one a row';
COMMENT ON COLUMN units.unit_id IS 'Mã đơn vị: national, lao-cai, tay-ninh | Unit id: national, lao-cai, tay-ninh';
COMMENT ON COLUMN units.kind IS 'Cấp: nation (cả nước), province (tỉnh) hoặc commune (xã) | Level: nation, province or commune';
COMMENT ON COLUMN units.parent_id IS 'Tỉnh của xã; trống với cấp khác | Province of a commune; empty for others';
COMMENT ON COLUMN units.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN units.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN units.sort_order IS 'Thứ tự hiển thị | Order of display';
COMMENT ON COLUMN units.folded IS 'Tên bỏ dấu để tìm kiếm | Names without accents, for search';

COMMENT ON TABLE territories IS 'Địa giới của đơn vị theo thời gian, mỗi dòng một giai đoạn | The territory of a unit over time, one stretch a row';
COMMENT ON COLUMN territories.territory_id IS 'Mã địa giới: lao-cai-1991, lao-cai-2025 | Territory id: lao-cai-1991, lao-cai-2025';
COMMENT ON COLUMN territories.unit_id IS 'Mã đơn vị mang địa giới này; tỉnh đã sáp nhập giữ mã cũ | Unit that has this territory; a merged province keeps its old id';
COMMENT ON COLUMN territories.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN territories.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN territories.valid_from IS 'Ngày bắt đầu; trống là không rõ hoặc từ lâu | First day; empty means unknown or long ago';
COMMENT ON COLUMN territories.valid_to IS 'Ngày cuối; trống là đến nay | Last day; empty means until now';
COMMENT ON COLUMN territories.merged_into IS 'Mã địa giới mới sau sáp nhập | Territory it became part of';
COMMENT ON COLUMN territories.has_district_level IS 'Có cấp huyện hay không | Whether the district level exists';
COMMENT ON COLUMN territories.source_url IS 'Địa chỉ nguồn | Address of the source';
COMMENT ON COLUMN territories.note IS 'Ghi chú | Note';

COMMENT ON TABLE themes IS 'Trụ cột theo Chỉ số chuyển đổi số cấp tỉnh (DTI), mỗi dòng một trụ cột | Pillars of the provincial Digital Transformation Index (DTI), one a row';
COMMENT ON COLUMN themes.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN themes.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN themes.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN themes.dti_index_vi IS 'Chỉ số chính DTI tương ứng; trống nếu không có | Main DTI index it belongs to; empty when there is none';
COMMENT ON COLUMN themes.sort_order IS 'Thứ tự hiển thị | Order of display';

COMMENT ON TABLE topics IS 'Chủ đề của nhiệm vụ, mỗi dòng một chủ đề | Topics of tasks, one a row';
COMMENT ON COLUMN topics.topic_id IS 'Mã chủ đề | Topic id';
COMMENT ON COLUMN topics.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN topics.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN topics.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN topics.sort_order IS 'Thứ tự hiển thị | Order of display';

COMMENT ON TABLE scopes IS 'Phạm vi của con số: cả đơn vị, cấp huyện, xã, hộ, dân số… | Whose figure it is: whole unit, district, commune, household, population…';
COMMENT ON COLUMN scopes.scope_id IS 'Mã phạm vi | Scope id';
COMMENT ON COLUMN scopes.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN scopes.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN scopes.level IS 'Cấp hành chính, nếu có; cấp district kết thúc ngày 01/7/2025 | Administrative level, where there is one; district ended on 1 July 2025';

COMMENT ON TABLE value_units IS 'Đơn vị đo của giá trị | Units in which values are measured';
COMMENT ON COLUMN value_units.value_unit IS 'Mã đơn vị đo: percent, rank, count… | Unit of value: percent, rank, count…';
COMMENT ON COLUMN value_units.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN value_units.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN value_units.symbol IS 'Ký hiệu: % | Symbol: %';
COMMENT ON COLUMN value_units.minimum IS 'Giá trị nhỏ nhất có nghĩa | Smallest value that makes sense';
COMMENT ON COLUMN value_units.maximum IS 'Giá trị lớn nhất có nghĩa | Largest value that makes sense';
COMMENT ON COLUMN value_units.decimals IS 'Số chữ số thập phân khi hiển thị | Decimals shown';

COMMENT ON TABLE indicators IS 'Chỉ tiêu: điều được đo, giống nhau giữa các văn bản | Indicators: the measured thing, the same across documents';
COMMENT ON COLUMN indicators.indicator_id IS 'Mã chỉ tiêu | Indicator id';
COMMENT ON COLUMN indicators.family IS 'Họ chỉ tiêu: liên quan nhưng định nghĩa khác nhau, không trừ cho nhau | Family: related but defined differently, never subtracted';
COMMENT ON COLUMN indicators.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN indicators.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN indicators.name_en IS 'Tên tiếng Anh | English name';
COMMENT ON COLUMN indicators.definition_vi IS 'Định nghĩa | Definition, in Vietnamese';
COMMENT ON COLUMN indicators.definition_en IS 'Định nghĩa bằng tiếng Anh | Definition';
COMMENT ON COLUMN indicators.denominator_vi IS 'Mẫu số | Denominator, in Vietnamese';
COMMENT ON COLUMN indicators.denominator_en IS 'Mẫu số bằng tiếng Anh | Denominator';
COMMENT ON COLUMN indicators.value_unit IS 'Đơn vị đo thông thường | Usual unit of value';
COMMENT ON COLUMN indicators.direction IS 'Chiều tốt hơn: higher (cao hơn) hoặc lower (thấp hơn) | Which is better: higher or lower';
COMMENT ON COLUMN indicators.comparability_vi IS 'Lưu ý khi so sánh | Note on comparability, in Vietnamese';
COMMENT ON COLUMN indicators.comparability_en IS 'Lưu ý khi so sánh, bằng tiếng Anh | Note on comparability';
COMMENT ON COLUMN indicators.applies_to IS 'nation: chỉ đo được cho cả nước; province: chỉ cho tỉnh; trống: cả hai | nation: only measured for the nation; province: only for provinces; empty: both';
COMMENT ON COLUMN indicators.folded IS 'Tên bỏ dấu để tìm kiếm | Names without accents, for search';

COMMENT ON TABLE variants IS 'Cách xác định khác trong cùng một chỉ tiêu (GDP, GRDP…) | What qualifies an indicator in one statement (GDP, GRDP…)';
COMMENT ON COLUMN variants.variant IS 'Mã cách xác định | Variant id';
COMMENT ON COLUMN variants.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN variants.name_en IS 'Tên tiếng Anh | English name';

COMMENT ON TABLE document_kinds IS 'Loại văn bản và thứ bậc | Kinds of document and their rank';
COMMENT ON COLUMN document_kinds.kind IS 'Mã loại văn bản | Kind of document';
COMMENT ON COLUMN document_kinds.rank IS 'Thứ bậc: 1 là cao nhất | Rank: 1 is highest';
COMMENT ON COLUMN document_kinds.name_vi IS 'Tên tiếng Việt | Vietnamese name';
COMMENT ON COLUMN document_kinds.name_en IS 'Tên tiếng Anh | English name';

COMMENT ON TABLE documents IS 'Văn bản: có toàn văn (seed, added) hoặc chỉ được dẫn (reference) | Documents: with full text (seed, added) or only cited (reference)';
COMMENT ON COLUMN documents.document_id IS 'Mã văn bản | Document id';
COMMENT ON COLUMN documents.number IS 'Số, ký hiệu; trống nếu văn bản không nêu | Number; empty where the text gives none';
COMMENT ON COLUMN documents.title_vi IS 'Tên văn bản | Title, in Vietnamese';
COMMENT ON COLUMN documents.title_en IS 'Tên văn bản bằng tiếng Anh | Title, in English';
COMMENT ON COLUMN documents.kind IS 'Loại văn bản | Kind of document';
COMMENT ON COLUMN documents.rank IS 'Thứ bậc của loại văn bản: 1 là cao nhất | Rank of its kind: 1 is highest';
COMMENT ON COLUMN documents.issuer IS 'Cơ quan ban hành | Issuer';
COMMENT ON COLUMN documents.unit_id IS 'Mã đơn vị mà văn bản nói về | Unit that the document speaks for';
COMMENT ON COLUMN documents.territory_id IS 'Địa giới mà văn bản nói về | Territory that the document speaks of';
COMMENT ON COLUMN documents.issued_date IS 'Ngày ban hành, ISO 8601, có thể chỉ có năm hoặc tháng | Date of issue, ISO 8601, may be a year or a month only';
COMMENT ON COLUMN documents.published_date IS 'Ngày đăng, ISO 8601 | Date of publication, ISO 8601';
COMMENT ON COLUMN documents.publisher IS 'Nơi đăng | Publisher';
COMMENT ON COLUMN documents.url IS 'Địa chỉ (nhiều địa chỉ cách nhau bởi dấu chấm phẩy) | Address (several separated by semicolons)';
COMMENT ON COLUMN documents.path IS 'Tệp gốc trong kho; trống nếu không giữ toàn văn | Raw file in the repository; empty when no text is held';
COMMENT ON COLUMN documents.sha256 IS 'Mã kiểm tra SHA-256 của tệp gốc | SHA-256 of the raw file';
COMMENT ON COLUMN documents.tier IS 'seed: văn bản ban đầu; added: bổ sung; reference: chỉ có số liệu được dẫn | seed: first documents; added: added since; reference: cited figures only';
COMMENT ON COLUMN documents.citation IS 'Cách dẫn nguồn đầy đủ | Full citation';
COMMENT ON COLUMN documents.period_start IS 'Năm đầu của giai đoạn | First year of its period';
COMMENT ON COLUMN documents.period_end IS 'Năm cuối của giai đoạn | Last year of its period';
COMMENT ON COLUMN documents.in_force_on IS 'Ngày dùng để xác định mục tiêu quốc gia đang có hiệu lực; trống nếu không rõ | Date on which the national goal in force is looked up; empty when unknown';
COMMENT ON COLUMN documents.in_force_basis IS 'Ngày đó lấy từ: issued (ban hành), published (đăng), period (cuối năm đầu giai đoạn), unknown | Where that date comes from: issued, published, period (end of its first year), unknown';
COMMENT ON COLUMN documents.implements IS 'Số hiệu các văn bản mà nó triển khai | Numbers of the documents that it carries out';
COMMENT ON COLUMN documents.text IS 'Toàn văn đúng như tệp gốc; trống nếu không giữ | The decoded file exactly; empty where none is held';
COMMENT ON COLUMN documents.note IS 'Ghi chú | Note';

COMMENT ON TABLE document_pages IS 'Trang của văn bản do người dùng đưa vào, mỗi dòng một trang; văn bản không chia trang hoặc chỉ có một trang thì không có dòng nào | Pages of documents that people brought, one a row; none for a text of one page or without pages';
COMMENT ON COLUMN document_pages.document_id IS 'Mã văn bản | Document id';
COMMENT ON COLUMN document_pages.page IS 'Số trang, từ 1 | Page number, from 1';
COMMENT ON COLUMN document_pages."start" IS 'Vị trí bắt đầu trong documents.text | Where the page begins in documents.text';
COMMENT ON COLUMN document_pages."end" IS 'Vị trí kết thúc trong documents.text | Where the page ends in documents.text';

COMMENT ON TABLE statements IS 'Phát biểu: mỗi dòng là một điều mà một văn bản nêu về một chỉ tiêu | Statements: one claim of one document about one measured thing a row';
COMMENT ON COLUMN statements.statement_id IS 'Mã phát biểu, không đổi qua các lần dựng | Statement id, stable across rebuilds';
COMMENT ON COLUMN statements.document_id IS 'Mã văn bản | Document id';
COMMENT ON COLUMN statements.kind IS 'target: mục tiêu có số; commitment: cam kết không có số; baseline: hiện trạng | target: a goal with a number; commitment: a goal without one; baseline: a state reached';
COMMENT ON COLUMN statements.unit_id IS 'Mã đơn vị | Unit id';
COMMENT ON COLUMN statements.territory_id IS 'Địa giới mà phát biểu nói về | Territory that the statement speaks of';
COMMENT ON COLUMN statements.horizon IS 'Mốc: năm phải đạt; trống nếu văn bản không nêu | Horizon: year by which it is due; empty where the text gives none';
COMMENT ON COLUMN statements.horizon_basis IS 'Mốc đọc được từ: heading, sentence, title, none | Where the horizon was read: heading, sentence, title, none';
COMMENT ON COLUMN statements.firmness IS 'Mức cam kết: goal (mục tiêu), orientation (định hướng), vision (tầm nhìn) | Firmness: goal, orientation, vision';
COMMENT ON COLUMN statements.indicator_id IS 'Mã chỉ tiêu; trống nếu chưa xác định | Indicator id; empty when not known yet';
COMMENT ON COLUMN statements.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN statements.scope IS 'Phạm vi; nhiều phạm vi cách nhau bởi "; " | Scope; several are separated by "; "';
COMMENT ON COLUMN statements.operator IS 'So sánh: =, >=, >, <=, <, ~ (khoảng) | Comparator: =, >=, >, <=, <, ~ (about)';
COMMENT ON COLUMN statements.value IS 'Giá trị, theo value_unit; với khoảng là cận dưới; trống nếu không có số | Value in value_unit; lower limit of a range; empty without a number';
COMMENT ON COLUMN statements.value_high IS 'Cận trên của khoảng giá trị; trống nếu không phải khoảng | Upper limit of a range; empty otherwise';
COMMENT ON COLUMN statements.value_unit IS 'Đơn vị đo | Unit of value';
COMMENT ON COLUMN statements.value_text IS 'Giá trị đúng như in trong văn bản | Value as printed';
COMMENT ON COLUMN statements.subject_vi IS 'Điều được đo, theo lời văn bản | What is measured, in the words of the text';
COMMENT ON COLUMN statements.statement_vi IS 'Phát biểu bằng tiếng Việt | The statement in Vietnamese';
COMMENT ON COLUMN statements.statement_en IS 'Phát biểu bằng tiếng Anh | The statement in English';
COMMENT ON COLUMN statements.evidence IS 'quoted: có câu trích từ toàn văn; cited: dẫn từ nguồn, không giữ toàn văn | quoted: sentence from a text held; cited: from a source whose text is not held';
COMMENT ON COLUMN statements.quote IS 'Câu trích nguyên văn; trống với số liệu được dẫn | The sentence word for word; empty for cited figures';
COMMENT ON COLUMN statements.quote_start IS 'Vị trí ký tự đầu của câu trích trong tệp gốc | First character of the quote in the raw file';
COMMENT ON COLUMN statements.quote_end IS 'Vị trí sau ký tự cuối của câu trích | Position after the last character of the quote';
COMMENT ON COLUMN statements.value_start IS 'Vị trí ký tự đầu của giá trị | First character of the value';
COMMENT ON COLUMN statements.value_end IS 'Vị trí sau ký tự cuối của giá trị | Position after the last character of the value';
COMMENT ON COLUMN statements.rule IS 'Quy tắc đã đọc ra phát biểu | Rule that read the statement';
COMMENT ON COLUMN statements.reason IS 'Từ ngữ quyết định loại, so sánh và mốc | Words that decided kind, comparator and horizon';
COMMENT ON COLUMN statements.confidence IS 'Độ tin cậy 0–1 của quy tắc; trống với số liệu được dẫn | Confidence 0 to 1 of the rule; empty for cited figures';
COMMENT ON COLUMN statements.review_status IS 'unreviewed: chưa rà; accepted: đã nhận; corrected: đã sửa | unreviewed, accepted or corrected';
COMMENT ON COLUMN statements.note IS 'Ghi chú | Note';
COMMENT ON COLUMN statements.variant IS 'Cách xác định riêng của chỉ tiêu ở đây (GDP, GRDP…); trống nếu theo định nghĩa chung | What qualifies the indicator here (GDP, GRDP…); empty when its own definition holds';
COMMENT ON COLUMN statements.as_of_year IS 'Năm của hiện trạng; trống với mục tiêu | Year whose state a baseline describes; empty for goals';
COMMENT ON COLUMN statements.doubt IS 'Điểm chưa xác nhận của số liệu được dẫn: none, document, territory, horizon | What of a cited figure is unconfirmed: none, document, territory, horizon';
COMMENT ON COLUMN statements.cited_confidence IS 'Độ chắc của số liệu được dẫn: high, medium | Confidence in a cited figure: high, medium';
COMMENT ON COLUMN statements.source_urls IS 'Địa chỉ nguồn của số liệu được dẫn | Addresses of a cited figure';
COMMENT ON COLUMN statements.suggested_indicator_id IS 'Chỉ tiêu gợi ý cho người rà soát, không dùng để so sánh | Indicator suggested to the reviewer, never used to compare';
COMMENT ON COLUMN statements.reviewed_by IS 'Người đã chấp nhận hoặc sửa trước khi công bố; trống là chưa ai soát | Who accepted or corrected it before it was published; empty when nobody has';
COMMENT ON COLUMN statements.reviewed_at IS 'Thời điểm soát xét, giờ UTC | When it was reviewed, UTC';
COMMENT ON COLUMN statements.is_ocr IS 'Chữ do máy đọc từ ảnh (OCR) | Whether its words came through the recognition of a picture (OCR)';
COMMENT ON COLUMN statements.folded IS 'Nội dung bỏ dấu để tìm kiếm | Text without accents, for search';

COMMENT ON TABLE statement_themes IS 'Lĩnh vực mà một phát biểu nêu tên: lĩnh vực được đếm, và lĩnh vực khác nêu trong cùng câu trích | Themes that a statement names: the one that it counts under, and others named in the same quoted sentence';
COMMENT ON COLUMN statement_themes.statement_id IS 'Mã phát biểu | Statement id';
COMMENT ON COLUMN statement_themes.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN statement_themes.is_main IS 'Lĩnh vực mà phát biểu được đếm vào; sai: chỉ được nêu tên trong câu | Whether the statement counts under this theme; false where its sentence only names it';

COMMENT ON TABLE tasks IS 'Nhiệm vụ trọng tâm và mục tiêu không định lượng, theo thứ tự trong văn bản | Task groups and aims without numbers, in the order of the document';
COMMENT ON COLUMN tasks.task_id IS 'Mã nhiệm vụ | Task id';
COMMENT ON COLUMN tasks.document_id IS 'Mã văn bản | Document id';
COMMENT ON COLUMN tasks.unit_id IS 'Mã đơn vị | Unit id';
COMMENT ON COLUMN tasks.kind IS 'task: nhiệm vụ; aim: mục tiêu không định lượng | task, or aim without a number';
COMMENT ON COLUMN tasks.ordinal IS 'Thứ tự trong văn bản, từ 1 | Place in the document, from 1';
COMMENT ON COLUMN tasks.label IS 'Nhãn như in: Một là, Thứ hai; trống nếu không có | Label as printed; empty when there is none';
COMMENT ON COLUMN tasks.topic_id IS 'Mã chủ đề; trống nếu chưa xác định | Topic id; empty when not known';
COMMENT ON COLUMN tasks.theme_id IS 'Mã trụ cột | Theme id';
COMMENT ON COLUMN tasks.horizon IS 'Mốc, nếu có | Horizon, where there is one';
COMMENT ON COLUMN tasks.title_vi IS 'Mệnh đề đầu của nhiệm vụ | First clause of the task';
COMMENT ON COLUMN tasks.quote IS 'Nguyên văn | Word for word';
COMMENT ON COLUMN tasks.quote_start IS 'Vị trí ký tự đầu trong tệp gốc | First character in the raw file';
COMMENT ON COLUMN tasks.quote_end IS 'Vị trí sau ký tự cuối | Position after the last character';
COMMENT ON COLUMN tasks.rule IS 'Quy tắc đã đọc ra nhiệm vụ | Rule that read the task';
COMMENT ON COLUMN tasks.folded IS 'Nội dung bỏ dấu để tìm kiếm | Text without accents, for search';

COMMENT ON TABLE citations IS 'Số hiệu văn bản được một văn bản nhắc đến: dòng dẫn của hệ thống văn bản | Document numbers named by a document: edges of the lineage';
COMMENT ON COLUMN citations.document_id IS 'Văn bản nhắc đến | Document that names';
COMMENT ON COLUMN citations.cited_number IS 'Số hiệu được nhắc, đã chuẩn hoá | Number named, normalised';
COMMENT ON COLUMN citations.cited_document_id IS 'Văn bản được nhắc, nếu đã đăng ký | Document named, where registered';
COMMENT ON COLUMN citations.relation IS 'implements: triển khai; amends: sửa đổi; mentions: nhắc đến | implements, amends or mentions';
COMMENT ON COLUMN citations."start" IS 'Vị trí ký tự đầu trong tệp gốc | First character in the raw file';
COMMENT ON COLUMN citations."end" IS 'Vị trí sau ký tự cuối | Position after the last character';
COMMENT ON COLUMN citations.quote IS 'Nguyên văn | Word for word';

COMMENT ON TABLE corrections IS 'Điều người rà soát đã sửa, mỗi dòng một ô | What a person corrected, one cell a row';
COMMENT ON COLUMN corrections.correction_id IS 'Mã lần sửa | Correction id';
COMMENT ON COLUMN corrections.document_id IS 'Mã văn bản | Document id';
COMMENT ON COLUMN corrections.statement_id IS 'Mã phát biểu được sửa | Statement corrected';
COMMENT ON COLUMN corrections.field IS 'Cột được sửa | Column corrected';
COMMENT ON COLUMN corrections.old_value IS 'Giá trị máy đọc | Value that was read';
COMMENT ON COLUMN corrections.new_value IS 'Giá trị sau khi sửa | Value put in its place';
COMMENT ON COLUMN corrections.reason IS 'Lý do | Reason';
COMMENT ON COLUMN corrections.author IS 'Người sửa | Who corrected';
COMMENT ON COLUMN corrections.date IS 'Ngày sửa | Date of the correction';

COMMENT ON TABLE checks IS 'Kết quả các phép kiểm khi dựng bản phát hành | Results of the checks made by the build';
COMMENT ON COLUMN checks.check_id IS 'Mã phép kiểm | Check id';
COMMENT ON COLUMN checks.severity IS 'error: chặn phát hành; warning: cảnh báo; info: thông tin | error stops a release; warning; info';
COMMENT ON COLUMN checks.passed IS 'Đạt hay không | Whether it passed';
COMMENT ON COLUMN checks.failures IS 'Số trường hợp không đạt | Number of failures';
COMMENT ON COLUMN checks.title_vi IS 'Nội dung kiểm | What is checked, in Vietnamese';
COMMENT ON COLUMN checks.title_en IS 'Nội dung kiểm bằng tiếng Anh | What is checked';
COMMENT ON COLUMN checks.detail IS 'Chi tiết các trường hợp không đạt | Details of the failures';

COMMENT ON TABLE verdict_reasons IS 'Lời giải thích cho từng lý do của kết luận so sánh | Words for each reason of a verdict';
COMMENT ON COLUMN verdict_reasons.reason IS 'Mã lý do | Reason code';
COMMENT ON COLUMN verdict_reasons.text_vi IS 'Lời giải thích tiếng Việt | Explanation in Vietnamese';
COMMENT ON COLUMN verdict_reasons.text_en IS 'Lời giải thích tiếng Anh | Explanation in English';

COMMENT ON TABLE comparison_rows IS 'So sánh mục tiêu tỉnh với mục tiêu quốc gia: mỗi dòng một cặp, hoặc một bên đứng riêng, theo từng căn cứ hiệu lực | Provincial targets against national ones: one pair, or a lone side, a row, for each basis';
COMMENT ON COLUMN comparison_rows.basis IS 'Mục tiêu quốc gia có hiệu lực khi: at_issue (tỉnh ban hành) hoặc today (hiện nay) | National goal in force: at_issue of the province document, or today';
COMMENT ON COLUMN comparison_rows.unit_id IS 'Mã tỉnh | Province';
COMMENT ON COLUMN comparison_rows.indicator_id IS 'Chỉ tiêu của tỉnh; của quốc gia khi tỉnh không nêu | Indicator of the province; of the nation when the province is silent';
COMMENT ON COLUMN comparison_rows.national_indicator_id IS 'Chỉ tiêu của mục tiêu quốc gia; khác indicator_id khi chỉ cùng họ | Indicator of the national goal; differs from indicator_id when only the family agrees';
COMMENT ON COLUMN comparison_rows.family IS 'Họ chỉ tiêu | Family of the indicator';
COMMENT ON COLUMN comparison_rows.theme_id IS 'Mã trụ cột của chỉ tiêu | Theme of the indicator';
COMMENT ON COLUMN comparison_rows.scope IS 'Một phạm vi; "province" là cả đơn vị | One scope; "province" means the whole unit';
COMMENT ON COLUMN comparison_rows.national_scope IS 'Phạm vi phía quốc gia, viết cùng cách | Scope of the national side, spelled the same way';
COMMENT ON COLUMN comparison_rows.variant IS 'Cách xác định phía tỉnh (hoặc quốc gia khi tỉnh không nêu) | Variant of the province (or of the nation when the province is silent)';
COMMENT ON COLUMN comparison_rows.national_variant IS 'Cách xác định phía quốc gia | Variant of the national side';
COMMENT ON COLUMN comparison_rows.horizon IS 'Mốc mà dòng so sánh thuộc về; trống nếu không có mốc | Horizon under which the row is filed; empty when there is none';
COMMENT ON COLUMN comparison_rows.province_horizon IS 'Mốc phía tỉnh | Horizon of the province';
COMMENT ON COLUMN comparison_rows.national_horizon IS 'Mốc phía quốc gia | Horizon of the nation';
COMMENT ON COLUMN comparison_rows.province_statement_id IS 'Phát biểu của tỉnh; trống khi tỉnh không nêu | Statement of the province; empty when it is silent';
COMMENT ON COLUMN comparison_rows.national_statement_id IS 'Phát biểu quốc gia; trống khi quốc gia không nêu | National statement; empty when the nation is silent';
COMMENT ON COLUMN comparison_rows.province_document_id IS 'Văn bản của tỉnh | Document of the province';
COMMENT ON COLUMN comparison_rows.national_document_id IS 'Văn bản quốc gia | National document';
COMMENT ON COLUMN comparison_rows.province_operator IS 'So sánh phía tỉnh | Comparator of the province';
COMMENT ON COLUMN comparison_rows.province_value IS 'Giá trị phía tỉnh, theo province_value_unit | Value of the province, in province_value_unit';
COMMENT ON COLUMN comparison_rows.province_value_high IS 'Cận trên phía tỉnh, nếu là khoảng | Upper limit of the province, for a range';
COMMENT ON COLUMN comparison_rows.province_value_unit IS 'Đơn vị đo phía tỉnh | Unit of value of the province';
COMMENT ON COLUMN comparison_rows.national_operator IS 'So sánh phía quốc gia | Comparator of the nation';
COMMENT ON COLUMN comparison_rows.national_value IS 'Giá trị phía quốc gia, theo national_value_unit | Value of the nation, in national_value_unit';
COMMENT ON COLUMN comparison_rows.national_value_high IS 'Cận trên phía quốc gia, nếu là khoảng | Upper limit of the nation, for a range';
COMMENT ON COLUMN comparison_rows.national_value_unit IS 'Đơn vị đo phía quốc gia | Unit of value of the nation';
COMMENT ON COLUMN comparison_rows.direction IS 'Chiều tốt hơn của chỉ tiêu | Which is better for the indicator';
COMMENT ON COLUMN comparison_rows.gap IS 'Chênh lệch tỉnh trừ quốc gia; chỉ có khi so sánh được | Province minus nation; only where the two compare';
COMMENT ON COLUMN comparison_rows.gap_unit IS 'Đơn vị của chênh lệch: percentage_points hoặc đơn vị đo | Unit of the gap: percentage_points or the unit of value';
COMMENT ON COLUMN comparison_rows.verdict IS 'Kết luận: ahead, aligned, behind, earlier, later, not_comparable, no_national, no_province | Verdict: ahead, aligned, behind, earlier, later, not_comparable, no_national, no_province';
COMMENT ON COLUMN comparison_rows.reason IS 'Lý do của kết luận, giải thích ở verdict_reasons | Reason of the verdict, put in words by verdict_reasons';
COMMENT ON COLUMN comparison_rows.basis_date IS 'Ngày xét hiệu lực của mục tiêu quốc gia; trống nếu không rõ | Date on which the national goal in force was looked up; empty when unknown';
COMMENT ON COLUMN comparison_rows.in_force_basis IS 'Ngày đó lấy từ: issued, published, period, unknown, today | Where that date comes from: issued, published, period, unknown, today';
COMMENT ON COLUMN comparison_rows.territory_id IS 'Địa giới mà phía tỉnh nói về; trống khi tỉnh không nêu | Territory that the province speaks of; empty when it is silent';
COMMENT ON COLUMN comparison_rows.is_old_territory IS 'Địa giới đó đã hết hiệu lực | Whether that territory has ended since';
COMMENT ON COLUMN comparison_rows.province_firmness IS 'Mức cam kết phía tỉnh | Firmness of the province';
COMMENT ON COLUMN comparison_rows.national_firmness IS 'Mức cam kết phía quốc gia | Firmness of the nation';
COMMENT ON COLUMN comparison_rows.province_doubt IS 'Điểm chưa xác nhận phía tỉnh | What is unconfirmed on the side of the province';
COMMENT ON COLUMN comparison_rows.national_doubt IS 'Điểm chưa xác nhận phía quốc gia | What is unconfirmed on the side of the nation';
COMMENT ON COLUMN comparison_rows.is_province_cited IS 'Phía tỉnh là số liệu được dẫn | Whether the figure of the province is cited';
COMMENT ON COLUMN comparison_rows.is_national_cited IS 'Phía quốc gia là số liệu được dẫn | Whether the national figure is cited';
COMMENT ON COLUMN comparison_rows.is_national_replaced IS 'Mục tiêu quốc gia này nay đã có mục tiêu khác thay | Whether another national goal has taken its place since';
COMMENT ON COLUMN comparison_rows.national_alternatives IS 'Số mục tiêu quốc gia khác cho cùng chỉ tiêu, phạm vi, mốc | Number of other national goals for the same indicator, scope and horizon';

COMMENT ON TABLE release IS 'Bản phát hành này, một dòng | This release, one row';
COMMENT ON COLUMN release.release_id IS 'Mã bản phát hành, tính từ nội dung | Release id, computed from the content';
COMMENT ON COLUMN release.schema_version IS 'Phiên bản cấu trúc | Version of the schema';
COMMENT ON COLUMN release.content_sha256 IS 'Mã kiểm tra SHA-256 của dữ liệu đầu vào | SHA-256 of the data that went in';
COMMENT ON COLUMN release.content_date IS 'Ngày mới nhất trong danh mục văn bản | Newest date in the registry';
COMMENT ON COLUMN release.documents IS 'Số văn bản | Number of documents';
COMMENT ON COLUMN release.statements IS 'Số phát biểu | Number of statements';
COMMENT ON COLUMN release.is_synthetic IS 'Dữ liệu giả lập để đo tốc độ | Whether the data is synthetic, made to measure speed';
