/* dataset.h: the list of what stands in a result file.
 *
 * What     One line for each dataset and each attribute of the file. The writer (layout.c,
 *          join.c, tracks.c, events.c) makes them from it, the reader (result.c) holds a file
 *          against it, `polder list datasets` prints it, and docs/file-format.md is made from it.
 * Size     A dimension has one size in the whole file. A dataset is there exactly when none of
 *          its dimensions is empty, and the number of a future if there are any: without a design
 *          there are no points, and so no design/value.
 * New      A line here, and polder_layout_make or polder_layout_texts where it is written; a
 *          dimension of its own also gets its size in the writer and in the reader. Then
 *          scripts/update-docs.
 */
#ifndef POLDER_DATASET_H
#define POLDER_DATASET_H

#include <stdbool.h>
#include <stddef.h>

/* 2: with a digest. 3: networks are futures of foundings, or tell of events. 4: something is observed,
 * or arms do not live equally long. 5: it says who is not there in which arm. One without any of these
 * is still of format 2, and the same bytes. */
enum {
    POLDER_PLAIN_FORMAT = 2,
    POLDER_TOLD_FORMAT = 3,
    POLDER_OBSERVED_FORMAT = 4,
    POLDER_MEMBERS_FORMAT = 5,
    POLDER_NEWEST_FORMAT = POLDER_MEMBERS_FORMAT
};

/* id, name, when it is not empty ("": always) */
#define POLDER_DIMENSIONS(D)                                                                       \
    D(NETWORKS, "networks", "")                                                                    \
    D(REPLICATES, "replicates", "")                                                                \
    D(FOUNDINGS, "foundings", "the scenario has futures, more than one")                           \
    D(FUTURES, "futures", "the scenario has futures, more than one")                               \
    D(CASES, "cases", "")                                                                          \
    D(ARMS, "arms", "")                                                                            \
    D(POINTS, "points", "the scenario has a design")                                               \
    D(FACTORS, "factors", "the scenario has a design")                                             \
    D(SAMPLES, "samples", "networks are recorded over time")                                       \
    D(TIMES, "times", "networks are recorded over time")                                           \
    D(ORGANISATIONS, "organisation rows", "a field of an organisation is recorded over time")      \
    D(ARCS, "arc rows", "a field of an arc is recorded over time")                                 \
    D(LABELS, "labels", "the network comes from a file, and networks are recorded over time")      \
    D(MEMBERS, "members",                                                                          \
      "as many as labels; the scenario says of an arm who is absent, or gives it another network " \
      "file")                                                                                      \
    D(ERRORS, "errors", "something could not be run")                                              \
    D(EVENTS, "events", "something happened in a network that is recorded over time")              \
    D(KINDS, "kinds", "something happened in a network that is recorded over time")

typedef enum {
    POLDER_DIM_NONE,
#define POLDER_DIMENSION_ENUM(id, name, when) POLDER_DIM_##id,
    POLDER_DIMENSIONS(POLDER_DIMENSION_ENUM)
#undef POLDER_DIMENSION_ENUM
        POLDER_N_DIMENSION
} polder_dimension_t;

/* As it stands in the file; text is UTF-8 of any length. */
typedef enum {
    POLDER_INT8,
    POLDER_INT32,
    POLDER_INT64,
    POLDER_FLOAT32,
    POLDER_FLOAT64,
    POLDER_TEXT
} polder_number_t;

/* What is special: SCALE: it is the dimension scale of its rows. PACKED: shuffle and deflate.
 * COLUMN: one for each recorded field of that level, under the field's own name. LATER: a file of
 * format 1 may be without it. */
enum { POLDER_SCALE = 1, POLDER_PACKED = 2, POLDER_COLUMN = 4, POLDER_LATER = 8 };

/* id, group, name, type, rows, columns, below (its values are 0 … size − 1 of this), flags, units,
 * meaning. In the order in which they are made. */
