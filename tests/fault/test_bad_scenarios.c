/* test_bad_scenarios: texts that are no scenario, and what is said about each: the place
 * and the words. Nothing may crash, hang or be accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario/scenario.h"

#define M    "model: opinions\n"
#define RATE M "values:\n  averaging:\n    rate: "

typedef struct {
    const char *name, *text;
    int line, column;
    const char *message;
} bad_t;

static const bad_t bad[] = {
    /* bytes */
    {"empty", "", 1, 1, "the file is empty"},
    {"only a comment", "# nothing\n", 1, 1, "the file is empty"},
    {"latin-1", "title: caf\xe9\n" M, 1, 11, "byte 0xe9 is not valid UTF-8"},
    {"cut character", "model: opinions\ntitle: \xe2\x82", 2, 8, "byte 0xe2 is not valid UTF-8"},
    {"overlong", "a: \xc0\x80\n", 1, 4, "byte 0xc0"},
    {"surrogate", "a: \xed\xa0\x80\n", 1, 4, "byte 0xed"},
    {"too high", "a: \xf4\x90\x80\x80\n", 1, 4, "byte 0xf4"},
    {"utf-16", "\xff\xfem\0o\0", 1, 1, "UTF-16"},
    {"directive that made a parser hang", "%\"\xa6", 1, 1, "directives are not supported"},
    {"control character", M "title: a\x07z\n", 2, 9, "U+0007"},
    {"escape sequence", M "title: \x1b[31m\n", 2, 8, "U+001B"},
    {"C1 control", M "title: a\xc2\x85z\n", 2, 9, "U+0085"},
    {"byte order mark inside", M "title: \xef\xbb\xbf\n", 2, 8, "U+FEFF"},
    {"escaped control character", M "title: \"a\\x1bz\"\n", 2, 8, "not allowed"},
    {"escaped zero", M "title: \"a\\0z\"\n", 2, 8, "not allowed"},
    {"tab as indentation", M "values:\n\taveraging:\n", 3, 1, "a tab in the indentation"},
    {"tab after spaces", M "values:\n  \taveraging: 1\n", 3, 3, "a tab in the indentation"},
    /* characters that look like others */
    {"no-break space after a colon",
     M "replicates: 2\nhorizon:\xc2\xa0"
       "2\n",
     3, 9, "a no-break space (U+00A0) in column 9: write a plain space"},
    {"no-break spaces as indentation",
     M "values:\n\xc2\xa0\xc2\xa0"
       "averaging:\n",
     3, 1, "a no-break space (U+00A0) in column 1: write a plain space"},
    {"no-break space before a number",
     M "seed: \xe2\x80\xaf"
       "3\n",
     2, 7, "a narrow no-break space (U+202F) in column 7"},
    {"figure space in a number",
     M "replicates: 1\xe2\x80\x87"
       "000\n",
     2, 14, "a figure space (U+2007)"},
    {"full-width colon",
     "title: a\xe2\x80\x94"
     "b\n" M "replicates\xef\xbc\x9a 2\n",
     3, 11, "a full-width colon (U+FF1A) in column 11"},
    {"full-width digit", M "seed: \xef\xbc\x93\n", 2, 7, "(U+FF13) in column 7: write 3"},
    {"minus sign",
     M "initial: {opinion: \xe2\x88\x92"
       "0.5}\n",
     2, 20, "a minus sign that is not"},
    {"en dash",
     M "initial: {opinion: \xe2\x80\x93"
       "0.5}\n",
     2, 20, "an en dash (U+2013) in column 20: write -"},
    {"dash for an item", M "without:\n\xe2\x80\x93 averaging\nseed: 1\n", 3, 1,
     "an en dash (U+2013)"},
    {"curly quotes", "model: \xe2\x80\x9copinions\xe2\x80\x9d\n", 1, 8,
     "a curly quotation mark (U+201C)"},
    {"zero-width space in a key",
     M "se\xe2\x80\x8b"
       "ed: 1\n",
     2, 3, "is not seen (U+200B) in column 3: take it away"},
    {"soft hyphen in a word",
     M "network: {topo\xc2\xad"
       "logy: ring}\n",
     2, 15, "a soft hyphen"},
    {"at least",
     "model: collaboration\ninterventions: [{levers: {vision: 1}, start: trust.mean \xe2\x89\xa5 "
     "0.4}]\n",
     2, 57, "write >="},
    /* YAML */
    {"directive", "%YAML 1.2\n---\n" M, 1, 1, "directives are not supported"},
    {"open bracket", M "without: [a\nseed: 3\n", 2, 10, "this [ is not closed"},
    {"open brace", M "values: {averaging: {rate: 1}\nseed: 3\n", 2, 9, "this { is not closed"},
    {"open bracket at the end", M "without: [a", 2, 10, "this [ is not closed"},
    {"decimal comma in braces", M "values: {averaging: {rate: 0,5}}\n", 2, 30, "has a point"},
    {"decimal comma in a list", M "values:\n  averaging:\n    rate: {normal: [0,5, 0,1]}\n", 4, 20,
     "has a point: 0.5"},
    {"mechanism that must be there", "model: collaboration\nwithout: [overview]\n", 2, 11,
     "overview cannot be switched off"},
    {"open quote", M "title: \"abc\n", 0, 0, "this is not valid YAML"},
    {"two colons", M "title: a: b\n", 2, 9, "put a text with a colon in quotes"},
    {"wrong indentation", M "seed: 1\n replicates: 2\n", 0, 0, "this is not valid YAML"},
    {"second document", M "---\nseed: 1\n", 2, 1, "a second document"},
    {"double key", M "seed: 1\nseed: 2\n", 3, 1, "\"seed\" is given twice, first on line 2"},
    {"list for a key", "? [a]\n: 1\n", 1, 3, "a key must be a word"},
    {"no key", M ": 3\n", 0, 0, "a key is missing before the colon"},
    {"merge key", M "a: &a {x: 1}\nb: {<<: *a}\n", 3, 5, "merge keys"},
    {"tag", M "seed: !!int 3\n", 2, 13, "tags such as"},
    {"tag on a mapping", M "values: !x {a: 1}\n", 2, 12, "tags such as"},
    {"unknown alias", M "seed: *s\n", 2, 8, "no anchor \"&s\""},
    {"alias inside its anchor", M "values: &v {averaging: *v}\n", 2, 25, "inside its own anchor"},
    /* the whole */
    {"a list", "- model\n", 1, 1, "a scenario is a list of keys and values"},
    {"a word", "opinions\n", 1, 1, "a scenario is a list of keys and values"},
    {"no model", "seed: 1\n", 1, 1, "model is missing"},
    {"empty model", "model:\n", 1, 6, "model needs the name of a model"},
    {"unknown model", "model: opinion\n", 1, 8,
     "unknown model \"opinion\"; did you mean \"opinions\"?"},
    {"unknown key", M "replicats: 3\n", 2, 1,
     "unknown key \"replicats\"; did you mean \"replicates\"?"},
    {"unknown key, no model", "replicats: 3\n", 1, 1, "did you mean \"replicates\"?"},
    {"unlike any key", M "zzzzzzzzzzzz: 3\n", 2, 1, "there are: title, title_nl"},
    {"state at the top", "model: collaboration\ntrust: 0.5\n", 2, 1,
     "trust is a state: its initial value is set under initial; the parameters "},
    {"one parameter of that name", "model: collaboration\nrumour: 0.5\n", 2, 1,
     "unknown key \"rumour\"; reputation.rumour is set under values, reputation"},
    {"some parameters of that name", "model: collaboration\nbase: 0.5\n", 2, 1,
     "more are set under values"},
    {"parameter at the top", "model: collaboration\nmembers: 5\n", 2, 1,
     "network.members is set under network"},
    {"state in values", "model: collaboration\nvalues:\n  ownership: 0.5\n", 3, 3,
     "ownership is a state"},
    {"state and part", "model: collaboration\nvalues: {trust: 0.5}\n", 2, 10, "trust is a state"},
    /* whole numbers */
    {"negative seed", M "seed: -1\n", 2, 7, "seed = -1 is outside [0, 9223372036854775807]"},
    {"seed of 2^63", M "seed: 9223372036854775808\n", 2, 7, "is outside"},
    {"seed of 2^64", M "seed: 18446744073709551616\n", 2, 7, "is outside"},
    {"no replicates", M "replicates: 0\n", 2, 13, "replicates = 0 is outside [1, 1000000000]"},
    {"too many replicates", M "replicates: 1e10\n", 2, 13, "is outside [1, 1000000000]"},
    {"half a tick", M "horizon: 0.5\n", 2, 10, "horizon = 0.5 is not a whole number"},
    {"thousands with a point", M "replicates: 10.000\n", 2, 13, "leave out the point"},
    {"thousands with a comma", M "replicates: 10,000\n", 2, 13,
     "replicates = 10,000 is not a number"},
    {"thousands with a line", M "replicates: 10_000\n", 2, 13, "without separators"},
    {"no value", M "seed:\n", 2, 5, "seed has no value"},
    {"a list for a number", M "seed: [1]\n", 2, 7, "seed needs a number, not a list"},
    {"a mapping for a number", M "seed: {a: 1}\n", 2, 7, "seed needs a number, not a mapping"},
    /* numbers */
    {"outside", RATE "1.7\n", 4, 11, "averaging.rate = 1.7 is outside [0, 1]"},
    {"not a number", RATE ".nan\n", 4, 11, "is not a finite number"},
    {"infinite", RATE "-.inf\n", 4, 11, "is not a finite number"},
    {"too large", RATE "1e999\n", 4, 11, "averaging.rate = 1e999 is too large"},
    {"hexadecimal", RATE "0x1p-1\n", 4, 11, "is not a decimal number"},
    {"letters behind", RATE "12abc\n", 4, 11, "averaging.rate = 12abc is not a number"},
    {"decimal comma", RATE "0,5\n", 4, 11, "write a point"},
    {"percentage", RATE "50%\n", 4, 11, "write a share without the sign, 0.5 for 50%"},
    {"boolean", RATE "true\n", 4, 11, "averaging.rate = true is not a number"},
    {"quoted number", RATE "\"0.5\"\n", 4, 11, "take away the quotes around 0.5"},
    {"quoted word", RATE "'half'\n", 4, 11, "needs a number, not the text \"half\""},
    {"zero in front", RATE "010\n", 4, 11, "leave out the zero in front"},
    {"only a sign", RATE "-\n", 0, 0, ""},
    {"exponent without digits", RATE "1e\n", 4, 11, "is not a number"},
    {"whole field with a point", M "network: {members: 12.5}\n", 2, 20, "is not a whole number"},
    {"members out of range", M "network: {members: 1}\n", 2, 20,
     "network.members = 1 is outside [2, 10000000]"},
    /* names */
    {"unknown parameter", M "values:\n  averaging:\n    rat: 1\n", 4, 5,
     "unknown parameter \"averaging.rat\"; did you mean \"averaging.rate\"?"},
    {"unknown part", M "values:\n  avereging:\n    rate: 1\n", 3, 3,
     "unknown part \"avereging\"; did you mean \"averaging\"?"},
    {"flat name", M "values:\n  averaging.rate: 1\n", 3, 3, "write averaging: and"},
    {"network under values", M "values: {network: {members: 3}}\n", 2, 10, "under the key network"},
    {"part without parameters", RATE "0.5\n  spread: {x: 1}\n", 5, 3, "unknown part \"spread\""},
    {"number for a section", M "values: 3\n", 2, 9, "values needs keys and values"},
    {"number for a part", M "values: {averaging: 3}\n", 2, 21, "averaging needs keys and values"},
    {"observable set", M "initial: {opinion.mean: 0.4}\n", 2, 11, "opinion.mean is no state"},
    {"parameter as a state", M "initial: {averaging.rate: 0.4}\n", 2, 11,
     "is no state but a parameter"},
    {"unknown state", M "initial: {opinon: 0.4}\n", 2, 11, "did you mean \"opinion\"?"},
    {"unknown word", M "network: {topology: rign}\n", 2, 21,
     "unknown network.topology \"rign\"; did you mean \"ring\"?"},
    {"number for a word", M "network: {topology: 2}\n", 2, 21, "unknown network.topology \"2\""},
    {"list for a word", M "network: {topology: [ring]}\n", 2, 21, "needs one word of random|"},
    /* distributions */
    {"unknown distribution", RATE "{bta: [2, 5]}\n", 4, 12,
     "unknown distribution \"bta\"; did you mean \"beta\"?"},
    {"two distributions", RATE "{beta: [2, 5], normal: [0, 1]}\n", 4, 11,
     "a distribution is one name with its numbers"},
    {"empty distribution", RATE "{}\n", 4, 11, "a distribution is one name with its numbers"},
    {"too few numbers", RATE "{beta: [2]}\n", 4, 18, "beta needs 2 numbers in a list: a, b"},
    {"named and misspelt", RATE "{normal: {mean: 0.5, sdd: 0.1}}\n", 4, 32,
     "unknown argument of normal \"sdd\"; did you mean \"sd\"?"},
    {"named otherwise", RATE "{normal: {mu: 0.5, sigma: 0.1}}\n", 4, 21,
     "unknown argument of normal \"mu\"; there are: mean, sd"},
    {"named and missing", RATE "{truncated-normal: {mean: 0.5, sd: 0.1, max: 1}}\n", 4, 30,
     "truncated-normal needs min too"},
    {"named and twice", RATE "{beta: {a: 1, b: 2, a: 1}}\n", 4, 31, "\"a\" is given twice"},
    {"no names", RATE "{normal: {}}\n", 4, 20, "normal needs mean too"},
    {"named and outside", RATE "{uniform: {max: 2, min: 0}}\n", 4, 27,
     "max of uniform = 2 is outside [0, 1]"},
    {"named and crossed", RATE "{uniform: {max: 0.2, min: 0.4}}\n", 4, 21, "min must be below"},
    {"named and nothing", RATE "{normal: {mean: 0.5, sd: }}\n", 4, 34, "has no value"},
    {"named and a list", RATE "{normal: {mean: [0.5], sd: 0.1}}\n", 4, 27, "not a list"},
    {"named and half", M "network: {members: {integer: {first: 3, last: 4.5}}}\n", 2, 47,
     "not a whole number"},
    {"no blank after the colon", RATE "{normal: {mean:0.5, sd: 0.1}}\n", 4, 21,
     "a space is missing after the colon, as in mean: 0.5"},
    {"a decimal comma in a name", RATE "{normal: {mean: 0,5, sd: 0.1}}\n", 4, 29, "has a point"},
    {"choice of names", RATE "{choice: {low: 1}}\n", 4, 21, "low is not a number"},
    {"no commas", RATE "{normal: [0.5 0.1]}\n", 4, 20, "(with commas between them)"},
    {"semicolons", RATE "{normal: [0.5; 0.1]}\n", 4, 20, "(with commas between them)"},
    {"a call", RATE "normal(0.5, 0.1)\n", 4, 11,
     "a distribution is written as {normal: [mean, standard deviation]}"},
    {"a formula", RATE "~ uniform(0.5, 0.1)\n", 4, 11, "is written as {uniform: [min, max]}"},
    {"quoted braces", RATE "\"{beta: [2, 3]}\"\n", 4, 11, "without quotes around its braces"},
    {"a list alone", RATE "[0.2, 0.8]\n", 4, 11, "or a distribution such as {uniform: "},
    {"beta of zero", RATE "{beta: [0, 1]}\n", 4, 18, "a and b must be above 0"},
    {"uniform outside", RATE "{uniform: [0, 2]}\n", 4, 25,
     "averaging.rate: max of uniform = 2 is outside [0, 1]"},
    {"uniform turned round", RATE "{uniform: [0.6, 0.4]}\n", 4, 21, "min must be below max"},
    {"negative deviation", RATE "{normal: [0.5, -1]}\n", 4, 20,
     "the standard deviation is negative"},
    {"mean outside", RATE "{normal: [5, 1]}\n", 4, 21, "mean of normal = 5 is outside"},
    {"truncated to nothing", RATE "{truncated-normal: [0.1, 0.01, 0.8, 1]}\n", 4, 30,
     "fewer than one in a thousand draws"},
    {"truncated outside", RATE "{truncated-normal: [0.1, 0.1, 0, 3]}\n", 4, 44,
     "max of truncated-normal = 3 is outside"},
    {"exponential of zero", RATE "{exponential: 0}\n", 4, 25, "the mean must be above 0"},
    {"exponential of two", RATE "{exponential: [0.1, 2]}\n", 4, 25, "exponential needs 1 number"},
    {"no choice", RATE "{choice: []}\n", 4, 20, "choice needs the values"},
    {"choice outside", RATE "{choice: [0.5, 1.5]}\n", 4, 26, "averaging.rate = 1.5 is outside"},
    {"negative weight", RATE "{choice: {0.5: -1}}\n", 4, 26, "a weight cannot be negative"},
    {"no weight", RATE "{choice: {0.5: 0}}\n", 4, 20, "the weights add up to 0"},
    {"integer with a point", M "network: {members: {integer: [3, 4.5]}}\n", 2, 34,
     "not a whole number"},
    {"integer turned round", M "network: {members: {integer: [6, 3]}}\n", 2, 30,
     "first must not be above last"},
    {"whole field drawn", M "network: {members: {uniform: [6, 9]}}\n", 2, 21,
     "draw them with integer or choice"},
    {"word drawn from numbers", M "network: {topology: {uniform: [0, 3]}}\n", 2, 22,
     "only choice can draw them"},
    {"choice of an unknown word", M "network: {topology: {choice: [ring, strar]}}\n", 2, 37,
     "did you mean \"star\"?"},
    {"deep value", RATE "{choice: [[0.5]]}\n", 4, 21, "needs a number, not a list"},
    /* files and mappings */
    {"no such network", M "network: {file: nothing.graphml}\n", 2, 17,
     "there is no nothing.graphml"},
    {"mapping without a file", M "network:\n  organisations: {opinion: x}\n", 3, 19,
     "this needs network.file"},
    {"unknown format", M "network: {format: gexf}\n", 2, 19, "unknown network.format \"gexf\""},
    {"unknown ties", M "network: {ties: both}\n", 2, 17, "unknown network.ties \"both\""},
    {"attribute of no state", M "network:\n  organisations: {opinon: x}\n", 3, 19,
     "unknown state \"opinon\"; did you mean \"opinion\"?"},
    {"arc state for an organisation", M "network:\n  organisations: {tie: x}\n", 3, 19,
     "tie is no state of an organisation"},
    {"mapping without attribute", M "network:\n  organisations: {opinion: {scale: rank}}\n", 3, 28,
     "attribute is missing"},
    {"ends without a scale", M "network:\n  organisations: {opinion: {attribute: a, from: 0}}\n", 3,
     28, "need scale: rank or range"},
    {"mapping turned round",
     M "network:\n  organisations: {opinion: {attribute: a, scale: rank, from: 1, to: 0}}\n", 3, 28,
     "from is above to"},
    {"mapping outside",
     M "network:\n  organisations: {opinion: {attribute: a, scale: rank, to: 9}}\n", 3, 60,
     "opinion: to = 9 is outside [0, 1]"},
