/* handout_parts.h: what the sheets of a report share; a part of handout.h. */
#ifndef POLDER_HANDOUT_PARTS_H
#define POLDER_HANDOUT_PARTS_H

#include "analysis/handout.h"

/* "12", or "fewer than 1" and "more than 99" where rounding would make none or all of it. */
const char *polder_handout_count(const polder_handout_page_t *page, double share);
/* An arm of the result, by its number there: as it is called, and on a page, where words begin with a
 * capital. */
const char *polder_handout_called(const polder_handout_page_t *page, const char *name, int of);
const char *polder_handout_arm_of(const polder_handout_page_t *page, const char *name, int of);
/* What the model says of a field, in English where the language of the page has no words for it; NULL:
 * nothing. */
const char *polder_handout_field(const polder_handout_page_t *page, const char *name);
/* "12,000" */
const char *polder_handout_number(const polder_handout_page_t *page, long long n);
/* "5 years" */
const char *polder_handout_time(const polder_handout_page_t *page);
/* Is it less than half a day? NaN, not filled in, is not. */
bool polder_handout_no_days(double extra);
/* 2831 is 2800: more digits than an estimate leaves sure say nothing; and so as text. */
double polder_handout_rounded(double days);
const char *polder_handout_about(const polder_handout_page_t *page, double days);
/* What an extra success costs, as far as days and a gain that are printed beside it bear it: to two digits, or
 * one, where they say the same; else NaN. */
double polder_handout_price(double price, double days, double more);
/* "about 250 extra working days", of an arm that takes more or fewer */
const char *polder_handout_days(const polder_handout_page_t *page, const polder_handout_arm_t *arm);
/* " (about 3 to 4 per partner per year)" behind days of all together, "" where that is not known; and a
 * sentence that lets the reader of many such numbers reckon it, or NULL. */
const char *polder_handout_days_each(const polder_handout_page_t *page, double from, double until);
const char *polder_handout_days_scale(const polder_handout_page_t *page);
/* What a model says in English, in everyday words of a language; and text i that there are such words
 * for, false: there are no more. */
const char *polder_handout_plain(polder_language_t language, const char *said);
bool polder_handout_plain_word(int i, const char **of_model);
/* "three", of a small number. */
const char *polder_handout_in_words(const polder_handout_page_t *page, int n);
/* A factor of a design in words. */
const char *polder_handout_factor_said(const polder_handout_page_t *page,
                                       const polder_factor_effect_t *factor);
/* Is a factor, of which the strongest come first, surely no chance? */
bool polder_handout_is_sure(const polder_factors_t *factors, int factor);
/* How many factors the picture of them has, 0: there is none; and of these how many are sure, which
 * come first. */
int polder_handout_drawn(const polder_handout_page_t *page, int *sure);
/* A factor that one does, and no assumption. */
bool polder_handout_is_lever(const polder_handout_t *handout, const polder_factor_effect_t *factor);
/* Does an arm surely help in one situation of a design and surely harm in another? */
bool polder_handout_turns(const polder_handout_t *handout, int arm);
/* Does the one that helps most, or one as good, or any where none surely helps? */
bool polder_handout_cases_differ(const polder_handout_t *handout);
/* The headline where they do. */
void polder_handout_cases_verdict(const polder_handout_page_t *page);
/* Says where approaches surely harm that the answer has not called worse; false: nowhere. */
bool polder_handout_cases_harm(const polder_handout_page_t *page);
/* May one say of an arm what it does on average? */
bool polder_handout_cases_hold(const polder_handout_t *handout, int arm);
/* What to look at first, and what to choose then; false: nothing. */
bool polder_handout_choose(const polder_handout_page_t *page);
/* Is what surely helps little at most, whatever chance makes of it? Bounds of a gain. */
bool polder_handout_is_little(double low, double high);
/* In how many of them the direction holds that the answer names. */
void polder_handout_cases_firm(const polder_handout_page_t *page, int arm);
/* A table of what each does, by what it depends on most; where a picture has these rows, what they are. */
void polder_handout_cases(const polder_handout_page_t *page);
/* Is there that table? */
bool polder_handout_cases_told(const polder_handout_page_t *page);
void polder_handout_cases_rows(const polder_handout_page_t *page);
/* It surely helps, and can be the best: no other one is surely better or, of a design, the best is not,
 * network by network; where that is not known either: its interval overlaps that of the best. */
bool polder_handout_as_good(const polder_handout_t *handout, int arm);

/* Of a hundred networks with an arm and with the baseline. What is lost is rounded by itself, so that
 * harm is neither made nor hidden by what the others round to; what is saved is what makes the two
 * rounded shares add up (from 25 to 32 with 2 lost are 9), as far as that can be, and so off by less
 * than two; `both` and `saved` are together the rounded share. */
