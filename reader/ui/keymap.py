"""The keyboard: one table. Bindings, ``?``, the footer, the palette and the docs' key table all come from it.

How its keys reach Textual, and what users may change in it, is in ``ui.bindings``.
"""

from __future__ import annotations

from reader.ui.command import Command, Group, Scope


def _article(name: str, keys: str, title: str, does: str) -> Command:
    return Command(name, keys, title, Group.MOVING, Scope.ARTICLE, does=does)


def _key(name: str, keys: str, title: str, does: str) -> Command:
    return Command(name, keys, title, Group.MOVING, Scope.READER, does=does)


def _begin(name: str, keys: str, title: str, how: str, what: str) -> Command:
    does = f"screen.do('selecting', '{how}', ({what},))"
    return Command(name, keys, title, Group.SELECTING, Scope.ARTICLE, does=does)


def _selecting(name: str, keys: str, title: str, does: str) -> Command:
    return Command(name, keys, title, Group.SELECTING, Scope.SELECTING, does=does)


def _object(name: str, keys: str, title: str, unit: str, *, whole: bool = False) -> Command:
    return _selecting(
        name, keys, title, f"screen.do('selecting', '{'take_whole' if whole else 'take'}', ('{unit}', {{n}}))"
    )


def _find(name: str, keys: str, title: str, does: str = "") -> Command:
    return Command(name, keys, title, Group.FINDING, Scope.FIND, does=does)


def _changes(name: str, keys: str, title: str, hint: str, does: str = "") -> Command:
    return Command(name, keys, title, Group.VERSIONS, Scope.CHANGES, hint, does)


def _notebook(name: str, keys: str, title: str, does: str, hint: str = "") -> Command:
    return Command(name, keys, title, Group.NOTEBOOK, Scope.NOTEBOOK, hint, does)


def _list(name: str, keys: str, title: str, does: str = "", hint: str = "") -> Command:
    return Command(name, keys, title, Group.PANES, Scope.LIST, hint, does)


def _editor(name: str, keys: str, title: str, hint: str) -> Command:
    return Command(name, keys, title, Group.NOTES, Scope.EDITOR, hint)


def _desk(name: str, keys: str, title: str, does: str, *args: str | int, hint: str = "") -> Command:
    return Command(name, keys, title, Group.NOTES, Scope.READER, hint, f"do('desk', {does!r}, {args!r})")


def _end(name: str, keys: str, title: str, end: str, sign: str) -> Command:
    return Command(name, keys, title, Group.NOTES, Scope.READER, does=f"do('desk', 'move_end', ('{end}', {sign}{{n}}))")


def _reader(name: str, keys: str, title: str, group: Group, hint: str = "", does: str = "") -> Command:
    return Command(name, keys, title, group, Scope.READER, hint, does)


