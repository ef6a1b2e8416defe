/* test_gml.c: what a file in GML can say about one network, as it is read. */
#include "netfile_fixture.h"

#define AB " node [ id 1 label \"A\" ] node [ id 2 label \"B\" ] "

static const dumped_t graphs[] = {
    {"graph [ directed 1" AB "edge [ source 1 target 2 weight 0.5 ] ]",
     "1 id=1 label=A\n2 id=2 label=B\n1>2 weight=0.5\n", NULL},
    /* undirected unless it says otherwise, wherever that stands */
    {"graph [" AB "edge [ source 2 target 1 ] ]", "1 id=1 label=A\n2 id=2 label=B\n2-1\n", NULL},
    {"graph [ directed 0" AB "edge [ source 2 target 1 ] ]",
     "1 id=1 label=A\n2 id=2 label=B\n2-1\n", NULL},
    {"Creator \"x [\"\nVersion 1\nother [ node [ id 7 ] ]\ngraph [\n# node [ id 8 ]\n comment "
     "\"]\" multigraph 1\n"
     "edge [ target -1 source 5 ]node[weight 2 id 5]node [ id -1 ]\ndirected 1 ]",
     "5 weight=2 id=5\n-1 id=-1\n5>-1\n", NULL},
    {"GRAPH[NODE[ID 1]NODE[ID 2]EDGE[SOURCE 1 TARGET 2]DIRECTED 1]#", "1 ID=1\n2 ID=2\n1>2\n",
     NULL},
    /* ids: a number has one form; texts will do */
    {"graph [ node [ id 007 ] node [ id +8 ] node [ id \"a b\" ] edge [ source 7 target 08 ] edge "
     "[ source \"a b\" target \"7\" ] ]",
     "7 id=007\n8 id=+8\na b id=a b\n7-8\na b-7\n", NULL},
    {"graph [ node [ id 0 ] node [ id 00.5 ] edge [ source 000 target 0.5 ] ]",
     "0 id=0\n0.5 id=00.5\n0-0.5\n", NULL},
    /* values stay as they stand there */
    {"graph [ node [ id 1 a 1. b .5e-3 c +INF d NAN e -inf f \"\" g \"1,5\" ] node [ id 2 a \"x\" "
     "] ]",
     "1 id=1 a=1. b=.5e-3 c=+INF d=NAN e=-inf f= g=1,5\n2 id=2 a=x\n", NULL},
    /* CR and CR LF, a text over two lines */
    {"graph [\r" AB "\r\nedge [ source 1\r target 2 note \"two\nlines\" ]\r]\r",
     "1 id=1 label=A\n2 id=2 label=B\n1-2 note=two\nlines\n", NULL},
    /* parallel edges, loops */
    {"graph [ multigraph 1 node [ id 1 ] edge [ source 1 target 1 key 0 ] edge [ source 1 target 1 "
     "key 1 ] ]",
     "1 id=1\n1-1 key=0\n1-1 key=1\n", NULL},
    /* lists within a node */
    {"graph [\n node [ id 1\n graphics [ x 1 deep [ s \"]\" ] y 2 ] size 3 ]\n node [ id 2 "
     "graphics [ ] ] ]",
     "1 id=1 size=3\n2 id=2\n", "3: 2 lists of nodes and edges, such as 'graphics', are left out"},
    {"graph [" AB "edge [ source 1 target 2 Line [ point [ x 1 ] point [ x 2 ] ] ] ]",
     "1 id=1 label=A\n2 id=2 label=B\n1-2\n",
     "1: 1 list of nodes and edges, such as 'Line', is left out"},
    /* groups of yEd */
    {"graph [\n node [ id 0 label \"Region\" isGroup 1 ]\n node [ id 1 gid 0 ]\n node [ id 2 gid 0 "
     "isGroup 0 ]\n edge [ source 1 target 2 ] ]",
     "1 id=1 gid=0\n2 id=2 isGroup=0 gid=0\n1-2\n",
     "2: 1 organisation is left out: a group (isGroup) without ties of its own"},
    {"graph [ node [ id 0 isGroup 1 ] node [ id 1 gid 0 ] node [ id 2 isGroup 1 ]\n"
     " edge [ source 0 target 1 ] ]",
     "0 id=0 isGroup=1\n1 id=1 gid=0\n0-1\n",
     "1: 1 group (isGroup) with ties of its own is read as an organisation"},
};

#define LABEL(text) "graph [ node [ id 1 label \"" text "\" ] ]"
#define READ(text)  "1 id=1 label=" text "\n"

static const dumped_t entities[] = {
    {LABEL("Zorg &#38; Co"), READ("Zorg & Co"), NULL},
    {LABEL("Caf&#233; &#34;De Brug&#34;"), READ("Caf\xc3\xa9 \"De Brug\""), NULL},
    {LABEL("&#xE9;&#XC9;&#x1F337;&#9;"), READ("\xc3\xa9\xc3\x89\xf0\x9f\x8c\xb7\t"), NULL},
    {LABEL("&eacute;&Eacute;&nbsp;&yuml;&szlig;"), READ("\xc3\xa9\xc3\x89\xc2\xa0\xc3\xbf\xc3\x9f"),
     NULL},
    {LABEL("&amp;&lt;&gt;&quot;&apos;&euro;&ndash;&trade;"),
     READ("&<>\"'\xe2\x82\xac\xe2\x80\x93\xe2\x84\xa2"), NULL},
    {LABEL("&amp;eacute;"), READ("&eacute;"), NULL}, /* once */
    {LABEL("&#146;&#128;"), READ("\xe2\x80\x99\xe2\x82\xac"), NULL},
    {LABEL("&#129;"), READ("\xc2\x81"), NULL},
    {LABEL("R&D; A & B &; &"), READ("R&D; A & B &; &"),
     "1: 1 entity is not known and stays as written, such as '&D;'"},
    {LABEL("&#0;&#xD800;&#x110000;&#99999999999;&#x;&#;&#12a;&Eacut;"),
     READ("&#0;&#xD800;&#x110000;&#99999999999;&#x;&#;&#12a;&Eacut;"), "8 entities are not known"},
};

CHECK_DUMPS(graphs, polder_gml_read, polder_gml_count)
CHECK_DUMPS(entities, polder_gml_read, polder_gml_count)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(graphs_test),
        cmocka_unit_test(entities_test),
    };
    return cmocka_run_group_tests_name("GML", tests, NULL, NULL);
}
