-- The first layout of the store.  A load is one file; nothing it says is ever changed.  Rows
-- keep the row of their file, and stand in the order of the file.  Dates are days since
-- 1970-01-01; a figure, date or grade that is not given is NULL.

CREATE TABLE load (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    format TEXT NOT NULL,
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    licence TEXT NOT NULL,
    attribution TEXT NOT NULL,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- The same bytes stand once; undone, they may be loaded again.
CREATE UNIQUE INDEX load_standing ON load (sha256) WHERE undone = 0;

-- The lists that series point into, by position from 0.
CREATE TABLE load_period (
    load INTEGER NOT NULL REFERENCES load,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (load, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE load_code (
    load INTEGER NOT NULL REFERENCES load,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (load, position)
) STRICT, WITHOUT ROWID;

-- Measures stand in the order of their positions; series point to them.
CREATE TABLE measure (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    unit TEXT NOT NULL,
    topic TEXT NOT NULL,
    outcome TEXT NOT NULL,
    source TEXT NOT NULL,
    definition TEXT NOT NULL,
    polarity INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    per REAL,
    decimals INTEGER NOT NULL,
    no_quartile INTEGER NOT NULL,
    described INTEGER NOT NULL,
    break_from TEXT NOT NULL,
    year_type TEXT NOT NULL
) STRICT;

-- All figures of one measure in one load, as arrays: src/store/blob.h.
CREATE TABLE series (
    load INTEGER NOT NULL REFERENCES load,
    measure INTEGER NOT NULL,
    figures BLOB NOT NULL,
    PRIMARY KEY (load, measure)
) STRICT;

CREATE TABLE area (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    ons_code TEXT NOT NULL,
    region TEXT NOT NULL,
    type TEXT NOT NULL,
    live_from INTEGER,
    live_to INTEGER,
    children REAL
) STRICT;

CREATE TABLE area_alias (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;

CREATE TABLE area_succession (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    "on" INTEGER,
    kind TEXT NOT NULL,
    old_code TEXT NOT NULL,
    new_code TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE neighbour (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    code TEXT NOT NULL,
    neighbour TEXT NOT NULL,
    rank INTEGER NOT NULL,
    closeness TEXT NOT NULL,
    model TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    urn TEXT NOT NULL,
    code TEXT NOT NULL,
    service TEXT NOT NULL,
    name TEXT NOT NULL,
    phase TEXT NOT NULL,
    sector TEXT NOT NULL,
    opened INTEGER,
    closed INTEGER,
    as_at INTEGER,
    places INTEGER NOT NULL
) STRICT;

CREATE TABLE setting_grade (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    urn TEXT NOT NULL,
    aspect TEXT NOT NULL,
    inspected INTEGER,
    published INTEGER,
    grade TEXT NOT NULL,
    position INTEGER NOT NULL,
    event TEXT NOT NULL
) STRICT;

CREATE TABLE event (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    code TEXT NOT NULL,
    framework TEXT NOT NULL,
    event_type TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    published INTEGER,
    assurance INTEGER NOT NULL,
    theme TEXT NOT NULL,
    note TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

-- event: the place of its event among those of the load, from 0.
CREATE TABLE event_grade (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    event INTEGER NOT NULL,
    judgement TEXT NOT NULL,
    grade TEXT NOT NULL,
    aspect TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE item (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    event INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE rating (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    year INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    rating TEXT NOT NULL,
    completeness TEXT NOT NULL,
    source TEXT NOT NULL,
    label INTEGER NOT NULL
) STRICT;

CREATE TABLE distribution (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    year INTEGER NOT NULL,
    scheme TEXT NOT NULL,
    grade TEXT NOT NULL,
    label TEXT NOT NULL,
    count TEXT NOT NULL,
    "of" TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

CREATE TABLE holiday (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    "on" INTEGER,
    title TEXT NOT NULL
) STRICT;

CREATE TABLE shape (
    load INTEGER NOT NULL REFERENCES load,
    row INTEGER NOT NULL,
    code TEXT NOT NULL,
    geometry TEXT NOT NULL,
    hexagon INTEGER NOT NULL
) STRICT;
