"""The schema, as the steps that led to it. A step that was released is never changed; new ones are added below."""

ARTICLES = (
    """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        byline TEXT NOT NULL,
        published TEXT NOT NULL,
        source TEXT NOT NULL,
        language TEXT NOT NULL,
        version TEXT NOT NULL,
        words INTEGER NOT NULL,
        added TEXT NOT NULL
    );
    CREATE TABLE versions (
        article TEXT NOT NULL REFERENCES articles (id),
        hash TEXT NOT NULL,
        text TEXT NOT NULL,
        blocks BLOB NOT NULL,
        seen TEXT NOT NULL,
        PRIMARY KEY (article, hash)
    );
    CREATE INDEX versions_hash ON versions (hash);
    CREATE TABLE locators (
        locator TEXT PRIMARY KEY,
        article TEXT NOT NULL REFERENCES articles (id)
    );
    CREATE TABLE places (
        article TEXT PRIMARY KEY REFERENCES articles (id),
        offset INTEGER NOT NULL,
        progress REAL NOT NULL,
        opened TEXT NOT NULL
    );
    CREATE INDEX places_opened ON places (opened);
    """,
    """
    ALTER TABLE places ADD COLUMN version TEXT NOT NULL DEFAULT '';
    """,
)

ANALYSES = (
    """
    CREATE TABLE analyses (
        hash TEXT NOT NULL,
        model TEXT NOT NULL,
        version INTEGER NOT NULL,
        analysis BLOB NOT NULL,
        PRIMARY KEY (hash, model, version)
    );
    """,
)
