-- Signing in, and the record of acts and refused attempts (the dziennik of § 16). What was recorded,
-- published or registered is only ever added to: the database itself refuses to change it.

-- A session is known by the SHA-256 of the secret in the browser's cookie: who reads this table
-- cannot use what is in it. Ended ones stay a week, so that their use is told from a guess.
CREATE TABLE session (
    secret_sha256 TEXT PRIMARY KEY,
    account_id    INTEGER NOT NULL REFERENCES account (id),
    started_at    TEXT NOT NULL,
    seen_at       TEXT NOT NULL,
    ended_at      TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX session_account ON session (account_id);

-- Each entry holds the hash of the one before it. AUTOINCREMENT keeps the highest number ever
-- given, so that entries cut off at the end are missed too. Accounts and pages stand here by value:
-- an entry outlives what it tells of.
CREATE TABLE audit_entry (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    at         TEXT NOT NULL,
    kind       TEXT NOT NULL,
    account_id INTEGER,
    login      TEXT,
    address    TEXT,
    subject    TEXT,
    detail     TEXT,
    -- set where an entry was first kept outside the database, so that it is entered once
    kept_as    TEXT UNIQUE,
    previous   TEXT NOT NULL,
    hash       TEXT NOT NULL
) STRICT;

CREATE INDEX audit_entry_login ON audit_entry (login, at);
CREATE INDEX audit_entry_address ON audit_entry (address, at);

-- INSERT OR REPLACE deletes without asking a DELETE trigger, hence the first of each three.
CREATE TRIGGER audit_entry_not_replaced BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an audit entry is never replaced'); END;
CREATE TRIGGER audit_entry_not_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END;
CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END;

CREATE TRIGGER page_revision_not_replaced BEFORE INSERT ON page_revision
WHEN EXISTS (SELECT 1 FROM page_revision WHERE page_id = NEW.page_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a revision is never replaced'); END;
CREATE TRIGGER page_revision_not_changed BEFORE UPDATE ON page_revision
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER page_revision_not_deleted BEFORE DELETE ON page_revision
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;

CREATE TRIGGER change_entry_not_replaced BEFORE INSERT ON change_entry
WHEN EXISTS (SELECT 1 FROM change_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never replaced'); END;
CREATE TRIGGER change_entry_not_changed BEFORE UPDATE ON change_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never changed'); END;
CREATE TRIGGER change_entry_not_deleted BEFORE DELETE ON change_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the register is never deleted'); END;
