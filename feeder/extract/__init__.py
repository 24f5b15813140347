"""What a document says: a page, a feed, a file or copied text in, drafts and where to look next out. Pure.

    bytes > text > tree > outline, anchors or data > drafts

A kind of source is a class with `start()` and `extract(document) -> Page`. They stand on the rest, which knows none of
them; `article`, `listing` and `inline` say in their own docstrings what is where.

| of                     | look in                                                                                     |
| ---------------------- | ------------------------------------------------------------------------------------------- |
| kinds of sources       | `kpu`, `api`; `page`; `selectors` with `paths`; `syndication`; what was `saved`, `textdump` |
| one article            | `page_article` chooses between `article`, what is shown, and `inline`, data for scripts;    |
|                        | where it goes on: `page_parts`                                                              |
| one list               | `listing`, by the addresses of its items                                                    |
| any list               | `page_lists` finds these addresses, by `page_patterns` and `page_rows`, for `page`          |
| feeds                  | `feeds` with `feed_xml` and `feed_json`; `alternates` that pages name; `opml`               |
| copied text            | `textdump` with `textdump_lines`                                                            |
| bytes and trees        | `decoding`, `markup`, `mending` with `mending_ends` and `mending_rows`, `finder`            |
| a page as text         | `outlining` makes `blocks`, with `line_ends`, and without what lies under `veils`           |
| what machines are told | `structured` with `structured_choice` and `structured_dates`                                |
| words and addresses    | `furniture` with `imprints`, `datelines`, `pictures`, `downloads`                           |
| what is no answer      | `error_pages`, `program_errors`, `files` in place of pages, the `ending` of half a page     |
| why it was believed    | `tracing`                                                                                   |
"""
