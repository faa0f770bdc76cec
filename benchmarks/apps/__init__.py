"""Streamlit scripts that the dashboard is measured against."""
