/* members.c: see members.h. */
#include "analysis/members.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/lives.h"
#include "analysis/member_names.h"
#include "words/words.h"

static const double confidence = 0.95;

/* ---- gathering ---- */

static void list_columns(polder_members_t *m)
{
    const polder_record_t *record = &m->x->record;
    for (int i = 0; i < record->n_track; i++) {
        const polder_field_t *field = m->x->table.field[record->track[i]];
        if (strcmp(field->name, "active") == 0)
            m->active = i;
        else if (field->level == POLDER_ORGANISATION)
            m->column[m->n_column++] = (polder_member_column_t){i, POLDER_MEMBER_OWN, field->name};
        else if (field->level == POLDER_ARC)
            for (int side = POLDER_MEMBER_GIVES; side <= POLDER_MEMBER_GETS; side++)
                m->column[m->n_column++] =
                    (polder_member_column_t){i, (polder_member_side_t)side, field->name};
    }
}

int polder_members_init(polder_members_t *m, const polder_experiment_t *x, int success,
                        polder_report_t *report)
{
    *m = (polder_members_t){.x = x,
                            .n_member = x->network ? x->network->graph.n_org : 0,
                            .n_arm = x->n_arm,
                            .n_life = x->replicates,
                            .active = -1,
                            .success = success};
    m->column = calloc(2 * (size_t)x->record.n_track + 1, sizeof *m->column);
    if (m->column) list_columns(m);
    m->names = polder_member_names_of(x->lesson);
    const size_t lives = (size_t)m->n_life, members = (size_t)m->n_member;
    m->left = calloc(lives * members + 1, sizeof *m->left);
    m->value = calloc(lives * members * (size_t)m->n_column + 1, sizeof *m->value);
    m->won = calloc(lives * (size_t)m->n_arm + 1, sizeof *m->won);
    if (m->column && m->left && m->value && m->won) return 0;
    polder_members_free(m);
    return polder_fail(report, POLDER_MEMORY, "no memory for the members of a network");
}

void polder_members_free(polder_members_t *m)
{
    free(m->column);
    free(m->left);
    free(m->value);
    free(m->won);
    json_decref(m->names);
    *m = (polder_members_t){0};
}

/* Where the rows of one recorded network begin. */
typedef struct {
    const polder_block_t *b;
    int32_t sample;
    int64_t org_at, arc_at;
} place_t;

static bool is_there(const polder_members_t *m, const place_t *p, int32_t member, int t)
{
    return p->b->track[m->active][(p->org_at + member) * p->b->n_time + t] > 0;
}

/* One number of a member in one month; NaN: it has no ties. */
static float at_time(const polder_members_t *m, const place_t *p, int32_t member,
                     const polder_member_column_t *c, int t)
{
    const polder_block_t *b = p->b;
    const float *track = b->track[c->track];
    if (c->side == POLDER_MEMBER_OWN) return track[(p->org_at + member) * b->n_time + t];
    const int32_t *mine = c->side == POLDER_MEMBER_GIVES ? b->arc_from : b->arc_to;
    const int32_t *other = c->side == POLDER_MEMBER_GIVES ? b->arc_to : b->arc_from;
    double sum = 0;
    int n = 0;
    for (int64_t a = p->arc_at; a < p->arc_at + b->n_arc[p->sample]; a++) {
        if (mine[a] != member || !is_there(m, p, other[a], t)) continue;
        sum += (double)track[a * b->n_time + t];
        n++;
    }
    return n > 0 ? (float)(sum / n) : NAN;
}

/* Its first tenure: whoever takes the seat later is somebody else. */
static void keep_member(polder_members_t *m, const place_t *p, int64_t life, int32_t member)
{
    const polder_block_t *b = p->b;
    int last = 0;
    while (last < b->n_time && is_there(m, p, member, last)) last++;
    /* NaN from the tick on after which the network has ended: it did not leave */
    const float then =
        last < b->n_time ? b->track[m->active][(p->org_at + member) * b->n_time + last] : NAN;
    m->left[life * m->n_member + member] = then <= 0 ? (float)(last * m->x->record.every) : 0;
    for (int c = 0; c < m->n_column; c++) {
        double sum = 0;
        int n = 0;
        for (int t = 1; t < last; t++) {
            const float x = at_time(m, p, member, &m->column[c], t);
            if (isnan(x)) continue;
            sum += (double)x;
            n++;
        }
        m->value[(life * m->n_member + member) * m->n_column + c] = n > 0 ? (float)(sum / n) : NAN;
    }
}

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    polder_members_t *m = self;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t u = 0; u < b->n_unit && m->success >= 0; u++)
        m->won[b->first_unit + u] = b->summary[(int64_t)m->success * b->n_unit + u];
    place_t p = {.b = b};
    for (int32_t s = 0; s < b->n_sample; s++) {
        const int64_t unit = b->first_unit + b->sample[s];
        p.sample = s;
        for (int32_t o = 0; unit % m->n_arm == 0 && o < m->n_member; o++)
            keep_member(m, &p, unit / m->n_arm, o);
        p.org_at += b->n_org[s];
        p.arc_at += b->n_arc[s];
    }
    return 0;
}

