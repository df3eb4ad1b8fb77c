-- The bulletin's first schema: whose bulletin it is, who may write, pages with their revisions,
-- attachments, labels and the register of changes. Times are UTC, RFC 3339 text. Nothing is deleted:
-- a page is withdrawn (art. 8 ust. 6: a court may ask what was published when).

CREATE TABLE public_body (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    name       TEXT NOT NULL,
    short_name TEXT NOT NULL,
    street     TEXT NOT NULL,
    zip_code   TEXT NOT NULL,
    town       TEXT NOT NULL,
    bip_url    TEXT,
    nip        TEXT,
    regon      TEXT
) STRICT;

CREATE TABLE contact (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    phone    TEXT NOT NULL,
    email    TEXT NOT NULL
) STRICT;

CREATE TABLE department (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    domain   TEXT NOT NULL,
    location TEXT NOT NULL,
    phone    TEXT NOT NULL,
    email    TEXT NOT NULL
) STRICT;

CREATE TABLE staff_member (
    id            INTEGER PRIMARY KEY,
    department_id INTEGER NOT NULL REFERENCES department (id),
    position      INTEGER NOT NULL,
    role_name     TEXT NOT NULL,
    role_type     TEXT NOT NULL,
    person_name   TEXT NOT NULL,
    photo_url     TEXT NOT NULL,
    phone         TEXT NOT NULL,
    email         TEXT NOT NULL,
    UNIQUE (department_id, position)
) STRICT;

CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    login         TEXT NOT NULL UNIQUE,
    email         TEXT,
    password_hash TEXT NOT NULL,
    administrator INTEGER NOT NULL CHECK (administrator IN (0, 1)),
    disabled      INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    created_at    TEXT NOT NULL
) STRICT;

-- A page keeps its address for ever; what it says is in its revisions.
CREATE TABLE page (
    id               INTEGER PRIMARY KEY,
    slug             TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    state            TEXT NOT NULL CHECK (state IN ('published', 'withdrawn')),
    in_menu          INTEGER NOT NULL CHECK (in_menu IN (0, 1)),
    menu_position    INTEGER,
    created_at       TEXT NOT NULL,
    created_by       INTEGER NOT NULL REFERENCES account (id),
    withdrawn_at     TEXT,
    withdrawn_reason TEXT,
    CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
) STRICT;

CREATE TABLE page_revision (
    page_id  INTEGER NOT NULL REFERENCES page (id),
    number   INTEGER NOT NULL CHECK (number >= 1),
    title    TEXT NOT NULL,
    summary  TEXT,
    markdown TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by INTEGER NOT NULL REFERENCES account (id),
    PRIMARY KEY (page_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_revision_saved_at ON page_revision (saved_at);

CREATE TABLE attachment (
    id          INTEGER PRIMARY KEY,
    page_id     INTEGER NOT NULL REFERENCES page (id),
    file_name   TEXT NOT NULL,
    -- content hash under which the file is kept; NULL when the file was lost before it came here
    sha256      TEXT,
    size_bytes  INTEGER NOT NULL CHECK (size_bytes >= 0),
    media_type  TEXT NOT NULL,
    title       TEXT NOT NULL,
    description TEXT,
    created_at  TEXT NOT NULL
) STRICT;

CREATE INDEX attachment_page ON attachment (page_id);
CREATE INDEX attachment_file_name ON attachment (file_name);

CREATE TABLE label (
    id          INTEGER PRIMARY KEY,
    slug        TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name        TEXT NOT NULL UNIQUE,
    description TEXT
) STRICT;

CREATE TABLE page_label (
    page_id  INTEGER NOT NULL REFERENCES page (id),
    label_id INTEGER NOT NULL REFERENCES label (id),
    PRIMARY KEY (page_id, label_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_label_label ON page_label (label_id);

-- The public register of changes; only added to.
CREATE TABLE change_entry (
    id         INTEGER PRIMARY KEY,
    page_id    INTEGER NOT NULL REFERENCES page (id),
    changed_at TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('created', 'changed')),
    reason     TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id)
) STRICT;

CREATE INDEX change_entry_page ON change_entry (page_id);
CREATE INDEX change_entry_changed_at ON change_entry (changed_at);

-- Where an imported row came from, so that a second import changes nothing.
CREATE TABLE legacy_origin (
    kind      TEXT NOT NULL,
    source_pk INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    digest    TEXT NOT NULL,
    PRIMARY KEY (kind, source_pk)
) STRICT, WITHOUT ROWID;
