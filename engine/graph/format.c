/* format.c: which format a network file has, and what to do with one that is not read.
 *
 * What     What the file begins with counts, then its suffix. A file that is certainly something
 *          else is named, with the way to a format that is read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "graph/netfile.h"
#include "graph/tables.h"

#define CSV        POLDER_TEXT("save it as CSV UTF-8")
#define GRAPHML    POLDER_TEXT("write it as GraphML with the program that made it")
#define UNPACK     POLDER_TEXT("unpack it first")
#define R_SUFFIXES ".rds.rdata.rda"

typedef struct {
    const char *what, *way_out;
} foreign_t;

/* ---- by the first bytes ---- */

static const struct {
    const char *bytes;
    size_t n;
    foreign_t is;
} magic[] = {
    {"\x1f\x8b", 2, {POLDER_TEXT("compressed by gzip"), POLDER_TEXT("unpack it first (gunzip)")}},
    {"BZh", 3, {POLDER_TEXT("compressed by bzip2"), POLDER_TEXT("unpack it first (bunzip2)")}},
    {"\xfd"
     "7zXZ",
     5,
     {POLDER_TEXT("compressed by xz"), POLDER_TEXT("unpack it first (unxz)")}},
    {"\x28\xb5\x2f\xfd",
     4,
     {POLDER_TEXT("compressed by zstd"), POLDER_TEXT("unpack it first (unzstd)")}},
    {"7z\xbc\xaf", 4, {POLDER_TEXT("a 7-Zip archive"), UNPACK}},
    {"Rar!", 4, {POLDER_TEXT("a RAR archive"), UNPACK}},
    {"\xd0\xcf\x11\xe0", 4, {POLDER_TEXT("an old Excel or Office file"), CSV}},
    {"\x89HDF",
     4,
     {POLDER_TEXT("HDF5, such as a result"),
      POLDER_TEXT("polder export makes GraphML of a result")}},
    {"CDF\x01", 4, {"netCDF", GRAPHML}},
    {"%PDF", 4, {"PDF", POLDER_TEXT("find the data behind it")}},
    {"{\\rtf", 5, {"RTF", POLDER_TEXT("save it as plain text")}},
    {"\x89PNG", 4, {POLDER_TEXT("a picture"), POLDER_TEXT("find the data behind it")}},
    {"SQLite format 3",
     15,
     {POLDER_TEXT("an SQLite database"), POLDER_TEXT("export the table of ties as CSV")}},
    {"PAR1", 4, {"Parquet", POLDER_TEXT("write it as CSV (pandas: to_csv)")}},
    {"RDX", 3, {POLDER_TEXT("R data"), "in R: igraph::write_graph(g, \"x.graphml\", \"graphml\")"}},
    {"RDA", 3, {POLDER_TEXT("R data"), "in R: igraph::write_graph(g, \"x.graphml\", \"graphml\")"}},
    {"$FL2", 4, {POLDER_TEXT("SPSS data"), POLDER_TEXT("save it as CSV")}},
    {"MATLAB 5.0", 10, {POLDER_TEXT("Matlab data"), POLDER_TEXT("write the matrix as CSV")}},
    {"%%MatrixMarket",
     14,
     {"Matrix Market",
      POLDER_TEXT("write a line \"source target weight\" for each tie; in Python: "
                  "nx.write_graphml(nx.from_scipy_sparse_array(scipy.io.mmread(file)), "
                  "\"x.graphml\")")}}};

/* The beginning, as it is and in small letters without zero bytes (UTF-16) and byte order mark. */
typedef struct {
    char raw[65536];
    size_t n;
    char text[65537];
    const char *first; /* of `text`, past blanks */
} beginning_t;

static bool holds(const beginning_t *b, const char *text)
{
    return memmem(b->raw, b->n, text, strlen(text)) != NULL;
}