#define SCALED "network:\n  organisations: {opinion: {attribute: a, scale: "
    {"scale as a list", M SCALED "[1, 5]}}\n", 3, 50, "write {from: [1, 5], to: [0, 1]}"},
    {"scale without its ends", M SCALED "{to: [0, 1]}}}\n", 3, 50, "needs the ends of the scale"},
    {"scale with three ends", M SCALED "{from: [1, 2, 3]}}}\n", 3, 57, "needs two numbers"},
    {"scale of one number", M SCALED "{from: 5}}}\n", 3, 57, "needs two numbers in a list"},
    {"scale of no width", M SCALED "{from: [5, 5]}}}\n", 3, 57, "both ends are 5"},
    {"scale to outside", M SCALED "{from: [1, 5], to: [0, 5]}}}\n", 3, 73,
     "to = 5 is outside [0, 1]"},
    {"unknown key of a scale", M SCALED "{form: [1, 5]}}}\n", 3, 51, "did you mean \"from\"?"},
    {"ends of a scale beside it", M SCALED "{from: [1, 5]}, to: 1}}\n", 3, 28, "stand in it"},
    {"unknown mapping key", M "network:\n  organisations: {opinion: {atribute: a}}\n", 3, 29,
     "did you mean \"attribute\"?"},
    {"yes for true", M "network:\n  organisations: {opinion: {attribute: a, reverse: yes}}\n", 3,
     52, "there are: false, true"},
    /* the other sections */
    {"part cannot be off", M "without: [start]\n", 2, 11, "start cannot be switched off"},
    {"unknown part off", M "without: [averagin]\n", 2, 11, "did you mean \"averaging\"?"},
    {"word for a list", M "without: averaging\n", 2, 10, "without needs a list"},
    {"list for a part", M "without: [[averaging]]\n", 2, 11, "without needs names of parts"},
    {"nothing for a part", M "without: [~]\n", 2, 11, "without needs names of parts"},
    {"mapping for levers", M "levers: {contact: 0.5}\n", 2, 9, "levers needs a list"},
    {"push of a word", M "levers: [contact]\n", 2, 10, "a push on levers looks like"},
    {"push of nothing", M "levers: [{from: 3}]\n", 2, 10, "this push names no lever"},
    {"push backwards", M "levers: [{from: 3, until: 2}]\n", 2, 27, "until = 2 is before from = 3"},
    {"push from tick 0", M "levers: [{from: 0}]\n", 2, 17, "from = 0 is outside [1, 100000]"},
    {"unknown lever", M "levers:\n  - {kontact: 0.5}\n", 3, 6, "unknown lever \"kontact\""},
    {"record every 0", M "record: {every: 0}\n", 2, 17, "record.every = 0 is outside"},
    {"unknown record key", M "record: {colums: []}\n", 2, 10, "did you mean \"columns\"?"},
    {"unknown column", M "record: {columns: [opinio]}\n", 2, 20, "did you mean \"opinion\"?"},
    {"column of columns", M "record: {columns: [[opinion]]}\n", 2, 20, "needs names of fields"},
    {"summary of an organisation", M "record: {summary: [opinion]}\n", 2, 20,
     "a summary has one number per network"},
    {"title of a list", M "title: [a]\n", 2, 8, "title needs a text, not a list"},
};
enum { N_BAD = sizeof bad / sizeof *bad };

