"""What documents say, made clean, whole and dated, so that it can be published and known again. Pure.

| of                       | look in                                                                                |
| ------------------------ | -------------------------------------------------------------------------------------- |
| drafts that become items | `items`                                                                                |
| markup and text          | `html`, `text`; addresses in them: `links`                                             |
| days and times           | `dates`, out of `mentions`, `clock` and `relative`; what is said of one: `date_labels` |
| the words of dates       | `date_words`                                                                           |
| the day of an event      | `events`; years that a page leaves out: `years`                                        |
| addresses                | `addresses`; the numbers by which a site tells its articles apart: `address_numbers`   |
| who is who               | `identity`                                                                             |
| files by their addresses | `files`                                                                                |
| topics and feeds         | `selection`, by `topics`, out of a `vocabulary` with its `affixes`                     |
| corrections              | `correcting`                                                                           |
| schedules                | `crontab`                                                                              |
"""