static const foreign_t *zip(const beginning_t *b)
{
    static const foreign_t excel = {POLDER_TEXT("an Excel workbook"), CSV},
                           calc = {POLDER_TEXT("an OpenDocument spreadsheet"), CSV},
                           office = {POLDER_TEXT("an Office document"),
                                     POLDER_TEXT("save its table as CSV")},
                           other = {POLDER_TEXT("a zip archive"), UNPACK};
    if (b->n < 4 || memcmp(b->raw, "PK\x03\x04", 4) != 0) return NULL;
    if (holds(b, "xl/workbook")) return &excel;
    if (holds(b, "opendocument.spreadsheet")) return &calc;
    if (holds(b, "word/document") || holds(b, "opendocument.text")) return &office;
    return &other;
}

static const foreign_t *by_magic(const beginning_t *b)
{
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (b->n >= magic[i].n && !memcmp(b->raw, magic[i].bytes, magic[i].n)) return &magic[i].is;
    static const foreign_t pickle = {POLDER_TEXT("a Python pickle"),
                                     "nx.write_graphml(G, \"x.graphml\")"};
    const unsigned char *c = (const unsigned char *)b->raw;
    if (b->n > 2 && c[0] == 0x80 && c[1] >= 2 && c[1] <= 5) return &pickle;
    return zip(b);
}

/* ---- by the first words ---- */

/* From file->data, or from the file itself if that is not in memory. */
static int take_beginning(const polder_netfile_t *file, beginning_t *b, polder_report_t *report)
{
    size_t n = 0;
    if (file->data) {
        b->n = file->size < sizeof b->raw ? file->size : sizeof b->raw;
        memcpy(b->raw, file->data, b->n);
    } else {
        const ssize_t got = pread(file->descriptor, b->raw, sizeof b->raw, 0);
        if (got < 0)
            return polder_fail_at(report, POLDER_FILE, &file->place, "%s",
                                  polder_report_text(report, strerror(errno)));
        b->n = (size_t)got;
    }
    for (size_t i = 0; i < b->n; i++) {
        const char c = b->raw[i];
        if (c == '\0' || (i < 3 && strchr("\xef\xbb\xbf\xff\xfe", c))) continue;
        b->text[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '\r' ? '\n' : c;
    }
    b->text[n] = '\0';
    b->first = b->text + strspn(b->text, " \t\n");
    return 0;
}

static bool begins(const char *text, const char *word)
{
    return strncmp(text, word, strlen(word)) == 0;
}

static const char *past(const char *text, const char *signs)
{
    return text + strspn(text, signs);
}

static const char *next_line(const char *c)
{
    c += strcspn(c, "\n");
    return past(c, " \t\n");
}

static const foreign_t *of_xml(const beginning_t *b, polder_format_t *format)
{
    static const foreign_t gexf = {"GEXF", POLDER_TEXT("export it from Gephi as GraphML")},
                           html = {POLDER_TEXT("a web page"),
                                   POLDER_TEXT("save the table in it as CSV")},
                           excel = {POLDER_TEXT("an Excel XML workbook"), CSV},
                           xgmml = {"XGMML", POLDER_TEXT("export it from Cytoscape as GraphML")},
                           dynetml = {"DyNetML", POLDER_TEXT("export it from ORA as GraphML")},
                           svg = {POLDER_TEXT("a picture (SVG)"),
                                  POLDER_TEXT("find the data behind it")};
    static const struct {
        const char *tag;
        const foreign_t *is; /* NULL: GraphML */
    } known[] = {{"<gexf", &gexf},
                 {"<graphml", NULL},
                 {":graphml", NULL},
                 {"<!doctype html", &html},
                 {"<html", &html},
                 {"<workbook", &excel},
                 {"<dynamicnetwork", &dynetml},
                 {"<dynamicmetanetwork", &dynetml},
                 {"<svg", &svg},
                 {"xgmml", &xgmml}};
    const char *nearest = NULL;
    const foreign_t *is = NULL;
    bool graphml = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *at = strstr(b->first, known[i].tag);
        if (!at || (nearest && at > nearest)) continue;
        nearest = at;
        is = known[i].is;
        graphml = !is;
    }
    if (graphml) *format = POLDER_GRAPHML;
    return is;
}