static size_t length_of(const bad_t *b)
{
    return strcmp(b->name, "utf-16") == 0 ? 6 : strlen(b->text);
}

static void print_notes(const char *name, const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++)
        print_error("%s: %d:%d: %s\n", name, report->note[i].line, report->note[i].column,
                    report->note[i].text);
}

/* One note has the words, and stands where it should. */
static int told(const bad_t *b, const polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++) {
        const polder_note_t *note = &report->note[i];
        if (note->code == POLDER_OK || !strstr(note->text, b->message)) continue;
        if (b->line == 0 || (note->line == b->line && note->column == b->column)) return 1;
    }
    return 0;
}

static void test_each(void **state)
{
    (void)state;
    int wrong = 0;
    assert_true(N_BAD >= 45);
    for (int i = 0; i < N_BAD; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        memset(&x, 0x55, sizeof x);
        const int code = polder_scenario_parse(bad[i].text, length_of(&bad[i]), "bad.yaml", NULL,
                                               NULL, &x, &report);
        const polder_experiment_t zero = {0};
        const int is_zero = memcmp(&x, &zero, sizeof x) == 0;
        if (code >= 0 || !is_zero || !told(&bad[i], &report)) {
            print_error("%s: code %d, %s\n", bad[i].name, code, is_zero ? "zeroed" : "not zeroed");
            print_notes(bad[i].name, &report);
            wrong++;
        }
        if (code >= 0) polder_experiment_free(&x);
        polder_report_free(&report);
    }
    assert_int_equal(wrong, 0);
}

