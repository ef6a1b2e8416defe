/* handout_room.c: about how much of a sheet of paper is full, in lines of text, so that what is left out
 * where it would not fit is chosen, and no third sheet begins; a part of a report; see handout.h. What a
 * browser makes of it differs with its fonts, so a little is kept back (engine/document/html_style.c). */
#include <math.h>

#include "analysis/handout_parts.h"
#include "document/svg.h"

/* What fits on a line, in sizes of its letters (engine/document/html_style.c, on paper). */
static const double text_wide = 47.5, note_wide = 52.8, line_wide = 58.7, box_wide = 45.6,
                    answer_wide = 46.1, asked_wide = 41.6, large_wide = 34.6, heading_wide = 43.4,
                    title_wide = 27.7;
/* Bold letters are wider; those with serifs are narrower in most fonts, but where there is DejaVu alone. */
static const double bold = 1.12, serif = 1.06;

static double lines(const char *text, double width)
{
    return polder_handout_wraps(text, width);
}

/* Its title, and the picture itself as wide as the sheet. */
static double chart_height(const polder_document_table_t *t, polder_language_t l)
{
    const double between = 0.38, width = 36; /* of the sheet, in lines */
    const polder_svg_options_t wide = {.width = POLDER_SVG_WIDE};
    return lines(t->chart.title, text_wide / bold) + between +
           width * polder_svg_ratio(t, l, &wide);
}

/* Of two margins that meet the larger one counts. */
typedef struct {
    double above, own, below;
} room_t;

/* Where a block stands: in which part, and is it the first of it, or what was asked? */
typedef struct {
    polder_part_kind_t part;
    bool first, asked;
} place_t;

static room_t paragraph(const polder_document_block_t *b, const place_t *at)
{
    const double wide = at->part == POLDER_PART_BOX      ? box_wide
                        : at->part == POLDER_PART_ANSWER ? answer_wide
                                                         : text_wide;
    if (at->part == POLDER_PART_ANSWER && at->first)
        return (room_t){0, 1.27 * lines(b->text, large_wide / serif), 0.4};
    if (at->asked) return (room_t){0.45, 1.15 * lines(b->text, asked_wide), 0.4};
    return (room_t){0, lines(b->text, wide), 0.3};
}

/* A label is bold, and its text goes on behind it. */
static room_t item(const polder_document_block_t *b)
{
    const double label = bold * polder_handout_wide(b->label) + (b->label && *b->label ? 0.4 : 0);
    const double rows = floor(label / text_wide), rest = label - rows * text_wide;
    return (room_t){0, rows + polder_handout_wraps_from(b->text, text_wide, rest), 0.3};
}

static room_t block_room(const polder_document_t *d, const polder_document_block_t *b,
                         const place_t *at)
{
    switch (b->kind) {
    case POLDER_BLOCK_TITLE:
        return (room_t){0, 1.53 * lines(b->text, title_wide / serif), 0.65};
    case POLDER_BLOCK_HEADING:
        return (room_t){0.71, 1.1 * lines(b->text, heading_wide / bold), 0.17};
    case POLDER_BLOCK_PARAGRAPH:
        return paragraph(b, at);
    case POLDER_BLOCK_ITEM:
        return item(b);
    case POLDER_BLOCK_NOTE:
        return (room_t){0, 0.9 * lines(b->text, note_wide), 0.27};
    case POLDER_BLOCK_LINE:
        return (room_t){0, 0.86 * lines(b->text, line_wide), 0.12};
    case POLDER_BLOCK_TABLE:
        if (b->table->chart.kind == POLDER_CHART_NONE)
            return (room_t){0.23, polder_handout_table_lines(b->table, d->language), 0.38};
        return (room_t){0.38, chart_height(b->table, d->language), 0.38};
    default:
        return (room_t){0, 0, 0};
    }
}

/* The edges of a part with padding or a line around it, within which margins end. */
static room_t begin_room(const polder_document_block_t *b)
{
    if (b->part == POLDER_PART_ANSWER) return (room_t){0, 0.22, 0};
    if (b->part == POLDER_PART_BOX)
        return (room_t){0.61, 0.46 + 1.09 * lines(b->label, box_wide / bold) + 0.25, 0};
    if (b->part == POLDER_PART_FOOT) return (room_t){0.45, 0.49, 0};
    return (room_t){0, 0, 0};
}

static room_t end_room(polder_part_kind_t part, double below)
{
    if (part == POLDER_PART_ANSWER) return (room_t){0, below + 0.11, 0.53};
    if (part == POLDER_PART_BOX) return (room_t){0, below + 0.19, 0.46};
    return (room_t){0, 0, below};
}

double polder_handout_height(const polder_document_t *d, int first)
{
    double sum = 0, below = 0;
    place_t at = {.part = POLDER_PART_SHEET};
    bool screen = false;
    for (int i = first; i < d->n; i++) {
        const polder_document_block_t *b = &d->block[i];
        const bool end = b->kind == POLDER_BLOCK_END;
        if (b->kind == POLDER_BLOCK_BEGIN && b->part == POLDER_PART_SCREEN) screen = true;
        const bool seen = !screen;
        if (end) screen = false;
        if (!seen) continue;
        at.asked = i > first + 1 && d->block[i - 1].kind == POLDER_BLOCK_LINE &&
                   d->block[i - 2].kind == POLDER_BLOCK_TITLE;
        at.first = i > first && d->block[i - 1].kind == POLDER_BLOCK_BEGIN;
        const room_t r = end                             ? end_room(at.part, below)
                         : b->kind == POLDER_BLOCK_BEGIN ? begin_room(b)
                                                         : block_room(d, b, &at);
        sum += (end ? 0 : fmax(below, r.above)) + r.own;
        below = r.below;
        if (b->kind == POLDER_BLOCK_BEGIN) at.part = b->part;
        if (end) at.part = POLDER_PART_SHEET;
    }
    return sum;
}