typedef struct {
    int both, saved, lost, not ;
} polder_handout_dots_t;

polder_handout_dots_t polder_handout_dots(const polder_handout_t *handout, int arm);
/* The heads of a table of dots: an approach, the four and their sum. */
enum { POLDER_HANDOUT_DOTS = 6 };
void polder_handout_dots_heads(const polder_handout_page_t *page,
                               polder_head_t head[POLDER_HANDOUT_DOTS]);
/* The same of any pairs, from one rounded share to the other. */
polder_handout_dots_t polder_handout_dots_of(const polder_pairs_t *pairs, int base, int won);
/* Of what there is to choose in such a row: does the second sheet name the situations in which it is not clear,
 * of an arm at a level? And does so, of all of them. */
bool polder_handout_unclear_named(const polder_handout_page_t *page, int level, int arm);
void polder_handout_unclear(const polder_handout_page_t *page);
/* In a fold each situation of a design. */
void polder_handout_situations(const polder_handout_page_t *page);
/* Where the answer is one for each row of a table by what decides: a picture of these rows, if there are not
 * too many approaches. */
bool polder_handout_rows_drawn(const polder_handout_page_t *page);
int polder_handout_rows_figure(const polder_handout_page_t *page, const char *title);
/* "17 (at 5)": so many of a hundred succeed only without it, of the row where most do; NULL: there are no rows, or
 * none. */
const char *polder_handout_rows_lost(const polder_handout_page_t *page, int arm);
/* "5 · 12 · 30", the rows of a table by what decides, and what an arm does there, of a hundred; NULL:
 * there are none. */
const char *polder_handout_rows_levels(const polder_handout_page_t *page);
const char *polder_handout_rows_won(const polder_handout_page_t *page, int arm);
/* "after 5 years" */
const char *polder_handout_after(const polder_handout_page_t *page);
/* With more arms a picture of all of them would be too high. */
int polder_handout_most_arms(const polder_handout_page_t *page);
/* The table of seats: a picture, or why it is not there. */
int polder_handout_table_figure(const polder_handout_page_t *page, const char **why);
/* On the second sheet, if few sit at it and there is room for it; else in a fold, or why not. */
void polder_handout_table(const polder_handout_page_t *page);
bool polder_handout_table_fits(const polder_handout_page_t *page);
void polder_handout_table_fold(const polder_handout_page_t *page);
void polder_handout_picture(const polder_handout_page_t *page, const char *name);

/* "Counted with A": the baseline, where there are more ways to run. */
void polder_handout_of_baseline(const polder_handout_page_t *page);
/* A line of small print; behind the one before it where there is little room. */
void polder_handout_small(const polder_handout_page_t *page, const char *text);
/* In a line of the first sheet what the box of the second one says. */
void polder_handout_not_said(const polder_handout_page_t *page);
/* Who it is for, its title and date. */
void polder_handout_head(const polder_handout_page_t *page);
/* The name of the report above its second sheet. */
void polder_handout_running_head(const polder_handout_page_t *page);
/* Of those that surely help, the best one that takes far less work than what helps more; -1: there
 * is none. */
int polder_handout_cheaper(const polder_handout_t *handout);
/* Does the baseline do something itself? Then what an approach spoils succeeds with the baseline, and not merely
 * without the approach. */
bool polder_handout_baseline_acts(const polder_handout_t *handout);
/* "12", "6–18", "5, 12 or 30": how many partners its networks begin with, as far as a result says; else NULL. */
const char *polder_handout_partners(const polder_handout_page_t *page);
/* Are others in its network than in that of the baseline? */
bool polder_handout_has_other_network(const polder_handout_t *handout, int arm);
/* What to do first, under a heading of its own, and what is short. */
void polder_handout_start(const polder_handout_page_t *page);
/* The whole report for one organisation. */
void polder_handout_member(const polder_handout_page_t *page);

/* A field of the model in words; NULL: there are none in the language of the page. */
const char *polder_handout_column(const polder_handout_page_t *page, const char *column);
/* What to watch for, where the diagnosis looked for signs. */
void polder_handout_signs(const polder_handout_page_t *page);

/* The table of what would help: its rows have five columns, or four without what it can harm. */
void polder_handout_help_table(const polder_handout_page_t *page, bool harm);

/* How approaches were given (how much, from when, how long), of those that a table shows; and all of
 * them, in a fold, where they differ. */
void polder_handout_given(const polder_handout_page_t *page, const int *arm, int n);
void polder_handout_given_fold(const polder_handout_page_t *page);
/* "from month 3"; NULL: its parts differ, or it is not known. */
const char *polder_handout_given_when(const polder_handout_page_t *page, int arm);

