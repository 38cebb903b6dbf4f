"""Files that Tearline exports, opened by the programs that they are for.

Usage: python check.py PROGRAM [--with-office] [--with-chromium]

PROGRAM is the built tearline. LibreOffice and Chromium are large, so that they are asked only on demand.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from itertools import product
from pathlib import Path

CASES = ["oval-office-2017", "zimmermann-1917", "skripal-2018"]
PROJECT = Path(__file__).resolve().parents[2]
SAVES = PROJECT / "saves"
# Everything of which there is a picture.
SUBJECTS = [
    "map", "course", "courses-together", "willingness", "ledger", "compare", "frontier", "tornado", "sobol",
    "information", "two-way", "why", "log-odds", "mitigation", "futures", "supposed", "hindcast",
]
# Those that are also shown to LibreOffice: marks and bands, and bars.
OFFICE_SUBJECTS = ["map", "course", "tornado"]
# In place of names of the Oval Office case: right to left, Chinese, quotes, markup, a formula, 200 characters.
AWKWARD = {
    "Israel": "ישראל",
    "Russia": "俄罗斯",
    "Iran": "The \"quoted\" \\ one's",
    "Syria": "<b>bold</b> & ]]>",
    "Jordan": "=cmd|'/c calc'!A1",
    "Germany": "long " * 40,
}
Y = "{http://www.yworks.com/xml/graphml}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


class Exporter:
    """Runs the program into a folder of its own."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def export(self, case, format, what=None):
        """The path of an exported file."""
        path = self.folder / f"{Path(case).stem}-{what or 'usual'}.{format}"
        # Few histories: readers do not care how exact a number is.
        command = [self.program, "export", case, "--format", format, "--out", path, "--histories", "20"]
        command += ["--scale", "1"] if format == "png" else []
        subprocess.run(command + (["--what", what] if what else []), check=True, capture_output=True)
        return path


class Programs:
    """Runs programs that draw, with the project's typeface among those they find."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "data").mkdir()
        (folder / "data" / "fonts").symlink_to(PROJECT / "assets" / "fonts")

    def run(self, command):
        """Runs a program to its end."""
        environment = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data")}
        subprocess.run(command, check=True, capture_output=True, env=environment)

    def chromium(self, svg, size):
        """Chromium's picture of an SVG."""
        shot = svg.with_suffix(".chromium.png")
        window = "--window-size={},{}".format(*size)
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1"]
        self.run([*command, window, f"--screenshot={shot}", svg.as_uri()])
        return shot

    def office(self, path, format):
        """What LibreOffice makes of a file."""
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        folder = self.folder / "office"
        self.run(["soffice", profile, "--headless", "--convert-to", format, "--outdir", folder, path])
        return folder / path.with_suffix(f".{format}").name


def awkward_case(folder):
    """The file of a case with awkward names, and its names."""
    text = (SAVES / "oval-office-2017.ron").read_text("utf-8")
    for usual, awkward in AWKWARD.items():
        escaped = awkward.strip().replace("\\", "\\\\").replace('"', '\\"')
        assert f'name: "{usual}"' in text, usual
        text = text.replace(f'name: "{usual}"', f'name: "{escaped}"')
    path = folder / "awkward.ron"
    path.write_text(text, "utf-8")
    return str(path), {name.strip() for name in AWKWARD.values()}


def check_game(path):
    """Gambit finds for every plan the total that the program said."""
    import pygambit

    game = pygambit.read_efg(str(path))
    said = [float(total) for total in re.findall(r"\): (-?[0-9.]+)\.(?= |$)", game.description)]
    (decision,) = game.get_infosets("Home")
    plans = len(said)
    assert plans > 0, "no expected totals in the header"
    found = []
    for plan in range(plans):
        chosen = [[[int(other == plan) for other in range(plans)]]]
        profile = game.mixed_behavior_profile(data=chosen, rational=True)
        found.append(float(profile.payoffs["Home"]))
    for one, other in zip(found, said):
        assert abs(one - other) <= 1e-9, (one, other)
    return found


def as_network(path):
    """A diagram with its decision made a chance and its utility taken out, which is as much as pgmpy reads; and the
    utility's parents and numbers."""
    root = ElementTree.parse(path).getroot()
    nodes = root.find("nodes")
    decision, utility = nodes.find("decision"), nodes.find("utility")
    decision.tag = "cpt"
    states = len(decision.findall("state"))
    ElementTree.SubElement(decision, "probabilities").text = " ".join([repr(1 / states)] * states)
    nodes.remove(utility)
    parents = utility.find("parents").text.split(" ")
    totals = [float(total) for total in utility.find("utilities").text.split(" ")]
    return ElementTree.tostring(root, encoding="unicode"), parents, totals