polder_sink_t polder_members_sink(polder_members_t *m)
{
    return (polder_sink_t){.self = m, .write = collect};
}

/* ---- what is found ---- */

static polder_difference_t difference(const polder_members_t *m, int arm, double sure)
{
    polder_pairs_t pairs = {0};
    for (int64_t life = 0; arm < m->n_arm && m->success >= 0 && life < m->n_life; life++)
        polder_pairs_add(&pairs, m->won[life * m->n_arm + arm], m->won[life * m->n_arm]);
    return polder_pairs_difference(&pairs, sure);
}

polder_member_t polder_members_of(const polder_members_t *m, int member)
{
    int64_t n = 0;
    double sum = 0;
    for (int64_t life = 0; life < m->n_life; life++) {
        const float month = m->left[life * m->n_member + member];
        n += month > 0;
        sum += (double)month;
    }
    return (polder_member_t){.leaves = polder_proportion(n, m->n_life, confidence),
                             .when = n > 0 ? sum / (double)n : NAN,
                             .without = difference(m, 1 + 2 * member, confidence),
                             .typical = difference(m, 2 + 2 * member, confidence)};
}

double polder_members_mean(const polder_members_t *m, int member, int column)
{
    polder_moments_t moments = {0};
    for (int64_t life = 0; life < m->n_life; life++)
        polder_moments_add(&moments,
                           (double)m->value[(life * m->n_member + member) * m->n_column + column]);
    return moments.n > 0 ? moments.mean : NAN;
}

/* ---- saying it ---- */

enum { BEFORE = 3, AFTER = 2 };

/* Is it there in arm 0? Who is not neither leaves nor stays. */
static bool is_there_at_all(const polder_members_t *m, int member)
{
    const polder_experiment_t *x = m->x;
    const int absent = x->n_arm > 0 ? x->arm[0].lacks.absent : 0;
    for (int i = 0; absent > 0 && i < x->group[absent - 1].n; i++)
        if (x->group[absent - 1].org[i] == member) return false;
    return true;
}

static int count_there(const polder_members_t *m)
{
    int n = 0;
    for (int i = 0; i < m->n_member; i++) n += is_there_at_all(m, i);
    return n;
}

/* Another name of a list, of which not all are said. */
static const char *add_name(polder_document_t *d, const char *all, int i, const char *name)
{
    enum { MOST = 8 };
    if (i > MOST) return all;
    if (i == MOST) return polder_document_format(d, "%s, …", all);
    return polder_document_format(d, "%s%s\"%s\"", all, i > 0 ? ", " : "", name);
}

/* What a member is called, for people. */
static const char *name_of(const polder_document_t *d, const polder_members_t *m, int member)
{
    return polder_member_called(d, m->names, m->x->network->label[member]);
}

/* The name of an arm for people. */
static const char *arm_for(const polder_document_t *d, const polder_arm_names_t *called,
                           const polder_experiment_t *x, int arm)
{
    const char *name = polder_arm_name_in(called, d ? d->language : POLDER_ENGLISH, arm);
    return name ? name : x->arm[arm].name;
}

/* Who is not among them: absent in this arm, or in the network files of other arms alone. */
static void say_others(polder_document_t *d, const polder_members_t *m,
                       const polder_experiment_t *of)
{
    const char *absent = "", *arms = "";
    polder_arm_names_t here = {0}, all = {0};
    int n_absent = 0, n_arm = 0;
    if (polder_arm_names_of(&here, m->x) < 0 || (of && polder_arm_names_of(&all, of) < 0))
        polder_document_lost(d);
    for (int i = 0; i < m->n_member; i++)
        if (!is_there_at_all(m, i)) absent = add_name(d, absent, n_absent++, name_of(d, m, i));
    for (int a = 0; of && a < of->n_arm; a++)
        if (of->arm[a].changed.other != of->arm[of->baseline].changed.other)
            arms = add_name(d, arms, n_arm++, arm_for(d, &all, of, a));
    if (n_absent > 0)
        polder_document_say(d, "Not there in arm \"%s\", of which all this is: %s.",
                            arm_for(d, &here, m->x, 0), absent);
    if (n_arm > 0)
        polder_document_say(d,
                            "Arms with another network file (%s) are not lived here, and members "
                            "of these files alone are not among them: make such an arm the "
                            "baseline to see them.",
                            arms);
    polder_arm_names_free(&here);
    polder_arm_names_free(&all);
}