/* " with half the effort", where all that the answer names have less than a full one; "" */
const char *polder_handout_given_less(const polder_handout_page_t *page);
/* That nothing was calculated in full, in a sentence; NULL: something was, or it is not known. */
const char *polder_handout_given_part(const polder_handout_page_t *page);
/* Does an arm all that another one does, as much of it, at the same moments, and more? */
bool polder_handout_given_includes(const polder_handout_page_t *page, int arm, int other);
/* What is known of two of them together, in a sentence; NULL: nothing that has to be said. */
const char *polder_handout_given_together(const polder_handout_page_t *page, int arm, int other);

/* What people do in an arm, in one line: as the arm says itself, or its one intervention; NULL: nobody
 * says. */
const char *polder_handout_brief(const polder_handout_page_t *page, int arm);
/* Of no more approaches than these there is room to say what they are, or of none. */
enum { POLDER_HANDOUT_FEW_ARMS = 4 };
/* Does an arm use a ready intervention? */
bool polder_handout_uses(const polder_handout_t *handout, int arm, const char *intervention);
/* What the measures are: on paper in a line each, of the arms of a table, or whole where they are few;
 * else in a fold. */
void polder_handout_measures(const polder_handout_page_t *page, const int *arm, int n);
void polder_handout_measures_fold(const polder_handout_page_t *page);

/* Sentences of the first sheet, where there is a diagnosis and no result. */
void polder_handout_diagnosed(const polder_handout_page_t *page);
/* Rows of the second sheet from a diagnosis: causes, and what would help. */
bool polder_handout_causes_first(const polder_handout_page_t *page);
void polder_handout_causes(const polder_handout_page_t *page);
/* What one can do about a cause: what is meant for it and was calculated and helps; where that does not help, how it
 * does and what was not calculated; else its advice. */
const char *polder_handout_way_out(const polder_handout_page_t *page, const polder_cause_t *cause);
void polder_handout_remedies(const polder_handout_page_t *page);
/* Which network it is about, alone or at the foot; and what to ask first, false: nothing. */
void polder_handout_diagnosed_of(const polder_handout_page_t *page);
/* In a fold, with what chance leaves open: each cause and each approach. */
void polder_handout_diagnosed_fold(const polder_handout_page_t *page);
void polder_handout_diagnosed_foot(const polder_handout_page_t *page);
bool polder_handout_diagnosed_ask(const polder_handout_page_t *page);
/* And with what to begin then. */
void polder_handout_diagnosed_begin(const polder_handout_page_t *page);
int polder_handout_causes_figure(const polder_handout_page_t *page, const char **why);
/* It names causes, so that its table tells more than what goes together with failing. */
bool polder_handout_diagnosis_names(const polder_handout_page_t *page);
/* Enough lives to say a number. */
bool polder_handout_diagnosis_enough(const json_t *diagnosis);

/* About how many lines of text the blocks from `first` on take; a sheet may have so many: on its paper there are
 * 55.8, and a browser that breaks a line or a row otherwise begins no third sheet. */
#define POLDER_HANDOUT_LINES 54.3
double polder_handout_height(const polder_document_t *document, int first);
/* How wide a text is, and on how many lines of a width it goes, the first one taken as far as `before`; in
 * sizes of its letters. No text takes no line. */
double polder_handout_wide(const char *text);
int polder_handout_wraps(const char *text, double width);
int polder_handout_wraps_from(const char *text, double width, double before);
/* The same of a whole table that is no picture, in lines of text. */
double polder_handout_table_lines(const polder_document_table_t *table, polder_language_t language);

/* The second number of a condition, and what it is of: NULL, there is none. */
double polder_handout_second_condition(const polder_handout_page_t *page, int condition,
                                       const char **label);
/* Fills `behind` of the arms. */
POLDER_MUST_USE int polder_handout_rivals_read(polder_handout_t *handout, polder_report_t *report);
/* Fills `step`. */
POLDER_MUST_USE int polder_handout_step_read(polder_handout_t *handout, polder_report_t *report);
/* Fills `split`. */
POLDER_MUST_USE int polder_handout_split_read(polder_handout_t *handout, polder_report_t *report);
/* Fills `beats`. */
POLDER_MUST_USE int polder_handout_rows_read(polder_handout_t *handout, polder_report_t *report);
/* Fills `lifted` and `condition`. */
POLDER_MUST_USE int polder_handout_conditions_read(polder_handout_t *handout,
                                                   polder_report_t *report);

void polder_handout_second(const polder_handout_page_t *page);
void polder_handout_folds(const polder_handout_page_t *page);

#endif