def check_diagram(path, expected):
    """pgmpy's joint distribution gives every plan, and so the best plan, the total of the game."""
    from pgmpy.inference import VariableElimination
    from pgmpy.readwrite import XDSLReader

    text, parents, totals = as_network(path)
    model = XDSLReader(string=text).get_model()
    assert model.check_model()
    chances = parents[1:]
    states = {name: model.get_cpds(name).state_names[name] for name in parents}
    solver = VariableElimination(model)
    found = []
    for index, plan in enumerate(states[parents[0]]):
        joint = solver.query(chances, evidence={parents[0]: plan}, show_progress=False)
        of_plan = totals[index * len(totals) // len(expected) : (index + 1) * len(totals) // len(expected)]
        ways = product(*(states[name] for name in chances))
        probability = lambda way: joint.get_value(**dict(zip(chances, way)))
        found.append(sum(probability(way) * total for way, total in zip(ways, of_plan)))
    for one, other in zip(found, expected):
        assert abs(one - other) <= 1e-9, (one, other)
    best = lambda values: max(range(len(values)), key=values.__getitem__)
    assert best(found) == best(expected)


def check_graphs(exporter, case, names):
    """networkx reads GraphML, DOT and the lists alike, with all names."""
    import networkx
    import pandas

    graph = networkx.read_graphml(exporter.export(case, "graphml"))
    assert graph.is_directed()
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert names <= labels, names - labels
    assert all(-1 <= data["affinity"] <= 1 for *_, data in graph.edges(data=True))
    nodes = pandas.read_csv(exporter.export(case, "csv", "nodes"))
    edges = pandas.read_csv(exporter.export(case, "csv", "edges"))
    listed = networkx.from_pandas_edgelist(edges, "Source", "Target", ["affinity", "onward"], networkx.DiGraph)
    listed.add_nodes_from(nodes["Id"])
    drawn = networkx.DiGraph(networkx.nx_pydot.read_dot(exporter.export(case, "dot")))
    unquoted = lambda node: node.strip('"')
    for other in (listed, networkx.relabel_nodes(drawn, unquoted)):
        assert set(other.nodes) == set(graph.nodes), set(other.nodes) ^ set(graph.nodes)
        assert set(other.edges) == set(graph.edges)


def check_drawing(path):
    """As yEd reads it: every node has a mark with a place and a name, every edge a line, and leads somewhere."""
    graph = ElementTree.parse(path).getroot().find(f"{GRAPHML}graph")
    ids = set()
    for node in graph.findall(f"{GRAPHML}node"):
        ids.add(node.get("id"))
        mark = node.find(f"{GRAPHML}data/{Y}ShapeNode")
        place = mark.find(f"{Y}Geometry")
        assert all(float(place.get(key)) == float(place.get(key)) for key in ("x", "y", "width", "height"))
        assert mark.find(f"{Y}NodeLabel").text
    for edge in graph.findall(f"{GRAPHML}edge"):
        assert {edge.get("source"), edge.get("target")} <= ids
        assert edge.find(f"{GRAPHML}data/{Y}PolyLineEdge/{Y}Arrows") is not None


def check_pdf(path):
    """pypdf, and pdftotext where it is there, find pages with text, a title and a language."""
    import pypdf

    reader = pypdf.PdfReader(str(path), strict=True)
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(text) > 1_000 and reader.metadata.title, reader.metadata
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root and "/Lang" in root, root
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
        assert len(read) > 1_000
    return text


def check_svg(path):
    """It is XML, and resvg draws it."""
    import resvg_py

    assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    picture = bytes(resvg_py.svg_to_bytes(svg_path=str(path), font_dirs=[str(PROJECT / "assets" / "fonts")]))
    assert picture.startswith(b"\x89PNG") and len(picture) > 3_000, len(picture)


def check_same_picture(own, other, name, *, most, mean):
    """Two pictures are the same but for the edges of signs and lines, which every program smooths in its own way.

    Differences are of 255. `most` bounds that of any place, each the average of five by five pixels: a mark that is
    missing or elsewhere differs by more. `mean` bounds that of all pixels.
    """
    import numpy
    from PIL import Image, ImageFilter

    own, shown = Image.open(own).convert("RGB"), Image.open(other).convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    # LibreOffice makes pictures a pixel larger.
    assert all(0 <= there - here <= 1 for here, there in zip(own.size, shown.size)), (own.size, shown.size)
    shown = Image.alpha_composite(paper, shown).convert("RGB").crop((0, 0, *own.size))
    pixels = lambda picture: numpy.asarray(picture, float)
    smooth = lambda picture: pixels(picture.filter(ImageFilter.BoxBlur(2)))
    found = abs(smooth(own) - smooth(shown)).max(), abs(pixels(own) - pixels(shown)).mean()
    assert found[0] <= most and found[1] <= mean, f"{name}: differs by {found}, and may by {most, mean}"
    return found


def check_pictures(exporter, programs, with_chromium, with_office):
    """Every kind of picture is drawn by resvg, and by Chromium and LibreOffice as by this program."""
    from PIL import Image

    worst = {}
    for subject in SUBJECTS:
        svg = exporter.export(CASES[0], "svg", subject)
        check_svg(svg)
        if not (with_chromium or with_office):
            continue
        own = exporter.export(CASES[0], "png", subject)
        if with_chromium:
            shot = programs.chromium(svg, Image.open(own).size)
            found = check_same_picture(own, shot, f"{subject} in Chromium", most=48, mean=4)
            worst["Chromium"] = tuple(map(max, worst.get("Chromium", found), found))
        if with_office and subject in OFFICE_SUBJECTS:
            drawn = programs.office(svg, "png")
            found = check_same_picture(own, drawn, f"{subject} in LibreOffice", most=110, mean=9)
            worst["LibreOffice"] = tuple(map(max, worst.get("LibreOffice", found), found))
    for program, (most, mean) in worst.items():
        print(f"interchange: pictures in {program} differ by at most {most:.0f} of 255 at a place, {mean:.1f} on average")
    print(f"interchange: {len(SUBJECTS)} kinds of pictures: drawn by other programs")


def check_workbook(path, is_whole):
    """openpyxl reads sheets with headings that stay in sight, and numbers as numbers; a text that begins like a
    formula is a text. Returns how many cells hold something."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    assert book.sheetnames
    tables = [sheet for sheet in book if sheet.title != "assumptions"]
    assert tables and all(sheet.freeze_panes == "A2" for sheet in tables), book.sheetnames
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells and not any(cell.data_type == "f" for cell in cells)
    assert not any(isinstance(cell.value, str) and re.fullmatch(r"-?[0-9]+\.[0-9]+", cell.value) for cell in cells)
    assert any(cell.number_format.endswith("%") for cell in cells)
    if is_whole:
        said = {row[0]: row[1] for row in book["assumptions"].iter_rows(max_col=2, values_only=True)}
        assert said["model version"] and said["courses: seed"] == "1" and said["courses: histories"] == 20, said
    return len(cells)


def check_workbooks(exporter, programs, with_office):
    """All tables of every case; LibreOffice finds in one of them as many cells as openpyxl."""
    import openpyxl

    for save in sorted(SAVES.glob("*.ron")):
        book = exporter.export(save.stem, "xlsx", "tables")
        cells = check_workbook(book, is_whole=True)
        if with_office and save.stem == CASES[0]:
            again = programs.office(book, "ods")
            assert again.stat().st_size > 1_000
            # Through its own format and back, because openpyxl reads no other.
            back = openpyxl.load_workbook(programs.office(again, "xlsx"))
            values = [cell for sheet in back for row in sheet.iter_rows(values_only=True) for cell in row]
            assert sum(value is not None for value in values) == cells, "LibreOffice lost cells"
        print(f"interchange: all tables of {save.stem}: {cells} cells read")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--with-office", action="store_true")
    arguments.add_argument("--with-chromium", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        exporter, programs = Exporter(chosen.program.resolve(), Path(folder)), Programs(Path(folder))
        awkward, names = awkward_case(Path(folder))
        for case in [*CASES, awkward]:
            totals = check_game(exporter.export(case, "efg"))
            check_diagram(exporter.export(case, "xdsl"), totals)
            check_graphs(exporter, case, names if case == awkward else set())
            check_drawing(exporter.export(case, "graphml"))
            check_pdf(exporter.export(case, "pdf", "handouts"))
            said = f"game, diagram, graphs, paper of {Path(case).stem}"
            check_svg(exporter.export(case, "svg"))
            check_workbook(exporter.export(case, "xlsx", "compare"), is_whole=False)
            print(f"interchange: {said}, picture, workbook: read by their own programs")
        check_workbooks(exporter, programs, chosen.with_office)
        check_pictures(exporter, programs, chosen.with_chromium, chosen.with_office)
    return 0


if __name__ == "__main__":
    sys.exit(main())
