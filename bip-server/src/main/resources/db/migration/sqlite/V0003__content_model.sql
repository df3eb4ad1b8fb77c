-- The whole content model: the subject menu, addresses that outlive renames and moves, the standing
-- of each page at each moment, provenance of pages and files, exclusions, the glossary, the
-- editorial team, the declaration of accessibility and counts of visits. Nothing that stood here
-- before is rewritten; what citizens saw of it is carried over.

-- The subject menu (menu przedmiotowe, § 11 ust. 1 pkt 5; R11).
CREATE TABLE section (
    id        INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES section (id),
    position  INTEGER NOT NULL,
    slug      TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    title     TEXT NOT NULL,
    title_en  TEXT NOT NULL,
    -- the letter of art. 6 ust. 1, or the separate act; empty where publishing is by choice
    basis     TEXT NOT NULL,
    duty      TEXT NOT NULL CHECK (duty IN ('mandatory', 'separate_act', 'optional')),
    -- never taken out of the menu (R13)
    fixed     INTEGER NOT NULL CHECK (fixed IN (0, 1))
) STRICT;

CREATE INDEX section_parent ON section (parent_id, position);

-- Every address that a section ever had; never used for another.
CREATE TABLE section_address (
    slug       TEXT PRIMARY KEY CHECK (slug <> ''),
    section_id INTEGER NOT NULL REFERENCES section (id),
    since      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE page ADD COLUMN section_id INTEGER REFERENCES section (id);
ALTER TABLE page ADD COLUMN archived_at TEXT;
ALTER TABLE page ADD COLUMN archived_reason TEXT;
ALTER TABLE page ADD COLUMN withdrawn_basis TEXT;

CREATE INDEX page_section ON page (section_id, state);

-- Every address that a page ever had; never used for another (R26, R64).
CREATE TABLE page_address (
    slug    TEXT PRIMARY KEY CHECK (slug <> ''),
    page_id INTEGER NOT NULL REFERENCES page (id),
    since   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX page_address_page ON page_address (page_id);
INSERT INTO page_address (slug, page_id, since) SELECT slug, id, created_at FROM page;

-- Where a page stood from a moment on: its address, section and state. The bulletin as of a date
-- is made of it (art. 8 ust. 6 pkt 5). What was withdrawn before it came here was never shown here.
CREATE TABLE page_standing (
    page_id    INTEGER NOT NULL REFERENCES page (id),
    number     INTEGER NOT NULL CHECK (number >= 1),
    since      TEXT NOT NULL,
    slug       TEXT NOT NULL,
    section_id INTEGER REFERENCES section (id),
    state      TEXT NOT NULL CHECK (state IN ('published', 'archived', 'withdrawn')),
    reason     TEXT,
    PRIMARY KEY (page_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_standing_since ON page_standing (since);
INSERT INTO page_standing (page_id, number, since, slug, section_id, state, reason)
SELECT id, 1, created_at, slug, NULL, 'published', NULL FROM page
WHERE state = 'published' OR withdrawn_at IS NOT NULL;
INSERT INTO page_standing (page_id, number, since, slug, section_id, state, reason)
SELECT id, CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END, coalesce(withdrawn_at, created_at),
       slug, NULL, 'withdrawn', withdrawn_reason
FROM page WHERE state = 'withdrawn';

-- Who made the information, who answers for it and when it was made (art. 8 ust. 6 pkt 2 and 4).
-- Unknown for what came here without them.
ALTER TABLE page_revision ADD COLUMN produced_by TEXT;
ALTER TABLE page_revision ADD COLUMN responsible TEXT;
ALTER TABLE page_revision ADD COLUMN produced_on TEXT;

-- A row is one version of a file. The first has no series: it is its own.
ALTER TABLE attachment ADD COLUMN series_id INTEGER REFERENCES attachment (id);
ALTER TABLE attachment ADD COLUMN number INTEGER NOT NULL DEFAULT 1 CHECK (number >= 1);
ALTER TABLE attachment ADD COLUMN added_by INTEGER REFERENCES account (id);
ALTER TABLE attachment ADD COLUMN produced_by TEXT;
ALTER TABLE attachment ADD COLUMN responsible TEXT;
ALTER TABLE attachment ADD COLUMN produced_on TEXT;
ALTER TABLE attachment ADD COLUMN ended_at TEXT;
ALTER TABLE attachment ADD COLUMN ended_kind TEXT CHECK (ended_kind IN ('replaced', 'removed'));
ALTER TABLE attachment ADD COLUMN ended_reason TEXT;

CREATE INDEX attachment_series ON attachment (series_id);

-- The register, with more kinds of change and with the revision that a change made.
CREATE TABLE change_entry_3 (
    id         INTEGER PRIMARY KEY,
    page_id    INTEGER NOT NULL REFERENCES page (id),
    changed_at TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('created', 'changed', 'renamed', 'moved', 'archived',
                   'restored', 'withdrawn', 'attached', 'replaced', 'detached')),
    reason     TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    -- of the page, where the change made one; unknown for what came here without it
    revision   INTEGER
) STRICT;

DROP TRIGGER change_entry_not_replaced;
DROP TRIGGER change_entry_not_changed;
DROP TRIGGER change_entry_not_deleted;
INSERT INTO change_entry_3 (id, page_id, changed_at, kind, reason, account_id, revision)
SELECT c.id, c.page_id, c.changed_at, c.kind, c.reason, c.account_id,
       (SELECT r.number FROM page_revision r
        WHERE r.page_id = c.page_id AND r.saved_at = c.changed_at
          AND r.saved_by = c.account_id)
FROM change_entry c;
DROP TABLE change_entry;
ALTER TABLE change_entry_3 RENAME TO change_entry;
CREATE INDEX change_entry_page ON change_entry (page_id);
CREATE INDEX change_entry_changed_at ON change_entry (changed_at);
CREATE INDEX change_entry_account ON change_entry (account_id);

-- What is withheld, and why (art. 8 ust. 5; R15).
CREATE TABLE exclusion (
    id             INTEGER PRIMARY KEY,
    page_id        INTEGER NOT NULL REFERENCES page (id),
    scope          TEXT NOT NULL CHECK (scope <> ''),
    legal_basis    TEXT NOT NULL CHECK (legal_basis <> ''),
    excluded_by    TEXT NOT NULL CHECK (excluded_by <> ''),
    -- in whose interest, in the cases of art. 5 ust. 2
    in_interest_of TEXT,
    entered_at     TEXT NOT NULL,
    entered_by     INTEGER NOT NULL REFERENCES account (id)
) STRICT;

CREATE INDEX exclusion_page ON exclusion (page_id);

CREATE TABLE glossary_term (
    abbreviation TEXT PRIMARY KEY CHECK (abbreviation <> ''),
    expansion    TEXT NOT NULL CHECK (expansion <> '')
) STRICT, WITHOUT ROWID;

-- Who edits the bulletin (§ 11 ust. 1 pkt 3; R3).
CREATE TABLE editorial_member (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    name     TEXT NOT NULL CHECK (name <> ''),
    phone    TEXT NOT NULL,
    -- empty for none
    fax      TEXT NOT NULL,
    email    TEXT NOT NULL
) STRICT;

-- The declaration of accessibility as fields (ustawa z 4.04.2019, art. 10; R39). Dates are local.
CREATE TABLE accessibility_statement (
    id                 INTEGER PRIMARY KEY CHECK (id = 1),
    status             TEXT NOT NULL CHECK (status IN ('full', 'partial', 'none')),
    published_on       TEXT NOT NULL,
    updated_on         TEXT NOT NULL,
    drawn_up_on        TEXT NOT NULL,
    reviewed_on        TEXT,
    method             TEXT NOT NULL CHECK (method IN ('self', 'external')),
    contact            TEXT NOT NULL,
    email              TEXT NOT NULL,
    phone              TEXT NOT NULL,
    -- Markdown
    non_compliance     TEXT NOT NULL,
    out_of_scope       TEXT NOT NULL,
    excessive_cost     TEXT NOT NULL,
    architecture       TEXT NOT NULL,
    communication      TEXT NOT NULL,
    applications       TEXT NOT NULL
) STRICT;

-- How often a page was read on a day (art. 9 ust. 4 pkt 2; R62): a number, and nothing of who read.
CREATE TABLE visit_count (
    page_id INTEGER NOT NULL REFERENCES page (id),
    day     TEXT NOT NULL,
    visits  INTEGER NOT NULL CHECK (visits > 0),
    PRIMARY KEY (page_id, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER change_entry_not_replaced BEFORE INSERT ON change_entry
WHEN EXISTS (SELECT 1 FROM change_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never replaced'); END;
CREATE TRIGGER change_entry_not_changed BEFORE UPDATE ON change_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never changed'); END;
CREATE TRIGGER change_entry_not_deleted BEFORE DELETE ON change_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never deleted'); END;

CREATE TRIGGER page_standing_not_replaced BEFORE INSERT ON page_standing
WHEN EXISTS (SELECT 1 FROM page_standing WHERE page_id = NEW.page_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a standing is never replaced'); END;
CREATE TRIGGER page_standing_not_changed BEFORE UPDATE ON page_standing
BEGIN SELECT RAISE(ABORT, 'a standing is never changed'); END;
CREATE TRIGGER page_standing_not_deleted BEFORE DELETE ON page_standing
BEGIN SELECT RAISE(ABORT, 'a standing is never deleted'); END;

CREATE TRIGGER page_address_not_replaced BEFORE INSERT ON page_address
WHEN EXISTS (SELECT 1 FROM page_address WHERE slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'an address is never given to another page'); END;
CREATE TRIGGER page_address_not_changed BEFORE UPDATE ON page_address
BEGIN SELECT RAISE(ABORT, 'an address is never given to another page'); END;
CREATE TRIGGER page_address_not_deleted BEFORE DELETE ON page_address
BEGIN SELECT RAISE(ABORT, 'an address is never given up'); END;
