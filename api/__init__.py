"""The slices of a release over HTTP: the filters of the dashboard's own addresses, for programs.

Reads releases through `warehouse`; knows neither streamlit nor the dashboard.
"""

from api.memory import keep_for_the_next
from api.service import Api, routes

__all__ = ["Api", "keep_for_the_next", "routes"]