static const char *column_label(polder_document_t *d, const polder_member_column_t *c)
{
    if (c->side == POLDER_MEMBER_GIVES) return polder_document_text(d, "%s given", c->name);
    if (c->side == POLDER_MEMBER_GETS) return polder_document_text(d, "%s received", c->name);
    return polder_document_format(d, "%s", c->name);
}

static const char *column_name(polder_document_t *d, const polder_member_column_t *c)
{
    static const char *const end[] = {"", ".given", ".received"};
    return polder_document_format(d, "%s%s", c->name, end[c->side]);
}

static polder_datum_t points(const polder_difference_t *x)
{
    return x->pairs > 0 ? polder_datum_between(x->difference, x->low, x->high)
                        : polder_datum_unknown();
}

/* All there is to say of each member: BEFORE columns, then those of the model. */
static void fill_heads(polder_document_t *d, const polder_members_t *m, polder_head_t *head)
{
    head[0] = (polder_head_t){POLDER_IS_TEXT, .name = "member", .label = "member", .wrap = true};
    head[1] = (polder_head_t){POLDER_IS_SHARE, .name = "leaves", .label = "leaves",
                              .show = POLDER_SHOW_WITH_INTERVAL};
    head[2] = (polder_head_t){POLDER_IS_NUMBER, .name = "when", .label = "when"};
    for (int c = 0; c < m->n_column; c++)
        head[BEFORE + c] = (polder_head_t){POLDER_IS_NUMBER, .name = column_name(d, &m->column[c]),
                                           .label = column_label(d, &m->column[c]), .spare = true};
}

static void fill_cells(const polder_document_t *d, const polder_members_t *m, int member,
                       polder_datum_t *cell)
{
    const polder_member_t one = polder_members_of(m, member);
    cell[0] = polder_datum_text(name_of(d, m, member));
    cell[1] = polder_datum_between(one.leaves.share, one.leaves.low, one.leaves.high);
    cell[2] = polder_datum(one.when);
    for (int c = 0; c < m->n_column; c++)
        cell[BEFORE + c] = polder_datum(polder_members_mean(m, member, c));
}

/* Columns from … until − 1 of these, behind the name of the member, which takes the place of the
 * column before them. */
static void put_table(polder_document_t *d, const polder_members_t *m, const char *name, int from,
                      int until, polder_head_t *head, polder_datum_t *cell)
{
    fill_heads(d, m, head);
    head[from - 1] = head[0];
    polder_document_table(d, name, 1 + until - from, head + from - 1);
    for (int i = 0; i < m->n_member; i++) {
        if (!is_there_at_all(m, i)) continue;
        fill_cells(d, m, i, cell);
        cell[from - 1] = cell[0];
        polder_document_row(d, cell + from - 1);
    }
}

/* What the columns of the model are, in words; one of ties stands there twice. */
static void say_columns(polder_document_t *d, const polder_members_t *m)
{
    const char *all = "";
    for (int c = 0; c < m->n_column; c++) {
        const polder_member_column_t *column = &m->column[c];
        const polder_field_t *field = m->x->table.field[m->x->record.track[column->track]];
        if (column->side == POLDER_MEMBER_GETS || !field->doc) continue;
        all = polder_document_format(d, "%s%s%s: %s", all, *all ? "; " : "", column->name,
                                     polder_text(d->language, field->doc));
    }
    if (*all) polder_document_note(d, "%s.", all);
}

