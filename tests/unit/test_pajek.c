/* test_pajek.c: what the format of Pajek can say about one network, as it is read. */
#include "netfile_fixture.h"

#define N2  "*Vertices 2\n"
#define N3  "*Vertices 3\n1 A\n2 B\n3 C\n"
#define ABC "1 label=A\n2 label=B\n3 label=C\n"

static const dumped_t vertices[] = {
    {"*Vertices 2\n1 \"a b\" 0.5 .25 1e-1 box ic Red x_fact 2.0\n2 c\n",
     "1 label=a b x=0.5 y=.25 z=1e-1 shape=box ic=Red x_fact=2.0\n2 label=c\n", NULL},
    /* each coordinate may be left out, and stays so */
    {"*Vertices 4\n4 d 1\n2 \"b\" 1 2\n1 a 1 -2 +3.\n",
     "1 label=a x=1 y=-2 z=+3.\n2 label=b x=1 y=2\n3\n4 label=d x=1\n", NULL},
    {"*Vertices 2\n1 a nan 2\n2 b inf NaN\n", "1 label=a y=2\n2 label=b\n", NULL},
    /* parameters without coordinates or shape; a shape of one's own */
    {"*Vertices 3\n1 a ic Red\n2 \"b\" size 3\n3 c 0 0 blob size 4\n",
     "1 label=a ic=Red\n2 label=b size=3\n3 label=c size=4 x=0 y=0 shape=blob\n", NULL},
    {N2 "1 a triangle\n2 \"b\" 0.1 0.2 ellipse POLAR 0.5 90 bw 2\n",
     "1 label=a shape=triangle\n2 label=b shape=ellipse x=0.1 y=0.2 bw=2\n", NULL},
    /* networkx: all attributes are words */
    {"*vertices 2\n1 A 0.0 0.0 ellipse budget 1.5 sector care note \"two words\"\n"
     "2 \"B C\" 0.0 0.0 ellipse \"two words\" x\n*arcs\n1 2 1.0 trust high\n",
     "1 label=A x=0.0 y=0.0 shape=ellipse budget=1.5 sector=care note=two words\n"
     "2 label=B C x=0.0 y=0.0 shape=ellipse two words=x\n1>2 weight=1.0 trust=high\n",
     NULL},
    /* igraph */
    {"*Vertices 2\r\n1 \"1\" ic \"red\"\r\n2 \"2\" ic \"green\"\r\n*Edges\r\n1 2\r\n",
     "1 label=1 ic=red\n2 label=2 ic=green\n1-2 weight=1\n", NULL},
    {"*Vertices 5\n", "1\n2\n3\n4\n5\n", NULL},
    {"*vertex 2", "1\n2\n", NULL},
    {"*VERTICES 2 2\n*Edges\n1 2\n", "1\n2\n1-2 weight=1\n", NULL},
    {"* Vertices\t2e0\n", "1\n2\n", NULL},
    /* quotes and what stands in them */
    {N2 "1 \"say \\\"hi\\\" \\\\ \"\n2 \"say \"\"hi\"\"\" 0.5\n",
     "1 label=say \"hi\" \\ \n2 label=say \"hi\" x=0.5\n", NULL},
    {N2 "1 \"C:\\\" 0.5\n2 \"a\"b\"\n", "1 label=C:\\ x=0.5\n2 label=a\"b\n", NULL},
    {N2 "1 'a b' 0.5\n2 't\n", "1 label=a b x=0.5\n2 label='t\n", NULL},
    {N2 "1 \"\" 0.5\n2 \"% no comment\" % comment\n", "1 label= x=0.5\n2 label=% no comment\n",
     NULL},
    {N2 "1 \"\\\"\"\n2 \"*Edges\"\n", "1 label=\"\n2 label=*Edges\n", NULL},
    /* a label without quotes is one word */
    {"*Vertices 3\n1 A\n2 Saint John\n3 De Hoge Brug 0.5 0.5\n",
     "1 label=A\n2 label=Saint\n3 label=De\n",
     "3: 2 labels without quotes end at the first blank, such as in 'Saint John'"},
    {N2 "1 12 7\n2 7\n", "1 label=12 x=7\n2 label=7\n", NULL},
    /* what is not understood is counted */
    {N2 "1 a 1 2 3 4 box\n2 b 1 2 3 box ic\n",
     "1 label=a x=1 y=2 z=3 shape=box\n2 label=b x=1 y=2 z=3 shape=box\n",
     "2: 2 words are not understood and left out, such as '4'"},
    {N2 "1 a 0 0 box ic Red ic Blue label z\n", "1 label=a x=0 y=0 shape=box ic=Red\n2\n",
     "2: 2 words are not understood and left out, such as 'ic'"},
};

