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
    fixed     INTEGER NOT NULL CHECK (fixed IN (0, 1)),
    -- a sentence that says what belongs here
    scope     TEXT NOT NULL DEFAULT '',
    scope_en  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX section_parent ON section (parent_id, position);

-- Every address that a section ever had; never used for another.
CREATE TABLE section_address (
    slug       TEXT PRIMARY KEY CHECK (slug <> ''),
    section_id INTEGER NOT NULL REFERENCES section (id),
    -- empty for the menu that comes with the schema: a migration leaves the same rows everywhere
    since      TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE page ADD COLUMN section_id INTEGER REFERENCES section (id);
ALTER TABLE page ADD COLUMN archived_at TEXT;
ALTER TABLE page ADD COLUMN archived_reason TEXT;
ALTER TABLE page ADD COLUMN withdrawn_basis TEXT;

CREATE INDEX page_section ON page (section_id, state, archived_at, created_at);

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

-- The menu that a new bulletin begins with: that of a gmina (art. 6 ust. 1, art. 8 ust. 3; R11).
-- Editors rename and move what they need; only the category that the act on open data names to the
-- letter stays (R13).
INSERT INTO section
    (id, parent_id, position, slug, title, title_en, basis, duty, fixed, scope, scope_en) VALUES
(100, NULL, 1, 'gmina', 'Gmina', 'The municipality',
 'art. 6 ust. 1 pkt 2 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Czym jest gmina: jej status, jednostki, raporty i plany rozwoju.',
 'What the municipality is: its status, units, reports and plans.'),
(101, 100, 1, 'status-prawny-i-statut', 'Status prawny i statut', 'Legal status and statute',
 'art. 6 ust. 1 pkt 2 lit. a ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Podstawa działania gminy, jej statut i statuty jednostek.',
 'The legal footing of the municipality and its statutes.'),
(102, 100, 2, 'jednostki-pomocnicze', 'Jednostki pomocnicze', 'Auxiliary units',
 'art. 6 ust. 1 pkt 2 lit. b ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Sołectwa, osiedla i dzielnice: ich organy, statuty i zebrania.',
 'Village and district councils: their bodies, statutes and meetings.'),
(103, 100, 3, 'jednostki-organizacyjne-i-spolki', 'Jednostki organizacyjne i spółki', 'Organisational units and companies',
 'art. 6 ust. 1 pkt 2 lit. b i e ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Szkoły, przedszkola, zakłady, instytucje kultury i spółki gminy.',
 'Schools, nurseries, works, cultural institutions and companies of the municipality.'),
(104, 100, 4, 'raport-o-stanie-gminy', 'Raport o stanie gminy', 'Report on the state of the municipality',
 'art. 6 ust. 1 pkt 4 lit. d ustawy o dostępie do informacji publicznej i art. 28aa ustawy o samorządzie gminnym', 'mandatory', 0,
 'Coroczny raport wójta i debata nad nim.',
 'The mayor''s annual report and the debate on it.'),
(105, 100, 5, 'strategie-i-programy', 'Strategie i programy', 'Strategies and programmes',
 'art. 6 ust. 1 pkt 1 lit. c ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Strategia rozwoju, programy i plany oraz sprawozdania z ich wykonania.',
 'The development strategy, programmes and plans, and reports on carrying them out.'),
(200, NULL, 2, 'organy', 'Organy', 'Authorities',
 'art. 6 ust. 1 pkt 2 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Kto gminą kieruje i kto o niej rozstrzyga.',
 'Who runs the municipality and who decides.'),
(201, 200, 1, 'rada-gminy', 'Rada Gminy', 'Municipal council',
 'art. 6 ust. 1 pkt 2 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Skład rady, jej komisje, kluby i dyżury radnych.',
 'Members of the council, its committees, groups and surgeries.'),
(202, 200, 2, 'wojt-i-zastepcy', 'Wójt i zastępcy', 'The mayor and deputies',
 'art. 6 ust. 1 pkt 2 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Kto sprawuje urząd, jakie ma zadania i upoważnienia.',
 'Who holds office, with what tasks and powers.'),
(203, 200, 3, 'oswiadczenia-majatkowe', 'Oświadczenia majątkowe', 'Declarations of assets',
 'art. 24i ustawy o samorządzie gminnym', 'separate_act', 0,
 'Jawne części oświadczeń radnych, wójta i osób, które wydają decyzje.',
 'The public part of the declarations of councillors, the mayor and those who issue decisions.'),
(204, 200, 4, 'mlodziezowa-rada-i-rada-seniorow', 'Młodzieżowa Rada i Rada Seniorów', 'Youth and senior councils',
 '', 'optional', 0,
 'Skład, posiedzenia i opinie rad młodzieżowej i seniorów.',
 'Members, meetings and opinions of the youth and senior councils.'),
(300, NULL, 3, 'praca-rady', 'Praca Rady', 'Work of the council',
 'art. 6 ust. 1 pkt 3 lit. a ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Sesje i posiedzenia: zapowiedzi, nagrania, głosowania, interpelacje.',
 'Sessions and meetings: notices, recordings, votes, questions.'),
(301, 300, 1, 'sesje-rady', 'Sesje Rady', 'Council sessions',
 'art. 6 ust. 1 pkt 3 lit. a ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Zawiadomienia o sesjach, porządek obrad i materiały.',
 'Notices of sessions, agendas and papers.'),
(302, 300, 2, 'nagrania-i-protokoly', 'Nagrania i protokoły', 'Recordings and minutes',
 'art. 20 ust. 1b ustawy o samorządzie gminnym i art. 19 ustawy o dostępie do informacji publicznej', 'separate_act', 0,
 'Zapis obrazu i dźwięku oraz protokoły z obrad.',
 'Video and sound recordings, and minutes.'),
(303, 300, 3, 'imienne-wykazy-glosowan', 'Imienne wykazy głosowań', 'Roll-call votes',
 'art. 14 ust. 4 ustawy o samorządzie gminnym', 'separate_act', 0,
 'Jak głosował każdy radny.',
 'How each councillor voted.'),
(304, 300, 4, 'interpelacje-i-zapytania', 'Interpelacje i zapytania', 'Councillors'' questions',
 'art. 24 ust. 7 ustawy o samorządzie gminnym', 'separate_act', 0,
 'Interpelacje i zapytania radnych wraz z odpowiedziami.',
 'Written questions of councillors, with the answers.'),
(305, 300, 5, 'posiedzenia-komisji', 'Posiedzenia komisji', 'Committee meetings',
 'art. 6 ust. 1 pkt 3 lit. a ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Terminy, porządek i protokoły posiedzeń komisji.',
 'Dates, agendas and minutes of committee meetings.'),
(400, NULL, 4, 'urzad-gminy', 'Urząd Gminy', 'Municipal office',
 'art. 6 ust. 1 pkt 2 i 3 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jak urząd jest zorganizowany i jak się z nim skontaktować.',
 'How the office is organised and how to reach it.'),
(401, 400, 1, 'dane-teleadresowe', 'Dane teleadresowe', 'Addresses, hours and accounts',
 'art. 6 ust. 1 pkt 3 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Adres, telefony, godziny przyjęć i konta bankowe.',
 'Address, telephones, opening hours and bank accounts.'),
(402, 400, 2, 'regulamin-organizacyjny-i-struktura', 'Regulamin organizacyjny i struktura', 'Rules and structure',
 'art. 6 ust. 1 pkt 2 lit. b ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Regulaminy urzędu, jego komórki i ich zadania.',
 'The office''s rules, its departments and their tasks.'),
(403, 400, 3, 'kierownictwo-i-pracownicy', 'Kierownictwo i pracownicy', 'Managers and staff',
 'art. 6 ust. 1 pkt 2 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Osoby, które sprawują funkcje, i zakres ich kompetencji.',
 'Those who hold posts, and their remit.'),
(404, 400, 4, 'elektroniczna-skrzynka-podawcza-i-e-doreczenia', 'Elektroniczna skrzynka podawcza i e-Doręczenia', 'Electronic inbox and e-Delivery',
 'art. 6 ust. 1 pkt 3 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jak złożyć pismo przez internet i na jaki adres.',
 'How to send a letter to the office online, and where to.'),
(405, 400, 5, 'ochrona-danych-osobowych', 'Ochrona danych osobowych', 'Personal data protection',
 'art. 13, 14 i 37 rozporządzenia (UE) 2016/679 (RODO)', 'separate_act', 0,
 'Inspektor ochrony danych i klauzule informacyjne.',
 'The data protection officer and information notices.'),
(500, NULL, 5, 'zalatwianie-spraw', 'Załatwianie spraw', 'Dealing with the office',
 'art. 6 ust. 1 pkt 3 lit. d i e ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jak załatwić sprawę, poskarżyć się i wpłynąć na decyzje.',
 'How to settle a matter, complain and take part in decisions.'),
(501, 500, 1, 'karty-uslug', 'Karty usług', 'Service cards',
 'art. 6 ust. 1 pkt 3 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Opis każdej sprawy: dokumenty, opłaty, terminy, odwołanie.',
 'Each matter described: papers, fees, time limits, appeal.'),
(502, 500, 2, 'stan-przyjmowanych-spraw', 'Stan przyjmowanych spraw', 'State of matters received',
 'art. 6 ust. 1 pkt 3 lit. e ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jak sprawdzić, na jakim etapie jest sprawa i w jakiej kolejności są załatwiane.',
 'How to learn how far a matter has come, and in what order they are settled.'),
(503, 500, 3, 'skargi-i-wnioski', 'Skargi i wnioski', 'Complaints and proposals',
 'art. 6 ust. 1 pkt 3 lit. d ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Kto przyjmuje skargi i wnioski, kiedy i jak.',
 'Who receives complaints and proposals, when and how.'),
(504, 500, 4, 'petycje', 'Petycje', 'Petitions',
 'art. 8 i 14 ustawy o petycjach', 'separate_act', 0,
 'Petycje, przebieg ich rozpatrywania i coroczna informacja zbiorcza.',
 'Petitions, how they are handled, and the annual summary.'),
(505, 500, 5, 'konsultacje-spoleczne-i-budzet-obywatelski', 'Konsultacje społeczne i budżet obywatelski', 'Public consultations and citizens'' budget',
 'art. 6 ust. 1 pkt 1 ustawy o dostępie do informacji publicznej i art. 5a ustawy o samorządzie gminnym', 'mandatory', 0,
 'Zapowiedzi konsultacji, głosowania i ich wyniki.',
 'Notices of consultations, votes and their results.'),
(506, 500, 6, 'zgloszenia-sygnalistow', 'Zgłoszenia sygnalistów', 'Whistleblowing',
 'ustawa o ochronie sygnalistów', 'separate_act', 0,
 'Jak zgłosić naruszenie prawa i jak chroniony jest zgłaszający.',
 'How to report a breach of law, and how those who report are protected.'),
(600, NULL, 6, 'prawo-miejscowe', 'Prawo miejscowe', 'Local law',
 'art. 6 ust. 1 pkt 1, 3 i 4 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Uchwały, zarządzenia i ich projekty.',
 'Resolutions, orders and their drafts.'),
(601, 600, 1, 'uchwaly-rady', 'Uchwały Rady', 'Council resolutions',
 'art. 6 ust. 1 pkt 3 lit. c i pkt 4 lit. a ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Uchwały według kadencji i roku.',
 'Resolutions by term and year.'),
(602, 600, 2, 'projekty-uchwal', 'Projekty uchwał', 'Draft resolutions',
 'art. 6 ust. 1 pkt 1 lit. b ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Projekty skierowane pod obrady rady.',
 'Drafts put before the council.'),
(603, 600, 3, 'zarzadzenia-wojta', 'Zarządzenia Wójta', 'Mayor''s orders',
 'art. 6 ust. 1 pkt 3 lit. a i c ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Zarządzenia według roku i numeru.',
 'Orders by year and number.'),
(604, 600, 4, 'teksty-jednolite-i-dziennik-urzedowy', 'Teksty jednolite i dziennik urzędowy', 'Consolidated texts and official journal',
 '', 'optional', 0,
 'Teksty ujednolicone i odesłania do dziennika urzędowego województwa.',
 'Consolidated texts, and references to the official journal of the voivodeship.'),
(700, NULL, 7, 'finanse-i-majatek', 'Finanse i majątek', 'Finance and property',
 'art. 6 ust. 1 pkt 5 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Skąd gmina ma pieniądze, na co je wydaje i co posiada.',
 'Where the municipality''s money comes from, what it is spent on and what it owns.'),
(701, 700, 1, 'budzet-i-jego-zmiany', 'Budżet i jego zmiany', 'Budget and amendments',
 'art. 6 ust. 1 pkt 5 lit. c i pkt 1 lit. c ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Uchwała budżetowa, wieloletnia prognoza finansowa i ich zmiany.',
 'The budget resolution, the long-term forecast and their amendments.'),
(702, 700, 2, 'sprawozdania-i-wykonanie-budzetu', 'Sprawozdania i wykonanie budżetu', 'Reports and budget execution',
 'art. 6 ust. 1 pkt 5 lit. c i f ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Sprawozdania budżetowe i finansowe, opinie izby obrachunkowej.',
 'Budget and financial reports, opinions of the audit chamber.'),
(703, 700, 3, 'dlug-publiczny', 'Dług publiczny', 'Public debt',
 'art. 6 ust. 1 pkt 5 lit. f ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Kredyty, pożyczki, obligacje i poręczenia.',
 'Credits, loans, bonds and guarantees.'),
(704, 700, 4, 'podatki-i-oplaty-lokalne', 'Podatki i opłaty lokalne', 'Local taxes and fees',
 'art. 6 ust. 1 pkt 5 lit. h ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Stawki, terminy i konta, ulgi i zwolnienia.',
 'Rates, dates and accounts, reliefs and exemptions.'),
(705, 700, 5, 'mienie-gminy', 'Mienie gminy', 'Municipal property',
 'art. 6 ust. 1 pkt 5 lit. c ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Stan mienia i sposób gospodarowania nim.',
 'What the municipality owns and how it is managed.'),
(706, 700, 6, 'pomoc-publiczna-i-umorzenia', 'Pomoc publiczna i umorzenia', 'State aid and remissions',
 'art. 6 ust. 1 pkt 5 lit. g ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Komu udzielono pomocy publicznej i umorzeń.',
 'Who received state aid and remissions.'),
(707, 700, 7, 'spolki-gminy-dochody-i-straty', 'Spółki gminy: dochody i straty', 'Companies: income and losses',
 'art. 6 ust. 1 pkt 5 lit. e ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Wyniki spółek z udziałem gminy.',
 'Results of companies in which the municipality has a share.'),
(708, 700, 8, 'rejestr-umow', 'Rejestr umów', 'Register of contracts',
 '', 'optional', 0,
 'Umowy zawarte przez gminę: z kim, o co i za ile.',
 'Contracts of the municipality: with whom, for what, for how much.'),
(800, NULL, 8, 'zamowienia-publiczne', 'Zamówienia publiczne', 'Public procurement',
 'Prawo zamówień publicznych', 'separate_act', 0,
 'Co gmina kupuje i jak wybiera wykonawców.',
 'What the municipality buys and how it chooses contractors.'),
(801, 800, 1, 'plan-postepowan', 'Plan postępowań', 'Procurement plan',
 'art. 23 Prawa zamówień publicznych', 'separate_act', 0,
 'Plan postępowań na dany rok i jego zmiany.',
 'The plan of the year and its amendments.'),
(802, 800, 2, 'postepowania', 'Postępowania', 'Procedures',
 'Prawo zamówień publicznych', 'separate_act', 0,
 'Postępowania bieżące i zakończone z dokumentami i wynikami.',
 'Running and finished procedures with papers and results.'),
(803, 800, 3, 'zapytania-ofertowe', 'Zapytania ofertowe', 'Requests for quotation',
 '', 'optional', 0,
 'Zamówienia poniżej progu ustawowego.',
 'Purchases below the statutory threshold.'),
(900, NULL, 9, 'nieruchomosci', 'Nieruchomości', 'Real estate',
 'art. 6 ust. 1 pkt 5 lit. c ustawy o dostępie do informacji publicznej; ustawa o gospodarce nieruchomościami', 'mandatory', 0,
 'Wykazy nieruchomości, przetargi i ich wyniki.',
 'Lists of real estate, tenders and their results.'),
(1000, NULL, 10, 'planowanie-przestrzenne', 'Planowanie przestrzenne', 'Spatial planning',
 'art. 6 ust. 1 pkt 1 lit. b i c ustawy o dostępie do informacji publicznej; ustawa o planowaniu i zagospodarowaniu przestrzennym', 'mandatory', 0,
 'Plan ogólny, plany miejscowe i warunki zabudowy.',
 'The general plan, local plans and building conditions.'),
(1100, NULL, 11, 'srodowisko', 'Środowisko', 'Environment',
 'ustawa o udostępnianiu informacji o środowisku', 'separate_act', 0,
 'Wykaz danych o środowisku, obwieszczenia i decyzje.',
 'The list of environmental data, announcements and decisions.'),
(1200, NULL, 12, 'praca-i-nabory', 'Praca i nabory', 'Jobs',
 'art. 6 ust. 1 pkt 3 lit. g ustawy o dostępie do informacji publicznej; art. 13 i 15 ustawy o pracownikach samorządowych', 'mandatory', 0,
 'Ogłoszenia o wolnych stanowiskach, listy kandydatów i wyniki.',
 'Vacancies, lists of candidates and results.'),
(1300, NULL, 13, 'organizacje-pozarzadowe', 'Organizacje pozarządowe', 'Non-governmental organisations',
 'ustawa o działalności pożytku publicznego i o wolontariacie', 'separate_act', 0,
 'Program współpracy, konkursy ofert i dotacje.',
 'The cooperation programme, calls for offers and grants.'),
(1400, NULL, 14, 'kontrole', 'Kontrole', 'Inspections',
 'art. 6 ust. 1 pkt 4 lit. a tiret drugie ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Kontrole zewnętrzne i wewnętrzne: protokoły, wystąpienia, odpowiedzi.',
 'External and internal inspections: records, findings, replies.'),
(1500, NULL, 15, 'wystapienia-stanowiska-i-oceny', 'Wystąpienia, stanowiska i oceny', 'Statements, positions and assessments',
 'art. 6 ust. 1 pkt 4 lit. c ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Stanowiska i oceny organów gminy w sprawach publicznych.',
 'Positions and assessments of the authorities in public matters.'),
(1600, NULL, 16, 'rejestry-ewidencje-i-archiwa', 'Rejestry, ewidencje i archiwa', 'Registers, records and archives',
 'art. 6 ust. 1 pkt 3 lit. f ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jakie rejestry, ewidencje i archiwa są prowadzone i jak z nich skorzystać.',
 'Which registers, records and archives are kept, and how to use them.'),
(1700, NULL, 17, 'wybory-i-referenda', 'Wybory i referenda', 'Elections and referendums',
 'Kodeks wyborczy; ustawa o referendum lokalnym', 'separate_act', 0,
 'Obwody, komisje, ogłoszenia i wyniki.',
 'Districts, committees, notices and results.'),
(1800, NULL, 18, 'ogloszenia-i-obwieszczenia', 'Ogłoszenia i obwieszczenia', 'Notices and announcements',
 '', 'optional', 0,
 'Ogłoszenia i obwieszczenia urzędu oraz innych organów.',
 'Notices and announcements of the office and of other authorities.'),
(1900, NULL, 19, 'dostepnosc', 'Dostępność', 'Accessibility',
 'art. 10 ustawy o dostępności cyfrowej; ustawa o zapewnianiu dostępności osobom ze szczególnymi potrzebami', 'separate_act', 0,
 'Koordynator dostępności, plan działania i raporty.',
 'The accessibility coordinator, the plan of action and reports.'),
(2000, NULL, 20, 'dostep-do-informacji-publicznej', 'Dostęp do informacji publicznej', 'Access to public information',
 'art. 8 ust. 4 i 5, art. 10 i 13 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Jak uzyskać to, czego nie ma w biuletynie.',
 'How to get what is not in the bulletin.'),
(2001, 2000, 1, 'wnioski-o-udostepnienie-informacji', 'Wnioski o udostępnienie informacji', 'Requests for information',
 'art. 8 ust. 4, art. 10 i 13 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Informacje, których tu nie ma, i sposób złożenia wniosku.',
 'Information that is not here, and how to request it.'),
(2002, 2000, 2, 'wylaczenia-jawnosci', 'Wyłączenia jawności', 'Exclusions from publicity',
 'art. 8 ust. 5 ustawy o dostępie do informacji publicznej', 'mandatory', 0,
 'Co zostało wyłączone, na jakiej podstawie, przez kogo i w czyim interesie.',
 'What was withheld, on what basis, by whom and in whose interest.'),
(2003, 2000, 3, 'rejestr-wnioskow-i-odpowiedzi', 'Rejestr wniosków i odpowiedzi', 'Register of requests and answers',
 '', 'optional', 0,
 'O co pytano i co urząd odpowiedział.',
 'What was asked and what the office answered.'),
(2100, NULL, 21, 'ponowne-wykorzystywanie', 'Ponowne wykorzystywanie', 'Re-use of information',
 'art. 11 ustawy o otwartych danych i ponownym wykorzystywaniu informacji sektora publicznego', 'separate_act', 1,
 'Warunki ponownego wykorzystywania, opłaty i środki prawne.',
 'Terms of re-use, fees and legal remedies.');

INSERT INTO section_address (slug, section_id, since) SELECT slug, id, NULL FROM section;

CREATE TRIGGER section_address_not_replaced BEFORE INSERT ON section_address
WHEN EXISTS (SELECT 1 FROM section_address WHERE slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'an address is never given to another section'); END;
CREATE TRIGGER section_address_not_changed BEFORE UPDATE ON section_address
BEGIN SELECT RAISE(ABORT, 'an address is never given to another section'); END;
CREATE TRIGGER section_address_not_deleted BEFORE DELETE ON section_address
BEGIN SELECT RAISE(ABORT, 'an address is never given up'); END;
CREATE TRIGGER section_fixed BEFORE DELETE ON section WHEN OLD.fixed = 1
BEGIN SELECT RAISE(ABORT, 'this section is never taken out of the menu'); END;