/* How they fare: one table, which for people is two, so that each fits on a narrow screen. */
static void say_table(polder_document_t *d, const polder_members_t *m)
{
    const int n = BEFORE + m->n_column;
    const char *tick = polder_text(d->language, m->x->table.model->tick);
    polder_head_t *head = calloc((size_t)n, sizeof *head);
    polder_datum_t *cell = calloc((size_t)n, sizeof *cell);
    if (!head || !cell) {
        polder_document_lost(d);
    } else {
        polder_document_for(d, POLDER_FOR_MACHINES);
        put_table(d, m, "members", 1, n, head, cell);
        polder_document_for(d, POLDER_FOR_PEOPLE);
        put_table(d, m, NULL, 1, BEFORE, head, cell);
        polder_document_note(d,
                             "leaves: share of the lives in which it leaves, with a 95%% interval; "
                             "when: mean %s in which it does.",
                             tick);
        if (m->n_column > 0) {
            polder_document_heading(d, "While it takes part, on average");
            put_table(d, m, NULL, BEFORE, n, head, cell);
            say_columns(d, m);
        }
        polder_document_for(d, POLDER_FOR_ALL);
    }
    free(head);
    free(cell);
}

/* How often it succeeds with all of them: what the differences are about. */
static void say_success(polder_document_t *d, const polder_members_t *m, const char *noun)
{
    int64_t n = 0;
    for (int64_t life = 0; life < m->n_life; life++) n += m->won[life * m->n_arm] > 0.5f;
    const polder_proportion_t share = polder_proportion(n, m->n_life, confidence);
    polder_document_add(d, " With all of them, %s: %.1f%% (%.1f to %.1f).",
                        polder_text(d->language, noun), 100 * share.share, 100 * share.low,
                        100 * share.high);
    polder_document_value(d, "succeed", POLDER_IS_SHARE,
                          polder_datum_between(share.share, share.low, share.high));
}

/* What the first column of the table holds, together: never more than its rows say. */
static void say_without(polder_document_t *d, int n, int above, int more, int fewer)
{
    if (n > 1 && above == n && more < n)
        polder_document_say(d,
                            "The first column is above 0 for whoever it is: a smaller network does "
                            "a little better here. What a member itself is worth is how it "
                            "differs from the others in the first column, and the second.");
    if (n > 0 && more == n)
        polder_document_say(d, "Without whoever it is, more lives succeed: that is what a smaller "
                               "network does here. What a member itself is worth is how it differs "
                               "from the others in the first column, and the second.");
    else if (more > 0 || fewer > 0)
        polder_document_say(d,
                            "Of %d members, each taken for itself, more lives succeed without it: "
                            "%d; fewer: %d; not sure: %d. Of a hundred members that make no "
                            "difference, about five are counted too by chance.",
                            n, more, fewer, n - more - fewer);
}

/* Whom it cannot miss. */
static void say_missed(polder_document_t *d, const polder_members_t *m, const char *noun)
{
    int above = 0, more = 0, fewer = 0;
    polder_document_heading(d, "Whom the network cannot miss: %s, in percentage points",
                            polder_text(d->language, noun));
    polder_document_table(
        d, "missed", 3,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "member", .label = "member", .wrap = true},
                          {POLDER_IS_POINTS, .name = "without", .label = "without it",
                           .show = POLDER_SHOW_WITH_INTERVAL},
                          {POLDER_IS_POINTS, .name = "typical", .label = "a typical one instead",
                           .show = POLDER_SHOW_WITH_INTERVAL}});
    for (int i = 0; i < m->n_member; i++) {
        const polder_member_t one = polder_members_of(m, i);
        if (!is_there_at_all(m, i)) continue;
        above += one.without.pairs > 0 && one.without.difference > 0;
        more += one.without.pairs > 0 && one.without.low > 0;
        fewer += one.without.pairs > 0 && one.without.high < 0;
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(name_of(d, m, i)),
                                                  points(&one.without), points(&one.typical)});
    }
    say_without(d, count_there(m), above, more, fewer);
    polder_document_note(
        d,
        "Without it: its seat stays empty from the founding on. A typical one: its seat begins "
        "as the median of the others. Below 0 the network misses it: fewer lives succeed "
        "without it; above 0 more do. An interval that holds 0 says nothing; each is for itself, "
        "and holds chance only.");
    polder_document_say(
        d, "This is no judgement of a member, and no reason to part with one: here nobody has been "
           "put out, and nobody has seen it happen. It says at which seats much hangs on what its "
           "member brings and meets, which is a matter to talk about with that member.");
}

/* Who is picked out of all of them is picked for being the lowest: their intervals hold together. */
static polder_difference_t without_of_all(const polder_members_t *m, int member)
{
    const int n = count_there(m);
    return difference(m, 1 + 2 * member, 1 - (1 - confidence) / (n > 0 ? n : 1));
}