/* Without a report there is only the code. */
static void test_no_report(void **state)
{
    (void)state;
    for (int i = 0; i < N_BAD; i++) {
        polder_experiment_t x;
        const int code =
            polder_scenario_parse(bad[i].text, length_of(&bad[i]), NULL, NULL, NULL, &x, NULL);
        assert_true(code < 0);
    }
}

/* Every scenario that can be cut off anywhere is read or refused, but never worse. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbftitle: 'Caf\xc3\xa9'\r\nmodel: opinions\r\nnetwork: "
                               "{topology: {choice: {ring: 2, "
                               "star: 1}}}\nvalues: &v\n  averaging:\n    rate: &r {beta: [2, "
                               "5]}\ninitial: {opinion: *r}\n"
                               "description: |\n  a\n  b\nwithout: [averaging]\nrecord: {networks: "
                               "3, columns: [\"opinion\"]}\n";
    int good = 0;
    for (size_t n = 0; n < sizeof text; n++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code = polder_scenario_parse(text, n, "cut.yaml", NULL, NULL, &x, &report);
        if (code >= 0) good++;
        assert_true(code >= 0 || report.n_error > 0);
        if (code >= 0) polder_experiment_free(&x);
        polder_report_free(&report);
    }
    assert_true(good > 20);
}

/* Each byte in turn is replaced by a few nasty ones. */
static void test_every_byte(void **state)
{
    (void)state;
    static const char text[] = "model: opinions\nvalues: {averaging: {rate: 0.25}}\nrecord:\n"
                               "  columns: [opinion]\ntitle: \"a\\u00e9\"\n";
    static const char nasty[] = "\x00\xff\xc3\t\n\r\"'[]{}:,&*!%#-?|>@`~\\";
    char copy[sizeof text];
    for (size_t i = 0; i + 1 < sizeof text; i++)
        for (size_t k = 0; k + 1 < sizeof nasty; k++) {
            polder_experiment_t x;
            polder_report_t report = {0};
            memcpy(copy, text, sizeof text);
            copy[i] = nasty[k];
            const int code =
                polder_scenario_parse(copy, sizeof text - 1, "byte.yaml", NULL, NULL, &x, &report);
            assert_true(code >= 0 || report.n_error > 0);
            if (code >= 0) polder_experiment_free(&x);
            polder_report_free(&report);
        }
}