/* "dl n=3 format=edgelist1" */
static bool is_dl(const char *c)
{
    if (!begins(c, "dl") || !strchr(" \t\n,", c[2])) return false;
    c = past(c + 2, " \t\n,");
    return begins(c, "n=") || begins(c, "n =") || begins(c, "nr") || begins(c, "nm") ||
           begins(c, "format");
}

/* "strict digraph name {", after comments. */
static bool is_dot(const char *c)
{
    while (begins(c, "//") || begins(c, "/*"))
        if (c[1] == '/') {
            c = next_line(c);
        } else {
            const char *end = strstr(c, "*/");
            if (!end) return false;
            c = past(end + 2, " \t\n");
        }
    if (begins(c, "strict")) c = past(c + 6, " \t\n");
    if (begins(c, "digraph"))
        c += 7;
    else if (begins(c, "graph"))
        c += 5;
    else
        return false;
    const size_t gap = strcspn(c, "{\n");
    return c[gap] == '{' || begins(past(c, " \t\n"), "{");
}

/* "graph [" at the beginning, after comments and keys such as Creator. */
static bool is_gml(const char *c)
{
    for (int i = 0; i < 50 && *c; i++, c = next_line(c)) {
        if (begins(c, "graph") && *past(c + 5, " \t\n") == '[') return true;
        if (!(begins(c, "#") || begins(c, "creator") || begins(c, "version") ||
              begins(c, "comment") || begins(c, "directed") || begins(c, "label")))
            return false;
    }
    return false;
}

/* "*Vertices" and its like, after comments. */
static bool is_pajek(const char *c)
{
    while (*c == '%') c = next_line(c);
    return begins(c, "*vert") || begins(c, "*network") || begins(c, "*arcs") ||
           begins(c, "*edges") || begins(c, "*matrix") || begins(c, "*partition") ||
           begins(c, "*vector");
}

static bool is_json(const char *c)
{
    if (*c != '{' && *c != '[') return false;
    const char next = *past(c + 1, " \t\n");
    return next == '"' || next == '{' || next == '[' || (*c == '{' && next == '}');
}

/* What the text is; NULL and no format: it may be a table. */
static const foreign_t *by_words(const beginning_t *b, polder_format_t *format)
{
    static const foreign_t
        dl = {POLDER_TEXT("a UCINET DL file"),
              POLDER_TEXT("export it from UCINET as Pajek, or as a matrix in CSV")},
        json = {"JSON", "in Python: "
                        "nx.write_graphml(nx.node_link_graph(json.load(open(file))), "
                        "\"x.graphml\")"},
        dot = {POLDER_TEXT("a Graphviz file (DOT)"),
               "in Python: nx.write_graphml(nx.nx_pydot.read_dot(file), "
               "\"x.graphml\")"},
        vna = {POLDER_TEXT("a NetDraw file (VNA)"), POLDER_TEXT("export it as Pajek")},
        gdf = {POLDER_TEXT("a GUESS file (GDF)"), POLDER_TEXT("export it from Gephi as GraphML")},
        lgf = {POLDER_TEXT("a LEMON file"), GRAPHML},
        two = {POLDER_TEXT("a KONECT file of a two-mode network"),
               POLDER_TEXT("project it on one of the two kinds first")};
    const char *const c = b->first;
    if (*c == '<') return of_xml(b, format);
    if (is_json(c)) return &json;
    if (is_dl(c)) return &dl;
    if (is_dot(c)) return &dot;
    if (begins(c, "*node data") || begins(c, "*tie data") || begins(c, "*node prop")) return &vna;
    if (begins(c, "nodedef>")) return &gdf;
    if (begins(c, "@nodes") || begins(c, "@arcs")) return &lgf;
    if (begins(c, "% bip")) return &two;
    if (begins(c, "% sym") || begins(c, "% asym"))
        *format = POLDER_EDGELIST;
    else if (is_pajek(c))
        *format = POLDER_PAJEK;
    else if (is_gml(c))
        *format = POLDER_GML;
    return NULL;
}