/* Without whom surely fewer lives succeed: the one without whom the fewest do, or −1; and how many
 * there are. */
static int most_missed(const polder_members_t *m, int *n)
{
    int most = -1;
    double least = 0;
    *n = 0;
    for (int i = 0; i < m->n_member; i++) {
        const polder_difference_t without = without_of_all(m, i);
        if (!is_there_at_all(m, i) || without.pairs == 0 || !(without.high < 0)) continue;
        (*n)++;
        if (without.difference < least) most = i, least = without.difference;
    }
    return most;
}

/* Who leaves in the largest share of the lives; −1: nobody does. */
static int most_leaving(const polder_members_t *m)
{
    int most = -1;
    double share = 0;
    for (int i = 0; i < m->n_member; i++) {
        const double one = polder_members_of(m, i).leaves.share;
        if (is_there_at_all(m, i) && one > share) most = i, share = one;
    }
    return most;
}

/* The answers, before the tables. */
static void say_answer(polder_document_t *d, const polder_members_t *m, bool missed)
{
    int n = 0;
    const int most = missed ? most_missed(m, &n) : -1, leaving = most_leaving(m);
    polder_document_for(d, POLDER_FOR_PEOPLE);
    if (most >= 0) {
        const polder_difference_t x = without_of_all(m, most);
        polder_document_say(d,
                            "Without \"%s\" the fewest lives succeed: %.1f percentage points fewer "
                            "than with all (%.1f to %.1f, with all members compared at once).",
                            name_of(d, m, most), -100 * x.difference, -100 * x.high, -100 * x.low);
        if (n > 1)
            polder_document_add(
                d, " %s",
                polder_document_many(d, "The network surely misses %lld other as well.",
                                     "The network surely misses %lld others as well.", n - 1));
    } else if (missed)
        polder_document_say(d, "Of no member is it sure that fewer lives succeed without it.");
    if (leaving >= 0) {
        const polder_proportion_t share = polder_members_of(m, leaving).leaves;
        polder_document_say(d, "Most often \"%s\" leaves: in %.1f%% of the lives (%.1f to %.1f).",
                            name_of(d, m, leaving), 100 * share.share, 100 * share.low,
                            100 * share.high);
    } else
        polder_document_say(d, "Nobody leaves.");
    polder_document_for(d, POLDER_FOR_ALL);
}

/* What it is of, for machines. */
static void say_of(polder_document_t *d, const polder_members_t *m)
{
    const polder_experiment_t *x = m->x;
    const char *file = polder_lives_file(x), *slash = file ? strrchr(file, '/') : NULL;
    polder_document_for(d, POLDER_FOR_MACHINES);
    if (x->title) polder_document_word(d, "title", x->title);
    if (x->title_nl) polder_document_word(d, "title_nl", x->title_nl);
    polder_document_word(d, "model", x->table.model->name);
    polder_document_word(d, "tick", x->table.model->tick);
    polder_document_whole(d, "year", x->table.model->year);
    polder_document_whole(d, "horizon", polder_experiment_lasts(x, x->baseline));
    if (m->command) polder_document_word(d, "command", m->command);
    if (m->scenario) polder_document_word(d, "scenario", m->scenario);
    if (file) polder_document_word(d, "network", slash ? slash + 1 : file);
    polder_document_word(d, "seed", polder_document_format(d, "%llu", (unsigned long long)x->seed));
    polder_document_for(d, POLDER_FOR_ALL);
}

polder_document_t *polder_members_document(const polder_members_t *m, const polder_experiment_t *of,
                                           const char *title, const char *noun,
                                           polder_language_t language)
{
    polder_document_t *d = polder_document_new(language);
    const int n = count_there(m);
    if (!d) return NULL;
    polder_document_title(d, "%s", title);
    if (polder_experiment_futures(m->x) > 1)
        polder_document_say(d,
                            "%d members, in %lld lives of founding %lld of this network file: the "
                            "same traits and initial values in all.",
                            n, (long long)m->n_life, (long long)m->x->first_founding);
    else
        polder_document_say(d,
                            "%d members, in %lld lives of this network file: what it does not say "
                            "is drawn anew for each.",
                            n, (long long)m->n_life);
    if (noun && m->success >= 0) say_success(d, m, noun);
    say_of(d, m);
    polder_document_whole(d, "lives", m->n_life);
    say_answer(d, m, noun && m->n_arm > 1);
    say_others(d, m, of);
    say_table(d, m);
    if (noun && m->n_arm > 1) say_missed(d, m, noun);
    return d;
}
