"""From mentions to statements, tasks and citations: indicator, theme, scope, unit."""

from etl.resolve.resolver import DocumentRef, Resolver

__all__ = ["DocumentRef", "Resolver"]
