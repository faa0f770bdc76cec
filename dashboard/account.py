"""Who is signed in, above every page; and the doors of the pages that need a right."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from dashboard import frame, people
from dashboard.markup import plain
from dashboard.people import Person, Right
from dashboard.wording import N_, Wording
from dashboard.wording.labels import label

ROLE_OF = {
    "submit": N_("người soát xét"),
    "review": N_("người soát xét"),
    "publish": N_("người công bố"),
}


def beside(w: Wording) -> AbstractContextManager[object]:
    """A place with the name and the way out of whoever is signed in, or the way in, for more beside them.

    Where no login is set up it is the place that one is at.
    """
    if not people.has_provider():
        return nullcontext()
    place = st.container(horizontal=True, vertical_alignment="center", width="content")
    with place:
        _shown(w)
    return place


def _shown(w: Wording) -> None:
    person = people.signed_in()
    if person is None:
        offer_login(w, key="header")
        return
    with st.popover(plain(person.name), icon=":material/person:"):
        st.text(person.email or person.name)
        if st.button(w("Đăng xuất"), key="logout"):
            st.logout()


def offer_login(w: Wording, *, key: str) -> None:
    """A button for each provider."""
    names = providers()
    for name in names:
        text = w("Đăng nhập") if len(names) == 1 else w("Đăng nhập qua {name}", name=name)
        if st.button(plain(text), key=f"login_{key}_{name}", icon=":material/login:"):
            st.login(None if name == "default" else name)


def providers() -> list[str]:
    """The names of the configured providers; "default" for the one that has no name."""
    auth = secrets_singleton.get("auth", {})
    named = [str(name) for name, own in auth.items() if isinstance(own, Mapping) and "client_id" in own]
    return (["default"] if "client_id" in auth else []) + named or ["default"]


def enter(right: Right, w: Wording) -> Person | None:
    """Who may use the page; None where nobody may, and the page has said why and what to do."""
    person = people.signed_in()
    if person is not None and person.may(right):
        if person.is_local:
            frame.note(
                w(
                    "Chưa cấu hình đăng nhập: bạn làm việc ngay trên máy chạy Mốc Số, mọi quyết định ghi tên "
                    "“{name}” (đổi bằng biến môi trường {setting}).",
                    name=person.name,
                    setting=people.LOCAL_REVIEWER,
                )
            )
        return person
    if person is not None:
        st.warning(
            w(
                "Bạn đăng nhập với tên {name}, nhưng tài khoản này chưa có vai trò {role}. Hãy nhờ người "
                "quản trị thêm địa chỉ của bạn vào mục [roles] của cấu hình, rồi đăng nhập lại.",
                name=plain(person.author),
                role=label(ROLE_OF, right, w),
            ),
            icon=":material/lock:",
        )
    elif people.has_provider():
        st.warning(
            w("Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại; mọi quyết định trước đó đã được lưu.")
            if people.has_expired()
            else w("Trang này cần đăng nhập. Đọc số liệu thì không cần."),
            icon=":material/lock:",
        )
        offer_login(w, key="door")
    else:
        st.warning(
            w(
                "Trang này chỉ mở cho người có trách nhiệm, mà máy chủ này chưa cấu hình đăng nhập. Hãy báo "
                "người quản trị đặt nhà cung cấp đăng nhập (mục [auth]), hoặc chạy Mốc Số trên máy của bạn "
                "bằng make run."
            ),
            icon=":material/lock:",
        )
    return None