/* A key that is given twice is read once, wherever it stands: one problem is told, nothing of the
 * second is made (sanitizers see what would be lost), and what is wrong in it is not told. */
static void test_double(void **state)
{
    (void)state;
    static const char *const section[] = {
        "title: a\ntitle: b\n",
        "description: a\ndescription: [b]\n",
        "arms: [{name: a, set: {relations.trust: {choice: [0.5, 0.6]}}}]\narms: [none, none]\n",
        "arms: [none]\narms: [{name: a, set: {relations.trust: {choice: [0.5, 0.6]}}}]\n",
        "interventions: [{name: a, levers: {contact: 1}}]\ninterventions: [nowhere]\n",
        "network: {members: 5}\nnetwork: {file: nowhere.graphml, label: x}\n",
        "network: {label: x, members: {choice: [3, 4]}, members: {choice: [5, 0]}}\n",
        "initial: {trust: {choice: [0.1, 0.2]}, trust: {choice: [0.3, 7]}}\n",
        "values: {relations: {trust: {choice: [0.1, 0.2]}}}\nvalues: {nothing: 1}\n",
        "levers: [{contact: 1}]\nlevers: [{contact: 2}]\n",
        "record: {columns: [trust]}\nrecord: {columns: [nothing]}\n",
        "without: [trust]\nwithout: [nothing]\n",
        ("design: {kind: sobol, points: 8, factors: {relations.trust: [0, 1]}}\n"
         "design: {kind: no}\n"),
        "baseline: none\nbaseline: nothing\narms: [none]\n",
        "seed: 1\nseed: 2\nseed: x\n",
    };
    for (size_t i = 0; i < sizeof section / sizeof *section; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        char text[512];
        snprintf(text, sizeof text, "model: collaboration\n%s", section[i]);
        const int code =
            polder_scenario_parse(text, strlen(text), "double.yaml", NULL, NULL, &x, &report);
        assert_int_equal(code, POLDER_INPUT);
        for (size_t k = 0; k < report.n; k++)
            if (!strstr(report.note[k].text, "is given twice"))
                fail_msg("%s: %s", section[i], report.note[k].text);
        polder_report_free(&report);
    }
}