COMMANDS: tuple[Command, ...] = (
    _article("line-down", "j,down", "A line down", "line({n})"),
    _article("line-up", "k,up", "A line up", "line(-{n})"),
    _article("half-page-down", "d,ctrl+d", "Half a page down", "page({n}, 2)"),
    _article("half-page-up", "u,ctrl+u", "Half a page up", "page(-{n}, 2)"),
    _article("page-down", "space,pagedown,ctrl+f", "A page down", "page({n}, 1)"),
    _article("page-up", "b,pageup,ctrl+b", "A page up", "page(-{n}, 1)"),
    _article("top", "g g,home", "To the beginning", "top"),
    _article("bottom", "G,end", "To the end; after a number, to that percent", "bottom({count})"),
    _article("percent", "%", "To a percent of the article: 5 0 %", "percent({count})"),
    _article("next-sentence", "),right", "Next sentence", "sentence({n})"),
    _article("previous-sentence", "(,left", "Previous sentence", "sentence(-{n})"),
    _article("next-paragraph", "},ctrl+down", "Next paragraph", "block({n})"),
    _article("previous-paragraph", "{,ctrl+up", "Previous paragraph", "block(-{n})"),
    _article("next-heading", "] h", "Next heading", "block({n}, 'heading')"),
    _article("previous-heading", "[ h", "Previous heading", "block(-{n}, 'heading')"),
    _reader(
        "jump-back",
        "ctrl+o,alt+left,[ j",
        "Back to where the last jump began",
        Group.MOVING,
        does="do('travel', 'back')",
    ),
    _reader("jump-forward", "alt+right,] j", "Forward again", Group.MOVING, does="do('travel', 'forward')"),
    _key(
        "mark-place",
        "m *",
        "Mark this place with a letter; a capital holds in all articles",
        "do('travel', 'mark', ('{letter}',))",
    ),
    _key("to-mark", "' *", "To the place marked with a letter", "do('travel', 'to_mark', ('{letter}',))"),
    _reader("next-link", "] l", "Next link", Group.MOVING, does="do('travel', 'step', ('link', {n}))"),
    _reader("previous-link", "[ l", "Previous link", Group.MOVING, does="do('travel', 'step', ('link', -{n}))"),
    _reader(
        "follow-link",
        "g x",
        "Open the link here, or by its number: 3 g x",
        Group.MOVING,
        does="do('travel', 'follow', ({count},))",
    ),
    _reader("links", "g l", "The links: pick one to open", Group.MOVING, does="do('guide', 'links')"),
    _article("next-word", "w,ctrl+right", "Next word", "word({n})"),
    _article("previous-word", "W,ctrl+left", "Previous word", "word(-{n})"),
    _begin("select", "v", "Select by characters; again: by words, sentences, paragraphs", "begin", "'character'"),
    _begin("select-sentences", "V", "Select by sentences", "begin", "'sentence'"),
    _begin("select-paragraphs", "ctrl+v", "Select by paragraphs", "begin", "'paragraph'"),
    _begin("select-right", "shift+right", "Select to the right", "extend", "'character', {n}"),
    _begin("select-left", "shift+left", "Select to the left", "extend", "'character', -{n}"),
    _begin("select-word", "ctrl+shift+right", "Select a word on", "extend", "'word', {n}"),
    _begin("select-word-back", "ctrl+shift+left", "Select a word back", "extend", "'word', -{n}"),
    _begin("select-down", "shift+down", "Select a line down", "extend", "'line', {n}"),
    _begin("select-up", "shift+up", "Select a line up", "extend", "'line', -{n}"),
    _selecting("character-right", "right", "A character on", "character({n})"),
    _selecting("character-left", "left", "A character back", "character(-{n})"),
    _selecting("word-back", "b", "To the beginning of the word, or the one before", "word(-{n})"),
    _selecting("word-end", "e", "To the end of the word", "word_end({n})"),
    _selecting("line-begin", "0,home", "To the beginning of the line", "line_edge(-1)"),
    _selecting("line-end", "$,end", "To the end of the line", "line_edge(1)"),
    _selecting("other-end", "o", "To the other end of the selection", "screen.do('selecting', 'swap')"),
    _selecting("larger", "+", "Larger: word, name, sentence, quote, paragraph", "screen.do('selecting', 'grow')"),
    _selecting("smaller", "-", "The smaller selection before", "screen.do('selecting', 'shrink')"),
    _object("this-word", "i w", "This word; again: what comes next", "word"),
    _object("this-sentence", "i s", "This sentence", "sentence"),
    _object("this-paragraph", "i p", "This paragraph", "paragraph"),
    _object("this-quote", "i q", "This quote, without its marks", "quote"),
    _object("this-mention", "i m", "This mention", "mention"),
    _object("a-word", "a w", "A word with the space after it", "word", whole=True),
    _object("a-sentence", "a s", "A sentence with the space after it", "sentence", whole=True),
    _object("a-paragraph", "a p", "A paragraph with the blank line after it", "paragraph", whole=True),
    _object("a-quote", "a q", "A quote with its marks and the space after it", "quote", whole=True),
    _object("a-mention", "a m", "A mention with the space after it", "mention", whole=True),
    _selecting("note-selection", "enter,a a", "Write a note on the selection", "screen.do('desk', 'write')"),
    _reader("wider", "+", "Longer lines", Group.PANES, does="do('page', 'widen', ({n},))"),
    _reader("narrower", "-", "Shorter lines", Group.PANES, does="do('page', 'widen', (-{n},))"),
    _reader("measure", "=", "Lines as the settings have them", Group.PANES, does="do('page', 'reset')"),
    _reader(
        "alone", "z", "Nothing but this paragraph, or everything again", Group.PANES, does="do('page', 'turn_alone')"
    ),
    _reader(
        "copy", "y", "Copy the selection or the sentence", Group.SELECTING, does="do('selecting', 'copy', ('plain',))"
    ),
    _reader(
        "copy-cited",
        "Y",
        "Copy it with speaker, title, source, date",
        Group.SELECTING,
        does="do('selecting', 'copy', ('cited',))",
    ),
    _reader(
        "copy-markdown",
        "g y",
        "Copy it so, as Markdown",
        Group.SELECTING,
        does="do('selecting', 'copy', ('markdown',))",
    ),
    _reader("find", "/,ctrl+slash", "Find in the article", Group.FINDING, "find", does="find"),
    _reader(
        "find-word",
        "*",
        "Find the word under the cursor, or the selected words",
        Group.FINDING,
        does="do('finding', 'word')",
    ),
    _find("accept-find", "enter", "Stay at the hit; without words, find the last ones again"),
    _find("leave-find", "escape", "Back to where the search began"),
    _find("next-hit", "down,ctrl+n", "Next hit", "step_hit(1)"),
    _find("previous-hit", "up", "Previous hit", "step_hit(-1)"),
    _find("find-whole", "alt+w,f2", "Whole words only, or not", "switch('whole')"),
    _find("find-pattern", "alt+r,f3", "A regular expression, or not", "switch('pattern')"),
    _reader(
        "next-mention",
        "n",
        "Next mention of the chosen person or country, or next hit",
        Group.MENTIONS,
        "next",
        does="do('travel', 'step', ('mention', {n}))",
    ),
    _reader(
        "previous-mention",
        "N",
        "Previous mention or hit",
        Group.MENTIONS,
        "back",
        does="do('travel', 'step', ('mention', -{n}))",
    ),
    _reader("next-quote", "] q,.", "Next quote", Group.MENTIONS, does="do('travel', 'step', ('quote', {n}))"),
    _reader(
        "previous-quote", "[ q,comma", "Previous quote", Group.MENTIONS, does="do('travel', 'step', ('quote', -{n}))"
    ),
    _reader(
        "next-name",
        "] m",
        "Next name of anybody or any place",
        Group.MENTIONS,
        does="do('travel', 'step', ('name', {n}))",
    ),
    _reader("previous-name", "[ m", "Previous name", Group.MENTIONS, does="do('travel', 'step', ('name', -{n}))"),
    _reader("people", "P", "The people", Group.MENTIONS, does="do('panes', 'section', ('People',))"),
    _reader("countries", "C", "The countries", Group.MENTIONS, does="do('panes', 'section', ('Countries',))"),
    _reader("quotes", "Q", "The quotes", Group.MENTIONS, does="do('panes', 'section', ('Quotes',))"),
    _reader("notes", "A", "The notes", Group.MENTIONS, does="do('panes', 'section', ('Notes',))"),
    _reader(
        "focus-here",
        "f",
        "Put who is named here in focus, or out again; up to four",
        Group.MENTIONS,
        "focus",
        does="do('choosing', 'here')",
    ),
    _reader(
        "speaker",
        "s",
        "The next quote of a speaker: pick who",
        Group.MENTIONS,
        "speaker",
        does="do('guide', 'speaker')",
    ),
    _reader("same-speaker", "S", "The next quote of the same speaker", Group.MENTIONS, does="do('choosing', 'again')"),
    _reader("why", "i", "Why this person, country, quote or note is here", Group.MENTIONS, does="do('guide', 'why')"),
    _reader(
        "correct",
        "r",
        "Correct who or what is named here, or who speaks",
        Group.MENTIONS,
        does="do('correcting', 'here')",
    ),
    _reader(
        "corrections",
        "g r",
        "The corrections that hold here; take one back",
        Group.MENTIONS,
        does="do('correcting', 'show')",
    ),
    _reader("analyse-again", "R", "Try the analysis again", Group.MENTIONS, does="do('article', 'analyse_again')"),
    _desk("note", "a", "Write a note on the sentence or the selection", "write", hint="note"),
    _desk("highlight", "h", "Highlight the sentence or the selection", "highlight", hint="highlight"),
    _desk("note-whole", "g a", "Write a note on the article as a whole", "write_whole"),
    _desk("yellow", "c y", "Colour yellow: the note here, or a new highlight", "colour", "yellow"),
    _desk("green", "c g", "Colour green", "colour", "green"),
    _desk("blue", "c b", "Colour blue", "colour", "blue"),
    _desk("pink", "c p", "Colour pink", "colour", "pink"),
    _desk("orange", "c o", "Colour orange", "colour", "orange"),
    _desk("question", "t q", "Mark as a question: the note here, or the sentence", "mark", "question"),
    _desk("check", "t c", "Mark as a claim to check", "mark", "check"),
    _desk("important", "t i", "Mark as important", "mark", "important"),
    _desk("tags", "t t", "Write the tags of the note here", "edit_tags"),
    _end("longer", ">", "The passage of the note here ends a word later", "end", ""),
    _end("shorter", "<", "It ends a word earlier", "end", "-"),
    _end("begin-earlier", "g <", "It begins a word earlier", "start", "-"),
    _end("begin-later", "g >", "It begins a word later", "start", ""),
    _desk("merge", "c m", "Make one of the notes that overlap or touch here", "merge"),
    _reader("note-texts", "c t", "A note's texts: choose which stays", Group.NOTES, does="do('settling', 'ask')"),
    _desk("other-note", ";", "The next of several notes at the cursor", "other"),
    _desk("edit-note", "e", "Edit the note here", "edit"),
    _desk("delete-note", "x,delete", "Delete the note here (U brings it back)", "delete"),
    _reader(
        "undo",
        "U,ctrl+z",
        "Undo the last change to a note or a correction",
        Group.NOTES,
        does="do('desk', 'undo', ({n},))",
    ),
    _reader("redo", "ctrl+r,ctrl+y", "Redo it", Group.NOTES, does="do('desk', 'redo', ({n},))"),
    _reader("next-note", "] a", "Next note", Group.NOTES, does="do('travel', 'step', ('note', {n}))"),
    _reader("previous-note", "[ a", "Previous note", Group.NOTES, does="do('travel', 'step', ('note', -{n}))"),
    _desk("unfold-note", "o,enter", "Unfold or fold the notes of this paragraph", "unfold", hint="unfold"),
    _desk("show-notes", "O", "Show all notes, those at the cursor, or none", "show_notes"),
    _desk("attach-note", "c a", "Tie the chosen lost note to the sentence or the selection", "attach"),
    _reader("export", "E", "Export the notes as Markdown", Group.NOTES, "export", does="do('article', 'export')"),
    _reader("notebook", "g n", "The notes of all articles", Group.NOTES, does="do('guide', 'notebook')"),
    _notebook("choose-note", "space", "Choose this note, or no longer", "choose_note", "choose"),
    _notebook("choose-range", "v", "Choose all from here to where you go; again: stop", "choose_range"),
    _notebook("choose-all", "*,ctrl+a", "Choose all that are listed, or none", "choose_all"),
    _notebook("all-yellow", "c y", "Colour yellow: the chosen notes, or the one here", "recolour('yellow')"),
    _notebook("all-green", "c g", "Colour green", "recolour('green')"),
    _notebook("all-blue", "c b", "Colour blue", "recolour('blue')"),
    _notebook("all-pink", "c p", "Colour pink", "recolour('pink')"),
    _notebook("all-orange", "c o", "Colour orange", "recolour('orange')"),
    _notebook("all-question", "t q", "Mark the chosen notes as questions; if all are, no longer", "mark('question')"),
    _notebook("all-check", "t c", "Mark them as claims to check", "mark('check')"),
    _notebook("all-important", "t i", "Mark them as important", "mark('important')"),
    _notebook("all-tags", "t t", "Tags on the chosen notes, or off: check, -question", "tags", "tags"),
    _notebook("all-delete", "x,delete", "Move the chosen notes to the trash (U brings them back)", "delete", "trash"),
    _notebook("trash", "T", "The trash, or the notes again", "turn_trash"),
    _notebook("all-restore", "r", "Bring the chosen notes back from the trash", "restore"),
    _notebook("all-export", "E", "Export the chosen notes as Markdown", "export('markdown')", "export"),
    _notebook("undo-all", "U,ctrl+z", "Undo the last change", "undo"),
    _notebook("redo-all", "ctrl+r,ctrl+y", "Redo it", "redo"),
    _notebook("notebook-keys", "?,f1", "The keys of this place", "keys", "keys"),
    _notebook("notebook-palette", "ctrl+p,:", "The command palette", "palette"),
    _notebook("close-notebook", "escape,q", "Let go of what is chosen; back to the article", "close"),
    _reader("changes", "g c", "What changed since another version", Group.VERSIONS, does="do('guide', 'changes')"),
    _reader(
        "update-article",
        "g u",
        "Look for a new version where the article was found",
        Group.VERSIONS,
        does="do('renewing', 'again')",
    ),
    _changes("next-change", "n,tab", "Next change", "next", "step_change({n})"),
    _changes("previous-change", "N,shift+tab", "Change before", "back", "step_change(-{n})"),
    _changes("older-version", "<,comma", "Compare with an older version", "older", "version(1)"),
    _changes("younger-version", ">,.", "Compare with a younger version", "younger", "version(-1)"),
    _changes("close-changes", "escape,q", "Back to the article", "close"),
    _changes("changes-keys", "?,f1", "The keys of this place", "keys"),
    _reader("library", "l", "Show or hide the library", Group.PANES, does="do('panes', 'turn', ('library',))"),
    _reader(
        "panel",
        "p",
        "Show or hide people, countries, quotes, notes",
        Group.PANES,
        does="do('panes', 'turn', ('panel',))",
    ),
    _reader("next-pane", "tab", "To the next pane", Group.PANES, does="do('panes', 'go', (1,))"),
    _reader("previous-pane", "shift+tab", "To the pane before", Group.PANES, does="do('panes', 'go', (-1,))"),
    _reader("back", "escape", "Back to the article; let go of what is chosen", Group.PANES),
    _list("item-down", "j,down", "Next item", "item_down({n})"),
    _list("item-up", "k,up", "Previous item", "item_up({n})"),
    _list("list-page-down", "pagedown,ctrl+f,space", "A page down"),
    _list("list-page-up", "pageup,ctrl+b,b", "A page up"),
    _list("first-item", "g g,home", "First item"),
    _list("last-item", "G,end", "Last item"),
    _list("choose", "enter", "Open it, or go to it in the text", hint="go"),
    _list("filter-list", "/", "Filter the list: type words that its items have", hint="filter"),
    _list(
        "add-focus", "f", "In focus beside others, or out again; up to four", "screen.do('panes', 'add_focus')", "focus"
    ),
    _list("widen", ">", "This pane wider", "screen.do('panes', 'widen', (1,))"),
    _list("narrow", "<", "This pane narrower", "screen.do('panes', 'widen', (-1,))"),
    _list(
        "turn-quotes",
        "o",
        "Quotes by speaker, or in the order of the text",
        "screen.do('choosing', 'turn_quotes')",
        "order",
    ),
    _editor("save-note", "ctrl+s", "Save the note", "save"),
    _editor("cancel-note", "escape", "Leave without saving; the draft is kept", "leave"),
    _editor("next-field", "tab,shift+tab", "From the text to its tags, or back", "tags"),
    _editor("outside", "ctrl+g", "Go on in your own editor ($EDITOR)", "$EDITOR"),
    _reader(
        "layers",
        "L",
        "Marks: all, people and places, quotes by speaker, notes, none",
        Group.DATELINE,
        does="do('views', 'cycle')",
    ),
    _reader("keys", "?,f1", "The keys of this place", Group.DATELINE, "keys", does="do('guide', 'keys')"),
    _reader("messages", "g m", "What was said before", Group.DATELINE, does="do('guide', 'messages')"),
    _reader("palette", "ctrl+p,:", "Everything else: the command palette", Group.DATELINE, does="app.command_palette"),
    _reader("quit", "q,ctrl+q", "Quit", Group.DATELINE, does="app.quit"),
)
