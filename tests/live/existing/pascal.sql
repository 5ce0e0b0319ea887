-- What examples/records keeps, as another engineer names it, on SQLite.
CREATE TABLE [Artist] (
    [ArtistId] INTEGER NOT NULL,
    [Name] NVARCHAR(120) NOT NULL,
    [Country] CHAR(2),
    CONSTRAINT [PK_Artist] PRIMARY KEY ([ArtistId]),
    CONSTRAINT [UQ_Artist] UNIQUE ([Name])
);
CREATE TABLE [Genre] (
    [GenreId] INTEGER NOT NULL PRIMARY KEY,
    [Name] NVARCHAR(60) NOT NULL UNIQUE
);
CREATE TABLE [Record] (
    [RecordId] INTEGER NOT NULL PRIMARY KEY,
    [ArtistId] INTEGER NOT NULL,
    [GenreId] INTEGER,
    [Title] NVARCHAR(200) NOT NULL,
    [Price] NUMERIC(8, 2) NOT NULL CHECK ([Price] >= 0),
    [Condition] VARCHAR(10) NOT NULL DEFAULT 'good' CHECK ([Condition] IN ('mint', 'good', 'worn')),
    [AddedAt] DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE ([ArtistId], [Title]),
    FOREIGN KEY ([ArtistId]) REFERENCES [Artist] ([ArtistId]) ON DELETE CASCADE,
    FOREIGN KEY ([GenreId]) REFERENCES [Genre] ([GenreId])
);
CREATE INDEX [IX_Record_Title] ON [Record] ([Title]);
CREATE TABLE [Track] (
    [RecordId] INTEGER NOT NULL,
    [Position] INTEGER NOT NULL CHECK ([Position] > 0),
    [Title] NVARCHAR(200) NOT NULL,
    [Seconds] INTEGER,
    PRIMARY KEY ([RecordId], [Position]),
    FOREIGN KEY ([RecordId]) REFERENCES [Record] ([RecordId]) ON DELETE CASCADE
);
CREATE TABLE [Shelf] (
    [ShelfId] INTEGER NOT NULL PRIMARY KEY,
    [Name] NVARCHAR(60) NOT NULL UNIQUE
);
CREATE TABLE [ShelfRecord] (
    [ShelfId] INTEGER NOT NULL REFERENCES [Shelf] ([ShelfId]) ON DELETE CASCADE,
    [RecordId] INTEGER NOT NULL REFERENCES [Record] ([RecordId]) ON DELETE CASCADE,
    CONSTRAINT [PK_ShelfRecord] PRIMARY KEY ([ShelfId], [RecordId])
);
CREATE TABLE [Sale] (
    [SaleId] INTEGER NOT NULL PRIMARY KEY,
    [Buyer] NVARCHAR(120) NOT NULL,
    [SoldAt] DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE [SaleLine] (
    [SaleId] INTEGER NOT NULL REFERENCES [Sale] ([SaleId]) ON DELETE CASCADE,
    [LineNo] INTEGER NOT NULL,
    [RecordId] INTEGER NOT NULL REFERENCES [Record] ([RecordId]),
    [Quantity] INTEGER NOT NULL CHECK ([Quantity] > 0),
    [UnitPrice] NUMERIC(8, 2) NOT NULL,
    PRIMARY KEY ([SaleId], [LineNo])
);

INSERT INTO [Artist] VALUES
    (1, 'The Harbour Lights', 'GB'), (2, 'Ana Pereira', 'PT'), (3, 'Trio Nord', NULL);
INSERT INTO [Genre] VALUES (1, 'Jazz'), (2, 'Fado');
INSERT INTO [Record] VALUES
    (1, 1, 1, 'Low Tide', 12.50, 'mint', '2024-01-02 10:00:00'),
    (2, 1, NULL, 'Fog', 9.90, 'worn', '2024-01-03 10:00:00'),
    (3, 2, 2, 'Azulejos', 22.00, 'good', '2024-02-04 10:00:00'),
    (4, 3, 1, 'Nordlys', 18.00, 'good', '2024-03-05 10:00:00');
INSERT INTO [Track] VALUES
    (1, 1, 'Ebb', 201), (1, 2, 'Flow', 188), (3, 1, 'Rua', NULL), (3, 2, 'Janela', 240);
INSERT INTO [Shelf] VALUES (1, 'Window'), (2, 'Cellar');
INSERT INTO [ShelfRecord] VALUES (1, 1), (1, 3), (2, 3);
INSERT INTO [Sale] VALUES (1, 'Mira', '2024-04-01 12:00:00'), (2, 'Ole', '2024-04-02 12:00:00');
INSERT INTO [SaleLine] VALUES (1, 1, 1, 1, 12.50), (1, 2, 4, 2, 17.00), (2, 1, 3, 1, 22.00);