static int parse_copy(const char *head, const char *body, size_t times, const char *tail,
                      polder_report_t *report)
{
    polder_experiment_t x;
    const size_t n = strlen(head), m = strlen(body);
    char *text = malloc(n + m * times + strlen(tail) + 1);
    assert_non_null(text);
    memcpy(text, head, n + 1);
    for (size_t i = 0; i < times; i++) memcpy(text + n + i * m, body, m);
    strcpy(text + n + times * m, tail);
    const int code = polder_scenario_parse(text, strlen(text), "long.yaml", NULL, NULL, &x, report);
    free(text);
    if (code >= 0) polder_experiment_free(&x);
    return code;
}

static void expect(int code, polder_report_t *report, const char *message)
{
    assert_int_equal(code, POLDER_INPUT);
    int found = 0;
    for (size_t i = 0; i < report->n; i++) found |= strstr(report->note[i].text, message) != NULL;
    if (!found) print_notes(message, report);
    assert_true(found);
    polder_report_free(report);
}

/* Texts made to use up time, memory or the stack. */
static void test_size(void **state)
{
    (void)state;
    polder_report_t report = {0};
    expect(parse_copy(M "title: ", "[", 100000, "\n", &report), &report, "");
    expect(parse_copy(M "title: ", "[", 33, "\n", &report), &report, "deeper than 32 levels");
    expect(parse_copy(M "title: ", "{a: ", 100000, "\n", &report), &report, "");
    expect(parse_copy(M "title:\n", "- ", 50000, "\n", &report), &report, "");
    expect(parse_copy(M "without: [", "a,", 1100000, "]\n", &report), &report,
           "more than 1000000 values");
    expect(parse_copy(M "title: '", "aaaaaaaaaaaaaaaa", 1 << 20, "'\n", &report), &report,
           "larger than 16 MiB");
    /* nine times nine times nine …: 82 bytes a level, but a billion values */
    static const char lol[] =
        M "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
          "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
          "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
          "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
    expect(parse_copy(lol, "", 0, "", &report), &report, "more than 1000000 values");
    expect(parse_copy(M "values:\n", "  &a a: 1\n", 101, "", &report), &report, "100 anchors");
}

