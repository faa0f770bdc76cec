"""Charts: frame -> Vega-Lite specification. No Streamlit, no SQL, the given frame is never changed."""

from dashboard.charts.dumbbell import alt_text, click_hint, drawable, legend, province_against_nation

__all__ = ["alt_text", "click_hint", "drawable", "legend", "province_against_nation"]