/* ---- by the suffix ---- */

static const struct {
    const char *suffix;
    polder_format_t format;
} readable[] = {
    {".graphml", POLDER_GRAPHML},   {".xml", POLDER_GRAPHML},   {".gml", POLDER_GML},
    {".net", POLDER_PAJEK},         {".paj", POLDER_PAJEK},     {".edges", POLDER_EDGELIST},
    {".edgelist", POLDER_EDGELIST}, {".ncol", POLDER_EDGELIST}, {".csv", POLDER_EDGELIST},
    {".tsv", POLDER_EDGELIST},      {".tab", POLDER_EDGELIST},  {".txt", POLDER_EDGELIST}};

static const struct {
    const char *suffixes;
    foreign_t is;
} unreadable[] = {
    {".xlsx.xlsm.xlsb.xls", {POLDER_TEXT("an Excel workbook"), CSV}},
    {".ods.numbers", {POLDER_TEXT("a spreadsheet"), CSV}},
    {".docx.doc.odt", {POLDER_TEXT("a document"), POLDER_TEXT("save its table as CSV")}},
    {".gexf.gephi", {POLDER_TEXT("a Gephi file"), POLDER_TEXT("export it from Gephi as GraphML")}},
    {".json.cyjs.jsonl", {"JSON", GRAPHML}},
    {".dot.gv", {POLDER_TEXT("a Graphviz file"), GRAPHML}},
    {".mtx.mat.npy.npz",
     {POLDER_TEXT("a file with a matrix"), POLDER_TEXT("write the matrix as CSV")}},
    {".gz.bz2.xz.zst.zip.7z.rar.tar.tgz.graphmlz", {POLDER_TEXT("a compressed file"), UNPACK}},
    {".h5.hdf5.nc",
     {POLDER_TEXT("a result, or other HDF5"),
      POLDER_TEXT("polder export makes GraphML of a result")}},
    {R_SUFFIXES,
     {POLDER_TEXT("R data"), "in R: igraph::write_graph(g, \"x.graphml\", \"graphml\")"}},
    {".pkl.pickle.gpickle", {POLDER_TEXT("a Python pickle"), "nx.write_graphml(G, \"x.graphml\")"}},
    {".sav.dta.sas7bdat.por",
     {POLDER_TEXT("a data set of a statistics program"), POLDER_TEXT("save it as CSV")}},
    {".parquet.feather", {POLDER_TEXT("a table for programs"), POLDER_TEXT("write it as CSV")}},
    {".dl.##h.##d.vna",
     {POLDER_TEXT("a UCINET file"), POLDER_TEXT("export it as Pajek, or as a matrix in CSV")}},
    {".lgl", {POLDER_TEXT("an LGL file"), POLDER_TEXT("write it as GraphML, or as an edge list")}},
    {".adjlist",
     {POLDER_TEXT("an adjacency list"), "in Python: nx.write_edgelist or nx.write_graphml"}},
    {".gdf.tgf.sif.cys.xgmml.g6.graph6.s6.leda.lgf",
     {POLDER_TEXT("a format of another program"), GRAPHML}},
    {".yaml.yml",
     {"YAML", POLDER_TEXT("a scenario stands before --network, a network file after it")}},
    {".pdf.html.htm.png.svg.jpg",
     {POLDER_TEXT("a document or picture"), POLDER_TEXT("find the data behind it")}}};