static const dumped_t ties[] = {
    /* a weight that is left out is 1, wherever */
    {N3 "*Edges\n1 2\n2 3 0.4\n3 1\n", ABC "1-2 weight=1\n2-3 weight=0.4\n3-1 weight=1\n", NULL},
    {N3 "*Arcs\n1 2 c Blue\n2 3 5 w 2 p Dots l \"a b\"\n",
     ABC "1>2 weight=1 c=Blue\n2>3 weight=5 w=2 p=Dots l=a b\n", NULL},
    {N3 "*Arcs\n1 2 -1e-3\n2 1 nan\n", ABC "1>2 weight=-1e-3\n2>1 weight=nan\n", NULL},
    /* each tie its own direction, in any order of the parts */
    {N3 "*Arcs\n1 2 0.2\n2 1 0.8\n*Edges\n2 3 0.5\n*Arcs\n3 1\n",
     ABC "1>2 weight=0.2\n2>1 weight=0.8\n2-3 weight=0.5\n3>1 weight=1\n", NULL},
    {N3 "*Edges\n2 3 0.5\n*Arcs\n1 2 0.2\n", ABC "2-3 weight=0.5\n1>2 weight=0.2\n", NULL},
    {N3 "*Arcslist\n1 2 3\n2\n*Edgeslist\n2 3\n", ABC "1>2 weight=1\n1>3 weight=1\n2-3 weight=1\n",
     NULL},
    {N3 "*arclist\n1 -2 3\n*edgelist\n2 -3\n", ABC "1>2 weight=-1\n1>3 weight=1\n2-3 weight=-1\n",
     "6: 2 ties are written with a minus sign: the weight is −1"},
    {N3 "*Matrix\n0 1.5 0\n 0.0 -0e5 1e-9\n-2 0 3\n",
     ABC "1>2 weight=1.5\n2>3 weight=1e-9\n3>1 weight=-2\n3>3 weight=3\n", NULL},
    {N3 "*Matrix\n0 1\n0\n0 0 0\n0 0\n1\n*Edges\n1 2 7\n",
     ABC "1>2 weight=1\n3>3 weight=1\n1-2 weight=7\n", NULL},
    /* one relation */
    {N3 "*Arcs :1\n1 2 0.5\n*Edges :1 \"advice\"\n2 3\n", ABC "1>2 weight=0.5\n2-3 weight=1\n",
     NULL},
    {N3 "*Arcs:1 \"advice\"\n1 2\n*Edges :2 \"money\"\n", ABC "1>2 weight=1\n", NULL},
    {N3 "*Arcs :1 \"advice\"\n*Arcs :2 \"money\"\n2: 1 2 3\n", ABC "1>2 weight=3\n", NULL},
    {N3 "*Edges\n1: 1 2 0.1\n1: 2 3 0.4\n", ABC "1-2 weight=0.1\n2-3 weight=0.4\n", NULL},
    {N3 "*Arcslist :7\n7: 1 2 3\n", ABC "1>2 weight=1\n1>3 weight=1\n", NULL},
    {"*Network a b\n*Vertices 2\n*Matrix :1 \"advice\"\n0 1\n1 0\n",
     "1\n2\n1>2 weight=1\n2>1 weight=1\n", NULL},
    {N3 "*Edges advice\n1 2\n*Arcs advice\n2 3\n*Arcs 4\n", ABC "1-2 weight=1\n2>3 weight=1\n",
     NULL},
    /* comments, empty lines, all line ends */
    {"% one\n\n/* two */\n/* three\n*Vertices 2\n/* four\n 1 zero\n*/ 1 a % five\n2 b\n/* six */ "
     "*Arcs\n"
     "1 2 % seven\n%1 2\n2 1 3 c Blue %x\n*Arcslist\n1 2 % 3\n",
     "1 label=a\n2 label=b\n1>2 weight=1\n2>1 weight=3 c=Blue\n1>2 weight=1\n", NULL},
    {"*Vertices 2\r1 a\r2 b\r\r*Arcs\r1 2\r", "1 label=a\n2 label=b\n1>2 weight=1\n", NULL},
    {" *Vertices\t2 \r\n\t1\ta\v0.5\r\n 2 b \r\n*Arcs \r\n1\t2\t3\r\n",
     "1 label=a x=0.5\n2 label=b\n1>2 weight=3\n", NULL},
    {N2 "*Edges\n1e+00 2.0 1e+05\n", "1\n2\n1-2 weight=1e+05\n", NULL},
    {N2 "*Edges\n1 2 3 4\n", "1\n2\n1-2 weight=3\n",
     "3: 1 word is not understood and left out, such as '4'"},
};

static const dumped_t projects[] = {
    {"*Network first.net\n" N3 "*Edges\n1 2 0.1\n\n*Partition type.clu\n*Vertices 3\n1\n2\n2\n"
     "*Vector C:\\data\\Size of it.vec\n*Vertices 3\n 1.5\n2e3\nnan\n",
     "1 label=A type=1 Size of it=1.5\n2 label=B type=2 Size of it=2e3\n3 label=C type=2 Size of "
     "it=nan\n1-2 weight=0.1\n",
     NULL},
    {N2 "*Partition\n1\n% one more\n2\n*vector 1. Degree / 2 of N1 (2)\n*vertices 2\n5\n6\n",
     "1 partition=1 1. Degree / 2 of N1 (2)=5\n2 partition=2 1. Degree / 2 of N1 (2)=6\n", NULL},
    {N2 "*Permutation p\n*Vertices 2\n2\n1\n*Cluster c\n*Vertices "
        "1\n1\n*Hierarchy\nanything\n*Edges\n1 2\n",
     "1\n2\n1-2 weight=1\n",
     "0: 3 permutations, clusters or hierarchies of the project are left out"},
    {N2 "*Partition of another\n*Vertices 3\n1\n2\n2\n*Vector v\n*Vertices 2\n8\n9\n",
     "1 v=8\n2 v=9\n", "2: 'of another' has 3 values for 2 organisations and is left out"},
};

CHECK_DUMPS(vertices, polder_pajek_read, polder_pajek_count)
CHECK_DUMPS(ties, polder_pajek_read, polder_pajek_count)
CHECK_DUMPS(projects, polder_pajek_read, polder_pajek_count)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vertices_test),
        cmocka_unit_test(ties_test),
        cmocka_unit_test(projects_test),
    };
    return cmocka_run_group_tests_name("Pajek", tests, NULL, NULL);
}
