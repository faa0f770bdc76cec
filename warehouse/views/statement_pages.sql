-- On which page of its document each quote begins; only for documents whose text has pages.
CREATE TABLE statement_pages AS
WITH
final AS (
    SELECT s.statement_id, max(p.page) AS page
    FROM statements AS s
    JOIN document_pages AS p ON p.document_id = s.document_id AND p."start" <= s.quote_start
    GROUP BY s.statement_id
)
SELECT * FROM final ORDER BY statement_id;

COMMENT ON TABLE statement_pages IS 'Trang của câu trích, với văn bản có chia trang | Page of each quote, for documents that have pages';
COMMENT ON COLUMN statement_pages.page IS 'Trang của câu trích trong văn bản | Page of the document on which the quote begins';
