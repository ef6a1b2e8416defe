/* html_style.h: how the pages of html.h look. */
#ifndef POLDER_HTML_STYLE_H
#define POLDER_HTML_STYLE_H

extern const char polder_html_style[];

#endif