#define POLDER_DATASETS(S)                                                                         \
    S(NETWORK, "", "network", INT64, NETWORKS, NONE, NETWORKS, POLDER_SCALE | POLDER_PACKED, "1",  \
      "number of the network")                                                                     \
    S(CASE, "", "case", INT32, NETWORKS, NONE, CASES, POLDER_PACKED, "1",                          \
      "case of the network, see case_name")                                                        \
    S(ARM, "", "arm", INT32, NETWORKS, NONE, ARMS, POLDER_PACKED | POLDER_LATER, "1",              \
      "arm of the network, see arm_name")                                                          \
    S(REPLICATE, "", "replicate", INT64, NETWORKS, NONE, REPLICATES, POLDER_PACKED, "1",           \
      "replicate of the network; equal replicates share their random numbers")                     \
    S(FOUNDING, "", "founding", INT64, NETWORKS, NONE, FOUNDINGS, POLDER_PACKED, "1",              \
      "founding of the network, from 0; equal foundings begin as the same network")                \
    S(FUTURE, "", "future", INT64, NETWORKS, NONE, FUTURES, POLDER_PACKED, "1",                    \
      "which future of its founding the network is")                                               \
    S(FAILED, "", "failed", INT8, NETWORKS, NONE, NONE, POLDER_PACKED, "1",                        \
      "1 if the network could not be run, see errors")                                             \
    S(SUMMARY, "", "field of a network", FLOAT32, NETWORKS, NONE, NONE, POLDER_COLUMN, "",         \
      "a summary field, as it was at the end; NaN if the network could not be run")                \
    S(INPUT, "", "input of a network", FLOAT32, NETWORKS, NONE, NONE, POLDER_COLUMN, "",           \
      "what was drawn for it or varied by the design and is no field of its own, see below")       \
    S(OBSERVED, "", "what is observed", FLOAT32, NETWORKS, NONE, NONE, POLDER_COLUMN, "",          \
      "an answer to `observe` in the scenario, by the name it has there; NaN: none, see below")    \
    S(CASES, "", "cases", INT32, CASES, NONE, CASES, POLDER_SCALE, "1", "number of the case")      \
    S(CASE_NAME, "", "case_name", TEXT, CASES, NONE, NONE, 0, NULL,                                \
      "name of the case: an arm at a design point")                                                \
    S(CASE_ARM, "", "case_arm", INT32, CASES, NONE, ARMS, POLDER_LATER, "1", "arm of the case")    \
    S(CASE_POINT, "", "case_point", INT32, CASES, NONE, NONE, POLDER_LATER, "1",                   \
      "design point of the case")                                                                  \
    S(ARMS, "", "arms", INT32, ARMS, NONE, ARMS, POLDER_SCALE, "1", "number of the arm")           \
    S(ARM_NAME, "", "arm_name", TEXT, ARMS, NONE, NONE, 0, NULL, "name of the arm")                \
    S(POINTS, "design", "points", INT32, POINTS, NONE, POINTS, POLDER_SCALE, "1",                  \
      "number of the point")                                                                       \
    S(FACTORS, "design", "factors", INT32, FACTORS, NONE, FACTORS, POLDER_SCALE, "1",              \
      "number of the factor")                                                                      \
    S(FACTOR, "design", "factor", TEXT, FACTORS, NONE, NONE, 0, NULL,                              \
      "name of the factor, as in the scenario")                                                    \
    S(CHOICES, "design", "choices", TEXT, FACTORS, NONE, NONE, POLDER_LATER, NULL,                 \
      "words of a factor that is a choice, in order, as shared|lead; else empty")                  \
    S(VALUE, "design", "value", FLOAT64, POINTS, FACTORS, NONE, POLDER_PACKED, "1",                \
      "value of a factor at a point; of a choice its place, from 0, in choices")                   \
    S(ERROR, "errors", "error", INT64, ERRORS, NONE, ERRORS, POLDER_SCALE, "1",                    \
      "number of the error")                                                                       \
    S(FIRST_NETWORK, "errors", "first_network", INT64, ERRORS, NONE, NETWORKS, 0, "1",             \
      "first network that failed for this reason")                                                 \
    S(STRUCK, "errors", "networks", INT64, ERRORS, NONE, NONE, 0, "1", "how many networks did")    \
    S(MESSAGE, "errors", "message", TEXT, ERRORS, NONE, NONE, 0, NULL, "the reason")               \
    S(TIME, "trajectory", "time", INT32, TIMES, NONE, NONE, POLDER_SCALE, NULL,                    \
      "ticks since the start, 0 first")                                                            \
    S(SAMPLE, "trajectory", "sample", INT64, SAMPLES, NONE, NETWORKS,                              \
      POLDER_SCALE | POLDER_PACKED, "1", "number of the network, as in /network")                  \
    S(SAMPLE_CASE, "trajectory", "case", INT32, SAMPLES, NONE, CASES, POLDER_PACKED, "1",          \
      "case of the network")                                                                       \
    S(SAMPLE_REPLICATE, "trajectory", "replicate", INT64, SAMPLES, NONE, REPLICATES,               \
      POLDER_PACKED, "1", "replicate of the network")                                              \
    S(SAMPLE_FOUNDING, "trajectory", "founding", INT64, SAMPLES, NONE, FOUNDINGS, POLDER_PACKED,   \
      "1", "founding of the network, from 0")                                                      \
    S(SAMPLE_FUTURE, "trajectory", "future", INT64, SAMPLES, NONE, FUTURES, POLDER_PACKED, "1",    \
      "future of its founding")                                                                    \
    S(ORG_ROW, "trajectory", "organisation_row", INT64, ORGANISATIONS, NONE, ORGANISATIONS,        \
      POLDER_SCALE | POLDER_PACKED, "1", "row of an organisation")                                 \
    S(ORG_NETWORK, "trajectory", "organisation_network", INT64, ORGANISATIONS, NONE, NETWORKS,     \
      POLDER_PACKED, "1", "network the organisation is in")                                        \
    S(ORG, "trajectory", "organisation", INT32, ORGANISATIONS, NONE, NONE, POLDER_PACKED, "1",     \
      "number of the organisation in its network, from 0")                                         \
    S(ARC_ROW, "trajectory", "arc_row", INT64, ARCS, NONE, ARCS, POLDER_SCALE | POLDER_PACKED,     \
      "1", "row of an arc; a tie is two arcs, one in each direction")                              \
    S(ARC_NETWORK, "trajectory", "arc_network", INT64, ARCS, NONE, NETWORKS, POLDER_PACKED, "1",   \
      "network the arc is in")                                                                     \
    S(ARC_FROM, "trajectory", "arc_from", INT32, ARCS, NONE, NONE, POLDER_PACKED, "1",             \
      "organisation the arc comes from")                                                           \
    S(ARC_TO, "trajectory", "arc_to", INT32, ARCS, NONE, NONE, POLDER_PACKED, "1",                 \
      "organisation the arc goes to")                                                              \
    S(TRACK, "trajectory", "field of a network", FLOAT32, SAMPLES, TIMES, NONE, POLDER_COLUMN, "", \
      "a recorded field; NaN once the network has ended")                                          \
    S(ORG_TRACK, "trajectory", "field of an organisation", FLOAT32, ORGANISATIONS, TIMES, NONE,    \
      POLDER_COLUMN, "", "likewise")                                                               \
    S(ARC_TRACK, "trajectory", "field of an arc", FLOAT32, ARCS, TIMES, NONE, POLDER_COLUMN, "",   \
      "likewise")                                                                                  \
    S(LABEL_ID, "trajectory", "organisation_id", INT32, LABELS, NONE, LABELS, POLDER_SCALE, "1",   \
      "number of the organisation")                                                                \
    S(LABEL, "trajectory", "label", TEXT, LABELS, NONE, NONE, 0, NULL,                             \
      "name of the organisation in the network file")                                              \
    S(ARM_MEMBER, "trajectory", "arm_member", INT8, ARMS, MEMBERS, NONE, POLDER_PACKED, "1",       \
      "1 if the organisation is in the network of the arm at the founding, 0 if it is not")        \
    S(EVENT, "events", "event", INT64, EVENTS, NONE, EVENTS, POLDER_SCALE | POLDER_PACKED, "1",    \
      "number of the event")                                                                       \
    S(EVENT_NETWORK, "events", "network", INT64, EVENTS, NONE, NETWORKS, POLDER_PACKED, "1",       \
      "network it happened in, as in /network")                                                    \
    S(EVENT_TICK, "events", "tick", INT32, EVENTS, NONE, NONE, POLDER_PACKED, "1",                 \
      "tick in which it happened, from 1")                                                         \
    S(EVENT_KIND, "events", "kind", INT32, EVENTS, NONE, KINDS, POLDER_PACKED, "1",                \
      "what happened, see kind_name")                                                              \
    S(EVENT_WHO, "events", "who", INT32, EVENTS, NONE, NONE, POLDER_PACKED, "1",                   \
      "organisation it is about, by its number in the network from 0; -1: none")                   \
    S(EVENT_WHOM, "events", "whom", INT32, EVENTS, NONE, NONE, POLDER_PACKED, "1",                 \
      "the other organisation; -1: none")                                                          \
    S(EVENT_A, "events", "a", FLOAT32, EVENTS, NONE, NONE, POLDER_PACKED, "1",                     \
      "a number, see kind_a; NaN: none")                                                           \
    S(EVENT_B, "events", "b", FLOAT32, EVENTS, NONE, NONE, POLDER_PACKED, "1",                     \
      "another, see kind_b; NaN: none")                                                            \
    S(KINDS, "events", "kinds", INT32, KINDS, NONE, KINDS, POLDER_SCALE, "1",                      \
      "number of the kind of event")                                                               \
    S(KIND_NAME, "events", "kind_name", TEXT, KINDS, NONE, NONE, 0, NULL, "name of the kind")      \
    S(KIND_MEANING, "events", "kind_meaning", TEXT, KINDS, NONE, NONE, 0, NULL,                    \
      "what happened, in words")                                                                   \
    S(KIND_WHO, "events", "kind_who", TEXT, KINDS, NONE, NONE, 0, NULL,                            \
      "what `who` is; empty: there is none")                                                       \
    S(KIND_WHOM, "events", "kind_whom", TEXT, KINDS, NONE, NONE, 0, NULL, "what `whom` is")        \
    S(KIND_A, "events", "kind_a", TEXT, KINDS, NONE, NONE, 0, NULL, "what the number `a` is")      \
    S(KIND_A_UNITS, "events", "kind_a_units", TEXT, KINDS, NONE, NONE, 0, NULL, "and its unit")    \
    S(KIND_A_CHOICES, "events", "kind_a_choices", TEXT, KINDS, NONE, NONE, 0, NULL,                \
      "words that it is the place of, from 0, as no|yes; else empty")                              \
    S(KIND_B, "events", "kind_b", TEXT, KINDS, NONE, NONE, 0, NULL, "likewise of `b`")             \
    S(KIND_B_UNITS, "events", "kind_b_units", TEXT, KINDS, NONE, NONE, 0, NULL, "likewise")        \
    S(KIND_B_CHOICES, "events", "kind_b_choices", TEXT, KINDS, NONE, NONE, 0, NULL, "likewise")