/* At most fifty problems are listed, and it is said that there are more. */
static void test_many(void **state)
{
    (void)state;
    polder_report_t report = {0};
    assert_int_equal(parse_copy(M "without: [", "nothing, ", 5000, "]\n", &report), POLDER_INPUT);
    assert_int_equal(report.n, 51);
    assert_string_equal(report.note[50].text, "and 4950 more problems");
    polder_report_free(&report);
    assert_int_equal(parse_copy(M, "seed: 1\n", 5000, "", &report), POLDER_INPUT);
    assert_true(report.n <= 51);
    polder_report_free(&report);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

static void expect_file(const char *path, int expected, const char *message)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    const int code = polder_scenario_read(path, NULL, &x, &report);
    assert_int_equal(code, expected);
    assert_true(report.n >= 1);
    if (!strstr(report.note[0].text, message)) print_notes(path, &report);
    assert_non_null(strstr(report.note[0].text, message));
    assert_string_equal(report.note[0].file, path);
    polder_report_free(&report);
}

static void test_files(void **state)
{
    (void)state;
    char folder[] = "bad-scenarios-XXXXXX", path[256], wrong[256];
    assert_non_null(mkdtemp(folder));
    expect_file(folder, POLDER_FILE, "is a folder");
    snprintf(path, sizeof path, "%s/twenty-percent.yaml", folder);
    snprintf(wrong, sizeof wrong, "%s/twenty-procent.yaml", folder);
    write_file(path, "model: opinions\nnetwork: {file: nets/a.gml}\n");
    expect_file(wrong, POLDER_FILE, "there is no such file; did you mean \"twenty-percent.yaml\"?");
    /* a network is looked for beside the scenario */
    snprintf(wrong, sizeof wrong, "there is no %s/nets/a.gml", folder);
    expect_file(path, POLDER_INPUT, wrong);
    snprintf(wrong, sizeof wrong, "%s/no/folder/here.yaml", folder);
    expect_file(wrong, POLDER_FILE, "there is no such file");
    assert_int_equal(chmod(path, 0), 0);
    if (access(path, R_OK) != 0) expect_file(path, POLDER_FILE, "cannot be read: ");
    assert_int_equal(unlink(path), 0);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < 17 << 10; i++) {
        static const char line[1024] = {'#'};
        assert_int_equal(fwrite(line, 1, sizeof line, file), sizeof line);
    }
    assert_int_equal(fclose(file), 0);
    expect_file(path, POLDER_FILE, "larger than 16 MiB");
    unlink(path);
    rmdir(folder);
}

