from __future__ import annotations

from pathlib import Path

from streamlit.file_util import get_static_dir

from serving.chunks import of_elements


def test_scripts_of_elements_are_found_with_what_they_import(tmp_path: Path) -> None:
    folder = tmp_path / "static" / "js"
    folder.mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script src="./static/js/index.1.js"></script>', encoding="utf-8")
    (folder / "Box.2.js").write_text(
        'import{a}from"./index.1.js";import{b}from"./lib.3.js";import"./gone.9.js";', encoding="utf-8"
    )
    (folder / "Boxes.5.js").write_text("", encoding="utf-8")
    (folder / "lib.3.js").write_text('import"./Box.2.js";import"./deep.4.js";', encoding="utf-8")
    (folder / "deep.4.js").write_text('const later=()=>import("./Boxes.5.js")', encoding="utf-8")
    (folder / "index.1.js").write_text("", encoding="utf-8")
    found = of_elements(tmp_path, ("Box", "Missing"))
    assert found == ("./static/js/Box.2.js", "./static/js/lib.3.js", "./static/js/deep.4.js")
    assert of_elements(tmp_path / "nowhere", ("Box",)) == ()


def test_the_installed_streamlit_has_what_every_page_begins_with() -> None:
    static = Path(get_static_dir())
    named = (static / "index.html").read_text(encoding="utf-8")
    for element in ("Html", "ButtonGroup", "DownloadButton"):
        found = of_elements(static, (element,))
        assert found[0].startswith(f"./static/js/{element}.")
        assert not [path for path in found if path in named]
