/* fingerprint.h: what makes the numbers of a run.
 *
 * What     The fingerprint of the code (kernel/code.h), and with it that of the plug-ins that were
 *          added (kernel/registry.h): 16 hexadecimal digits. It belongs to the identity of a
 *          result.
 * Threads  safe; the text belongs to the thread, until it asks again.
 */
#ifndef POLDER_EXPERIMENT_FINGERPRINT_H
#define POLDER_EXPERIMENT_FINGERPRINT_H

const char *polder_fingerprint(void);

#endif
