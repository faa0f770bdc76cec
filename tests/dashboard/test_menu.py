"""The menu offers what a person may use, and gives each run page objects of its own."""

from streamlit.testing.v1 import AppTest


def _menu_of(*rights: str) -> list[str]:
    def script(rights: tuple[str, ...]) -> None:
        import streamlit as st

        from dashboard import menu

        for page in menu.pages("vi", rights):  # type: ignore[arg-type]
            st.text(f"{page.url_path} {page.visibility}")

    at = AppTest.from_function(script, kwargs={"rights": rights}).run(timeout=30)
    assert not at.exception
    return [str(text.value) for text in at.text]


def test_nobody_is_offered_a_page_that_they_may_not_use() -> None:
    reader, reviewer, publisher = _menu_of("read"), _menu_of("submit"), _menu_of("submit", "publish")
    assert {"intake hidden", "review hidden", "publish hidden"} <= set(reader)
    assert {"intake visible", "review visible", "publish hidden"} <= set(reviewer)
    assert {"intake visible", "review visible", "publish visible"} <= set(publisher)
    assert "compare visible" in reader


def test_a_page_that_one_run_has_used_up_is_whole_for_the_next() -> None:
    def script() -> None:
        import streamlit as st

        from dashboard import menu

        one, other = menu.pages("vi", ()), menu.pages("vi", ())
        st.text(str(any(mine is theirs for mine, theirs in zip(one, other, strict=True))))

    at = AppTest.from_function(script).run(timeout=30)
    assert [text.value for text in at.text] == ["False"]
