"""Small invented lists in the formats of the official files."""

import csv
from pathlib import Path

BAKER, GLAZIER = (
    "http://data.europa.eu/esco/occupation/b1",
    "http://data.europa.eu/esco/occupation/g1",
)
KNEAD, CUT = "http://data.europa.eu/esco/skill/k1", "http://data.europa.eu/esco/skill/c1"
OCCUPATIONS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description"
SKILLS = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description"
LINKS = "occupationUri,relationType,skillType,skillUri"


def write(file: Path, header: str, *lines: tuple[str, ...]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header.split(","))
        writer.writerows(lines)


def esco(folder: Path, *, glazier: bool = True, baker: str = "pétrisseur·euse de nuit") -> Path:
    """Write a bundle of two occupations and two skills, laid out as version 1.0."""
    folder.mkdir(exist_ok=True)
    jobs = [("Occupation", BAKER, "7512", baker, "pétrisseuse nocturne\npétrisseur nocturne", "")]
    if glazier:
        jobs.append(("Occupation", GLAZIER, "7125", "poseuse de vérandas", "", ""))
    write(folder / "occupations_fr.csv", OCCUPATIONS, *jobs)
    kind = ("KnowledgeSkillCompetence", "skill/competence", "sector-specific")
    write(
        folder / "skills_fr.csv",
        SKILLS,
        (kind[0], KNEAD, *kind[1:], "pétrir la pâte au levain", "frasage du levain", ""),
        (kind[0], CUT, *kind[1:], "découper du verre feuilleté", "", ""),
    )
    write(
        folder / "occupationSkillRelations.csv",
        LINKS,
        (BAKER, "essential", "skill/competence", KNEAD),
        (BAKER, "optional", "skill/competence", CUT),
    )
    return folder


def rome(folder: Path) -> Path:
    """Write the files of ROME that are read, with one occupation."""
    folder.mkdir(exist_ok=True)

    def file(name: str) -> Path:
        return folder / f"unix_{name}_v471_utf8.csv"

    write(file("referentiel_code_rome"), "code_rome,libelle_rome", ("Z9901", "Vannerie d'osier"))
    write(
        file("referentiel_appellation"),
        "code_ogr,libelle_appellation_long,libelle_appellation_court,code_rome",
        ("1", "Vannier / Vannière en rotin", "Vannier / Vannière rotin", "Z9901"),
    )
    write(file("referentiel_competence"), "code_ogr,libelle_competence", ("10", "Tresser l'osier"))
    write(file("referentiel_savoir"), "code_ogr_savoir,libelle_savoir", ("20", "Essences de saule"))
    write(file("referentiel_contexte_travail"), "code_ogr,libelle_cont_travail", ("30", "La nuit"))
    write(
        file("coherence_item"),
        "code_rome,code_ogr,coeur_metier",
        ("Z9901", "20", ""),
        ("Z9901", "10", "Principale"),
        ("Z9901", "30", ""),
    )
    return folder
