"""What is to be imported: any number of files and folders, as one source of rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.rows import BadRow, Row, RowKind, Rows, WorkspaceRow
from bot.errors import UsageError
from storage.transfer.csv_file import Table, open_table
from storage.transfer.documents import Document, format_of
from storage.transfer.json_file import add_document
from storage.transfer.vcard_file import Cards, open_cards
from storage.transfer.whole_file import FILE, is_whole

_PATTERNS = ("*.json", "*.csv", "*.tsv", "*.vcf")


@dataclass(slots=True)
class Files:
    """A `RowSource`: JSON is held in memory, tables and vCards are read as they are asked for."""

    _rows: Rows = field(default_factory=Rows)
    _tables: list[Table] = field(default_factory=list)
    _cards: list[Cards] = field(default_factory=list)

    @property
    def workspace(self) -> WorkspaceRow | None:
        return self._rows.workspace

    @property
    def problems(self) -> Sequence[str]:
        return self._rows.problems

    @property
    def notes(self) -> Sequence[str]:
        return [
            f"{table.document.name}: not taken: {', '.join(table.left_out)}" for table in self._tables if table.left_out
        ]

    def rows_of(self, kind: RowKind) -> Iterator[Row | BadRow]:
        yield from self._rows.rows_of(kind)
        for table in self._tables:
            if table.kind == kind:
                yield from table
        if kind == "contacts":
            for cards in self._cards:
                yield from cards

    def __len__(self) -> int:
        return len(self._rows) + sum(table.count for table in self._tables) + sum(cards.count for cards in self._cards)

    def add(self, document: Document, *, day_first: bool) -> None:
        """Raises UsageError with one line for a document that cannot be read at all."""
        match format_of(document):
            case "json":
                add_document(self._rows, document)
            case "csv":
                self._tables.append(open_table(document, day_first=day_first))
            case "vcard":
                self._cards.append(open_cards(document))


def whole_of(paths: Iterable[Path]) -> Document | None:
    """The one export of everything that is named, as a file or as the folder that holds it.

    Raises UsageError where other files are named beside it.
    """
    listed = list(paths)
    documents = [Document.of_file(path / FILE if path.is_dir() else path) for path in listed]
    whole = [
        document
        for document, path in zip(documents, listed, strict=True)
        if ((path / FILE).is_file() or (path.is_file() and path.suffix == ".json")) and is_whole(document)
    ]
    if whole and len(listed) > 1:
        raise UsageError(f"{whole[0].name} holds everything: import it alone")
    return whole[0] if whole else None


def open_files(paths: Iterable[Path], *, day_first: bool = True) -> Files:
    """The rows of files, and of all files of folders, together.

    `day_first` decides dates such as 03/04/2026. Raises UsageError with one line for a file that cannot
    be read at all; a row that cannot be read becomes a `BadRow`.
    """
    return open_documents(map(Document.of_file, found_files(paths)), day_first=day_first)


def open_documents(documents: Iterable[Document], *, day_first: bool = True) -> Files:
    """As `open_files`, of documents."""
    source = Files()
    for document in documents:
        source.add(document, day_first=day_first)
    return source


def found_files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(file for pattern in _PATTERNS for file in path.glob(pattern)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{path} holds no .csv, .vcf or .json file: name a file, or a folder with some")
        found += inside
    return found
