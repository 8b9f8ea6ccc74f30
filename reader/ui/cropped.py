"""What is sent of a changed part of a row: Textual begins each at the left edge of its widget, here it begins later."""

from __future__ import annotations

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip


class CroppedCompositor(Compositor):
    """Sends of a row what changed, without what stands before it."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what is to be sent; None for nothing."""
        update = super().render_partial_update()
        return None if update is None else _Cropped(update.chops, update.spans, update.chop_ends)


class _Cropped(ChopsUpdate):
    def render_segments(self, console: Console) -> str:
        """Return the output for a terminal: for each span of each row, the segments that reach into it."""
        return "\n".join(self._row(console, *span) for span in self.spans)

    def _row(self, console: Console, y: int, start: int, end: int) -> str:
        sent = []
        for chop_end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
            if strip is not None and x < end and chop_end > start:
                rest = strip if chop_end <= end else strip.crop(0, end - x)
                first, rest = _without_start(x, rest, start)
                sent.append(f"\x1b[{y + 1};{first + 1}H{rest.render(console)}")
        return "".join(sent)


def _without_start(x: int, strip: Strip, start: int) -> tuple[int, Strip]:
    """Return a strip without the segments that end before a cell, and where it begins then.

    Segments stay whole: one may hold characters of two cells.
    """
    if x >= start:
        return x, strip
    segments = list(strip)
    while segments and x + segments[0].cell_length <= start:
        x += segments.pop(0).cell_length
    return x, Strip(segments)
