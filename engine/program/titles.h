/* titles.h: what ready interventions are called on screens (analysis/arm_names.h). */
#ifndef POLDER_PROGRAM_TITLES_H
#define POLDER_PROGRAM_TITLES_H

/* From now on results name their arms by the interventions that polder list finds. */
void polder_cli_titles(void);

#endif
