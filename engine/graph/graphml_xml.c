/* graphml_xml.c: a file through libxml2, a piece at a time, safely; see graphml.h.
 *
 * Safety   No network access, no other file: an external entity is refused where it is declared,
 *          a document type is not fetched. Entities may stand for text only, and libxml2's limits
 *          on how much they may become are in force.
 * Global   libxml2's error handler is set for this thread while it reads, and put back.
 */
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "graph/graphml.h"

/* ---- errors ---- */

static xmlParserCtxtPtr parser_of(const polder_xml_t *x)
{
    return x->parser;
}

int polder_xml_line(const polder_xml_t *x)
{
    const xmlParserCtxtPtr parser = parser_of(x);
    return parser && parser->input ? parser->input->line : 0;
}

void polder_xml_stop(polder_xml_t *x, int code)
{
    if (x->code == 0) x->code = code;
}

void polder_xml_refuse(polder_xml_t *x, int line, const char *format, ...)
{
    char text[1000];
    if (x->code) return;
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, polder_report_text(x->report, format), list);
    va_end(list);
    polder_place_t place = *x->place;
    place.line = line;
    polder_xml_stop(x, polder_fail_at(x->report, POLDER_FORMAT, &place, "%s", text));
}

void polder_xml_no_memory(polder_xml_t *x)
{
    if (x->code == 0)
        polder_xml_stop(
            x, polder_fail_at(x->report, POLDER_MEMORY, x->place, "no memory for the network"));
}

#if LIBXML_VERSION >= 21200
static void on_error(void *user, const xmlError *error)
#else
static void on_error(void *user, xmlErrorPtr error)
#endif
{
    polder_xml_t *x = user;
    if (x->code) return;
    if (error->code == XML_ERR_NO_MEMORY) {
        polder_xml_no_memory(x);
        return;
    }
    /* what is undeclared would be left out of the text; all other warnings can be passed over */
    const bool unknown =
        error->code == XML_WAR_UNDECLARED_ENTITY || error->code == XML_ERR_UNDECLARED_ENTITY;
    if (!unknown && (error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE)) return;
    const char *message = error->message ? error->message : "it cannot be read";
    const size_t n = strcspn(message, "\r\n");
    polder_place_t place = *x->place;
    place.line = error->line;
    place.column = error->int2;
    polder_xml_stop(x, polder_fail_at(x->report, POLDER_FORMAT, &place,
                                      "this is not well-formed XML: %.*s", (int)(n < 300 ? n : 300),
                                      message));
}

/* ---- elements ---- */

/* Stops libxml2 after an error. It gives back the memory that names and values lie in, so only
 * what uses them no more may call it. */
static bool halted(const polder_xml_t *x)
{
    if (x->code) xmlStopParser(parser_of(x));
    return x->code != 0;
}

static void on_begin(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                     int n_space, const xmlChar **spaces, int n, int n_defaulted,
                     const xmlChar **attribute)
{
    polder_xml_t *x = user;
    (void)n_space;
    (void)spaces;
    (void)n_defaulted;
    if (halted(x)) return;
    const polder_xml_tag_t tag = {(const char *)name, (const char *)prefix, (const char *)space, n,
                                  (const char **)attribute};
    x->begin(x->self, &tag);
    halted(x);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    polder_xml_t *x = user;
    (void)name;
    (void)prefix;
    (void)space;
    if (!halted(x)) x->end(x->self);
}

static void on_text(void *user, const xmlChar *text, int length)
{
    polder_xml_t *x = user;
    if (!halted(x) && length > 0) x->text(x->self, (const char *)text, (size_t)length);
}

polder_span_t polder_xml_attribute(const polder_xml_tag_t *tag, const char *name)
{
    for (int i = 0; i < tag->n; i++)
        if (!polder_xml_prefixed(tag, i) && !strcmp(polder_xml_name(tag, i), name))
            return polder_xml_value(tag, i);
    return (polder_span_t){0};
}

/* ---- entities ---- */

static void on_start(void *user)
{
    xmlSAX2StartDocument(parser_of(user));
}

static void on_type(void *user, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
    xmlSAX2InternalSubset(parser_of(user), name, public, system);
}

static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
    return xmlSAX2GetEntity(parser_of(user), name);
}

static xmlEntityPtr on_parameter(void *user, const xmlChar *name)
{
    return xmlSAX2GetParameterEntity(parser_of(user), name);
}

static void on_declared(void *user, const xmlChar *name, int type, const xmlChar *public,
                        const xmlChar *system, xmlChar *content)
{
    polder_xml_t *x = user;
    if (x->code) return;
    if (system || public)
        polder_xml_refuse(x, polder_xml_line(x),
                          "the entity '%.60s' stands for another file, '%.200s': not read",
                          (const char *)name, system ? (const char *)system : (const char *)public);
    else if (content && strchr((const char *)content, '<') && type == XML_INTERNAL_GENERAL_ENTITY)
        polder_xml_refuse(x, polder_xml_line(x),
                          "the entity '%.60s' stands for more than text: not read",
                          (const char *)name);
    else
        xmlSAX2EntityDecl(parser_of(x), name, type, public, system, content);
}

static void on_reference(void *user, const xmlChar *name)
{
    polder_xml_t *x = user;
    polder_xml_refuse(x, polder_xml_line(x), "the entity '&%.60s;' is not declared",
                      (const char *)name);
}

static xmlParserInputPtr on_file(void *user, const xmlChar *public, const xmlChar *system)
{
    polder_xml_t *x = user;
    (void)public;
    polder_xml_refuse(x, polder_xml_line(x), "the file wants another file, '%.200s': not read",
                      system ? (const char *)system : "?");
    return NULL;
}

/* ---- reading ---- */

/* What libxml2 asks for. What it is given is counted at the same time. */
static int on_read(void *user, char *to, int room)
{
    polder_xml_t *x = user;
    if (x->code) return -1;
    if (x->n_piece == 0) {
        x->code = polder_xml_text_next(x->source, &x->piece, &x->n_piece);
        if (x->code) return -1;
        polder_graphml_count(&x->count, x->piece, x->n_piece);
    }
    const size_t n = x->n_piece < (size_t)room ? x->n_piece : (size_t)room;
    if (n) memcpy(to, x->piece, n);
    x->piece += n;
    x->n_piece -= n;
    return (int)n;
}

static xmlParserCtxtPtr make_parser(polder_xml_t *x)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startDocument = on_start,
                         .internalSubset = on_type,
                         .entityDecl = on_declared,
                         .getEntity = on_entity,
                         .getParameterEntity = on_parameter,
                         .resolveEntity = on_file,
                         .reference = on_reference,
                         .startElementNs = on_begin,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .serror = on_error};
    xmlParserCtxtPtr parser =
        xmlCreateIOParserCtxt(&sax, x, on_read, NULL, x, XML_CHAR_ENCODING_NONE);
    if (parser) xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
    return parser;
}

int polder_xml_parse(polder_xml_t *x)
{
    const xmlStructuredErrorFunc handler = xmlStructuredError;
    void *const context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(x, on_error);
    const xmlParserCtxtPtr parser = make_parser(x);
    x->parser = parser;
    if (parser) {
        xmlParseDocument(parser);
        if (!parser->wellFormed)
            polder_xml_refuse(x, polder_xml_line(x), "this is not well-formed XML");
        x->parser = NULL;
        xmlFreeDoc(parser->myDoc);
        parser->myDoc = NULL;
        xmlFreeParserCtxt(parser);
    } else {
        polder_xml_no_memory(x);
    }
    xmlSetStructuredErrorFunc(context, handler);
    return x->code;
}