typedef enum {
#define POLDER_DATASET_ENUM(id, ...) POLDER_SET_##id,
    POLDER_DATASETS(POLDER_DATASET_ENUM)
#undef POLDER_DATASET_ENUM
        POLDER_N_DATASET
} polder_dataset_id_t;

typedef struct {
    const char *group, *name; /* group "": at the top */
    polder_number_t type;
    polder_dimension_t rows, columns, below;
    unsigned flags;
    const char *units, *doc; /* units NULL: none, or the model's tick for `time` */
} polder_dataset_t;

/* Attributes of the file: name, type, the format from which on it must be there (0: it may be
 * absent), meaning. In the order they are made. */
#define POLDER_ATTRIBUTES(A)                                                                       \
    A("Conventions", TEXT, 2, "Polder-2: this page")                                               \
    A("title", TEXT, 1, "as in the scenario")                                                      \
    A("title_nl", TEXT, 0, "the same in Dutch, if the scenario has one")                           \
    A("description", TEXT, 0, "as in the scenario, if it has one")                                 \
    A("description_nl", TEXT, 0, "the same in Dutch, if it has one")                               \
    A("model", TEXT, 1, "name of the model")                                                       \
    A("source", TEXT, 1, "the program and the version that made the file")                         \
    A("polder_version", TEXT, 1, "that version")                                                   \
    A("polder_fingerprint", TEXT, 2, "of the code that made the numbers, see below")               \
    A("polder_commit", TEXT, 2,                                                                    \
      "that was checked out when the program was built, -dirty if files differed from it; or "     \
      "unknown")                                                                                   \
    A("generator", TEXT, 2, "of the random numbers: threefry4x32-13")                              \
    A("history", TEXT, 2, "what made the file, in one line and without a time")                    \
    A("format_version", INT32, 1, "of this format; a reader should refuse a higher number")        \
    A("seed", INT64, 1, "unsigned from 2⁶³")                                                       \
    A("replicates", INT64, 1, "networks of each case")                                             \
    A("foundings", INT64, 0, "networks of each case that begin differently")                       \
    A("futures", INT64, 0, "of each of these: replicates is their product")                        \
    A("horizon", INT64, 1, "ticks, of the arm that lives longest")                                 \
    A("tick", TEXT, 1, "what one tick is, for example month")                                      \
    A("coordinates", TEXT, 1, "tells xarray which variables are coordinates")                      \
    A("declaration", TEXT, 0,                                                                      \
      "what the model says of its columns and events, in JSON: what success is, how networks "     \
      "end, what a year is, how a story tells it; absent in files of before, for which the "       \
      "program asks the model")                                                                    \
    A("baseline", TEXT, 0, "name of the arm the others are compared with")                         \
    A("experiment", TEXT, 1,                                                                       \
      "the whole experiment, a scenario in JSON: every parameter, defaults too")

typedef struct {
    const char *name;
    polder_number_t type;
    int since;
    const char *doc;
} polder_attribute_row_t;

extern const polder_dataset_t polder_datasets[POLDER_N_DATASET];
extern const polder_attribute_row_t polder_attributes[];
extern const size_t polder_n_attribute;

const char *polder_number_name(polder_number_t type);    /* "int32" */
const char *polder_dimension_name(polder_dimension_t d); /* "networks"; "" for none */
const char *polder_dimension_when(polder_dimension_t d); /* "" : always */
/* Names the file has for itself; a recorded field must not have one of them. */
bool polder_dataset_reserved(const char *name);

#endif
