/* graphml_count.c: how many <node> and <edge> tags stand in a text; see graphml.h.
 *
 * What     The plainest scanner there is, so that what the reader made of the file can be held
 *          against something that shares no code with it. It knows comments, CDATA, processing
 *          instructions, the document type and quotes, and nothing of namespaces or of where an
 *          element stands. It may be given the text in pieces of any size.
 */
#include <string.h>

#include "graph/graphml.h"

enum { TEXT, OPEN, BANG, NAME, TAG, END_TAG, COMMENT, CDATA, INSTRUCTION, TYPE, TYPE_OPEN };

/* Follows a tag from its name to its end. */
static void in_tag(polder_graphml_count_t *s, char c)
{
    if (s->quote)
        s->quote = c == s->quote ? '\0' : s->quote;
    else if (c == '"' || c == '\'')
        s->quote = c;
    else if (c == '>')
        s->state = TEXT;
}

static void name_ends(polder_graphml_count_t *s, char c)
{
    s->name[s->length] = '\0';
    s->n.n_org += !strcmp(s->name, "node");
    s->n.n_tie += !strcmp(s->name, "edge");
    s->state = TAG;
    s->quote = '\0';
    in_tag(s, c);
}

static void in_name(polder_graphml_count_t *s, char c)
{
    if (strchr(" \t\r\n/>", c))
        name_ends(s, c);
    else if (c == ':')
        s->length = 0; /* a prefix */
    else if (s->length < sizeof s->name - 1)
        s->name[s->length++] = c;
}

/* Behind "<!": "--" begins a comment, "[CDATA[" unread text, "DOCTYPE" the document type. */
static void in_bang(polder_graphml_count_t *s, char c)
{
    static const char cdata[] = "[CDATA[";
    s->name[s->length++] = c;
    s->name[s->length] = '\0';
    s->matched = 0;
    if (!strcmp(s->name, "--")) {
        s->state = COMMENT;
    } else if (!strcmp(s->name, cdata)) {
        s->state = CDATA;
    } else if (!strcmp(s->name, "D")) {
        s->state = TYPE;
        s->brackets = 0;
        s->quote = '\0';
    } else if (strncmp(s->name, "--", s->length) != 0 && strncmp(s->name, cdata, s->length) != 0) {
        s->state = TAG;
    }
}

/* Waits for `end`, of two equal characters and ">", or of "?>". */
static bool until(polder_graphml_count_t *s, char c, const char *end)
{
    const size_t n = strlen(end);
    if (c == end[s->matched])
        s->matched++;
    else if (!(s->matched == n - 1 && c == end[0])) /* one dash more still ends with "-->" */
        s->matched = c == end[0];
    if (s->matched < n) return false;
    s->matched = 0;
    return true;
}

/* <!DOCTYPE … [ … ]>, with declarations, comments and instructions inside the brackets. */
static void in_type(polder_graphml_count_t *s, char c)
{
    if (s->quote) {
        s->quote = c == s->quote ? '\0' : s->quote;
        return;
    }
    switch (c) {
    case '"':
    case '\'':
        s->quote = c;
        break;
    case '[':
        s->brackets++;
        break;
    case ']':
        s->brackets--;
        break;
    case '<':
        s->state = TYPE_OPEN;
        s->length = 0;
        break;
    case '>':
        if (s->brackets <= 0) {
            s->state = TEXT;
            s->brackets = 0;
        }
        break;
    default:
        break;
    }
}

/* Inside the brackets, behind "<": a comment or an instruction may hold quotes of its own. */
static void in_type_open(polder_graphml_count_t *s, char c)
{
    s->name[s->length++] = c;
    s->name[s->length] = '\0';
    s->matched = 0;
    if (!strcmp(s->name, "?"))
        s->state = INSTRUCTION;
    else if (!strcmp(s->name, "!--"))
        s->state = COMMENT;
    else if (strncmp(s->name, "!--", s->length) != 0)
        s->state = TYPE;
}

static void one(polder_graphml_count_t *s, char c)
{
    const int back = s->brackets > 0 ? TYPE : TEXT;
    switch (s->state) {
    case TEXT:
        if (c == '<') s->state = OPEN;
        break;
    case OPEN:
        s->length = s->matched = 0;
        s->state = c == '!' ? BANG : c == '?' ? INSTRUCTION : c == '/' ? END_TAG : NAME;
        if (s->state == NAME) in_name(s, c);
        break;
    case BANG:
        in_bang(s, c);
        break;
    case NAME:
        in_name(s, c);
        break;
    case TAG:
        in_tag(s, c);
        break;
    case END_TAG:
        if (c == '>') s->state = TEXT;
        break;
    case COMMENT:
        if (until(s, c, "-->")) s->state = back;
        break;
    case CDATA:
        if (until(s, c, "]]>")) s->state = TEXT;
        break;
    case INSTRUCTION:
        if (until(s, c, "?>")) s->state = back;
        break;
    case TYPE:
        in_type(s, c);
        break;
    default:
        in_type_open(s, c);
        break;
    }
}

void polder_graphml_count(polder_graphml_count_t *count, const char *bytes, size_t n)
{
    const char *const end = bytes + n;
    while (bytes < end) {
        if (count->state == TEXT && !(bytes = memchr(bytes, '<', (size_t)(end - bytes)))) return;
        one(count, *bytes++);
    }
}
