/* code.h: which code made a result.
 *
 * What     The fingerprint is that of the sources that make the numbers: model parts, the engine
 *          that carries them out, networks, designs, random numbers. It is the same in every
 *          build of the same code, and another one as soon as a number, a name or an operator in
 *          it changes; comments, layout and messages do not count (cmake/fingerprint.c). Results
 *          and parts of results of different fingerprints are of different experiments.
 *          The commit is what was checked out at the build: it says where to find the code.
 */
#ifndef POLDER_CODE_H
#define POLDER_CODE_H

enum { POLDER_FINGERPRINT = 17 }; /* room: 16 hexadecimal digits and a zero */

/* What random.h draws with, by the name it has in the literature. */
#define POLDER_GENERATOR "threefry4x32-13"

const char *polder_code_fingerprint(void);
/* "3085ed1a2b4c", with "-dirty" if files differed from it; "unknown" if it was not built from a
 * git repository. */
const char *polder_code_commit(void);
/* That of the commit, such as "2026"; "" if it is unknown. */
const char *polder_code_year(void);

#endif
