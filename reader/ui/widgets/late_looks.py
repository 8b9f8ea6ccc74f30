"""Component classes that are styled when they are first drawn.

Textual styles each component class of a widget again with every change of the widget: as it is mounted, gets the
focus, is resized. An article can look in forty ways and shows ten of them; the others, and the parsing of their
rules, cost a tenth of the time to the first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.dom import DOMNode

from reader import resources

# Textual takes the default style sheet of the first base class that is a widget: a mixin may not be one.
if TYPE_CHECKING:
    from textual.css.styles import RenderStyles
    from textual.css.stylesheet import Stylesheet
    from textual.widget import Widget
else:
    Widget = object


class LateLooks(Widget):
    """Makes a widget one whose ``COMPONENT_CLASSES`` cost nothing until they are asked for."""

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]  # Textual's is one for the class
        """Return the component classes that Textual keeps styled: those that were drawn."""
        return frozenset(self._component_styles)

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the combined styles of component classes, the later over the earlier.

        Raises:
            KeyError: one isn't in ``COMPONENT_CLASSES``.
        """
        for name in names:
            if name not in self._component_styles and name in super()._get_component_classes():
                self._component_styles[name] = self._styled(name)
        return super().get_component_styles(*names)

    def _styled(self, name: str) -> RenderStyles:
        stylesheet = self.app.stylesheet
        if f".{name}" not in stylesheet.rules_map:
            add_furniture(stylesheet)
        look = DOMNode(classes=name)
        look._attach(self)
        stylesheet.apply(look)
        return look.styles


def add_furniture(stylesheet: Stylesheet) -> None:
    """Add the style sheets of what the first screen seldom needs, once."""
    for sheet in resources.furniture_styles():
        if not stylesheet.has_source(str(sheet)):
            stylesheet.add_source(sheet.read_text("utf-8"), read_from=(str(sheet), ""))