static bool in_suffixes(const char *list, const char *suffix)
{
    const size_t n = strlen(suffix);
    if (n < 2 || strchr(suffix + 1, '.')) return false;
    for (const char *c = list; (c = strcasestr(c, suffix)); c++)
        if (c[n] == '.' || c[n] == '\0') return true;
    return false;
}

static const foreign_t *by_suffix(const char *suffix, polder_format_t *format)
{
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
        if (strcasecmp(suffix, readable[i].suffix) == 0) *format = readable[i].format;
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
        if (in_suffixes(unreadable[i].suffixes, suffix)) return &unreadable[i].is;
    return NULL;
}

/* ---- together ---- */

static const char *name_of(polder_format_t format)
{
    static const char *const name[] = {[POLDER_GRAPHML] = "graphml",
                                       [POLDER_GML] = "gml",
                                       [POLDER_PAJEK] = "pajek",
                                       [POLDER_EDGELIST] = "edgelist",
                                       [POLDER_MATRIX] = "matrix"};
    return name[format];
}

static int refuse_foreign(const polder_netfile_t *file, const foreign_t *is,
                          polder_report_t *report)
{
    return polder_fail_at(report, POLDER_FORMAT, &file->place, "this is %s, which is not read: %s",
                          polder_report_text(report, is->what),
                          polder_report_text(report, is->way_out));
}

static bool is_table(polder_format_t format)
{
    return format == POLDER_EDGELIST || format == POLDER_MATRIX;
}

/* The scenario names the format; what is certainly another is refused. */
static int check_named(polder_netfile_t *file, polder_format_t content, polder_report_t *report)
{
    file->format = file->source->format;
    if (content == POLDER_BY_SUFFIX || content == file->format) return 0;
    if (is_table(content) && is_table(file->format)) return 0;
    return polder_fail_at(report, POLDER_FORMAT, &file->place,
                          "format: %s is named, but this is %s: write format: %s, or leave it out",
                          name_of(file->format), name_of(content), name_of(content));
}

int polder_format_find(polder_netfile_t *file, polder_report_t *report)
{
    static const char *const title[] = {
        [POLDER_GRAPHML] = "GraphML", [POLDER_GML] = "GML", [POLDER_PAJEK] = "Pajek"};
    polder_format_t content = POLDER_BY_SUFFIX, named = POLDER_BY_SUFFIX;
    const foreign_t *is = NULL;
    beginning_t *b = malloc(sizeof *b);
    if (!b) return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the file");
    const int code = take_beginning(file, b, report);
    if (code == 0) is = by_magic(b);
    if (code == 0 && !is) is = by_words(b, &content);
    free(b);
    if (code) return code;
    const char *slash = strrchr(file->source->path, '/');
    const char *dot = strrchr(slash ? slash : file->source->path, '.');
    const foreign_t *by_name = dot ? by_suffix(dot, &named) : NULL;
    if (is && by_name && in_suffixes(R_SUFFIXES, dot)) is = by_name; /* R compresses its data */
    if (is) return refuse_foreign(file, is, report);
    if (file->source->format != POLDER_BY_SUFFIX) return check_named(file, content, report);
    file->format = content != POLDER_BY_SUFFIX ? content : named;
    if (file->format != POLDER_BY_SUFFIX) {
        if (named != POLDER_BY_SUFFIX && named != file->format)
            polder_warn(report, &file->place, "the suffix is %s, but the text is %s and read so",
                        dot,
                        is_table(content) ? polder_report_text(report, "a table") : title[content]);
        return 0;
    }
    if (by_name) return refuse_foreign(file, by_name, report);
    return polder_fail_at(
        report, POLDER_INPUT, &file->place,
        "the suffix does not tell the format: call it .graphml, .gml, .net (Pajek), .csv, .tsv or "
        ".txt (a table of ties, or a matrix), or name the format under network in the scenario "
        "(format: graphml, gml, pajek, edgelist or matrix)");
}
