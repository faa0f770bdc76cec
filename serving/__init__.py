"""What the server does to every answer: compression, the page in the language of its reader, headers."""

from serving.layer import ServingLayer

__all__ = ["ServingLayer"]