/* Settings of the command line. */
static void test_sets(void **state)
{
    (void)state;
    static const struct {
        const char *set;
        int column;
        const char *message;
    } sets[] = {
        {"seed", 1, "write NAME=VALUE"},
        {"=3", 1, "write NAME=VALUE"},
        {"", 1, "write NAME=VALUE"},
        {"seed=", 1, "seed has no value"},
        {"seed=x", 6, "seed = x is not a number"},
        {"horizon=0", 9, "horizon = 0 is outside"},
        {"horison=3", 1, "did you mean \"horizon\"?"},
        {"averaging.rate=2", 16, "averaging.rate = 2 is outside [0, 1]"},
        {"averaging.rate={beta: [1]}", 23, "beta needs 2 numbers"},
        {"averaging.rate=[1", 0, "this is not valid YAML"},
        {"averaging.rat=1", 1, "did you mean \"averaging.rate\"?"},
        {"opinion=0.5", 1, "initial.opinion"},
        {"initial.opinin=0.5", 1, "did you mean \"opinion\"?"},
        {"lever.nothing=0.5", 1, "unknown lever \"nothing\""},
        {"opinion.mean=0.5", 1, "is computed and cannot be set"},
        {"network.topology=rign", 18, "did you mean \"ring\"?"},
        {"title=\xff", 7, "byte 0xff"},
        {"model=other", 1, "unknown"},
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        const polder_scenario_options_t options = {.n_set = 1, .set = &sets[i].set};
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code =
            polder_scenario_parse(M, strlen(M), "good.yaml", NULL, &options, &x, &report);
        assert_int_equal(code, POLDER_INPUT);
        const polder_note_t *note = &report.note[0];
        if (!strstr(note->text, sets[i].message)) print_notes(sets[i].set, &report);
        assert_non_null(strstr(note->text, sets[i].message));
        assert_string_equal(note->file, "--set");
        if (sets[i].column) assert_int_equal(note->column, sets[i].column);
        if (!strstr(sets[i].set, "\xff")) assert_string_equal(note->excerpt, sets[i].set);
        polder_report_free(&report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each),         cmocka_unit_test(test_no_report),
        cmocka_unit_test(test_every_prefix), cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_size),         cmocka_unit_test(test_many),
        cmocka_unit_test(test_files),        cmocka_unit_test(test_sets),
        cmocka_unit_test(test_double),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
