"""Files that Tearline exports, opened by the programs that they are for.

Usage: python check.py PROGRAM [--with-office] [--with-chromium]

PROGRAM is the built tearline. LibreOffice and Chromium are large, so that they are asked only on demand.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from itertools import product
from pathlib import Path

CASES = ["oval-office-2017", "zimmermann-1917", "skripal-2018"]
SAVES = Path(__file__).resolve().parents[2] / "saves"
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
        self.help = subprocess.run([program, "export", "--help"], capture_output=True, text=True).stdout

    def writes(self, format):
        """Whether the program has a format."""
        return re.search(rf"^\s+- {format}:", self.help, re.M) is not None

    def export(self, case, format, what=None):
        """The path of an exported file."""
        path = self.folder / f"{Path(case).stem}-{what or 'usual'}.{format}"
        # Few histories: readers do not care how exact a number is.
        command = [self.program, "export", case, "--format", format, "--out", path, "--histories", "100"]
        subprocess.run(command + (["--what", what] if what else []), check=True, capture_output=True)
        return path


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


def check_svg(path, with_chromium):
    """It is XML, and resvg and Chromium draw it."""
    import resvg_py

    assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    picture = bytes(resvg_py.svg_to_bytes(svg_path=str(path)))
    assert picture.startswith(b"\x89PNG") and len(picture) > 5_000, len(picture)
    if with_chromium:
        shot = path.with_suffix(".chromium.png")
        command = ["chromium", "--headless", "--no-sandbox", f"--screenshot={shot}", path.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        assert shot.stat().st_size > 5_000


def check_workbook(path):
    """openpyxl reads sheets with headings; a text that begins like a formula is a text."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    assert book.sheetnames
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells and not any(cell.data_type == "f" for cell in cells)


def check_office(path):
    """LibreOffice opens it."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", path.parent / "office", path]
    subprocess.run(command, check=True, capture_output=True)
    assert (path.parent / "office" / path.with_suffix(".pdf").name).stat().st_size > 1_000


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--with-office", action="store_true")
    arguments.add_argument("--with-chromium", action="store_true")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        exporter = Exporter(chosen.program.resolve(), Path(folder))
        awkward, names = awkward_case(Path(folder))
        for case in [*CASES, awkward]:
            totals = check_game(exporter.export(case, "efg"))
            check_diagram(exporter.export(case, "xdsl"), totals)
            check_graphs(exporter, case, names if case == awkward else set())
            check_drawing(exporter.export(case, "graphml"))
            check_pdf(exporter.export(case, "pdf", "handouts"))
            said = f"game, diagram, graphs and paper of {Path(case).stem}"
            if exporter.writes("svg"):
                check_svg(exporter.export(case, "svg"), chosen.with_chromium)
                said += ", picture"
            if exporter.writes("xlsx"):
                book = exporter.export(case, "xlsx", "compare")
                check_workbook(book)
                if chosen.with_office:
                    check_office(book)
                said += ", workbook"
            print(f"interchange: {said}: read by their own programs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
