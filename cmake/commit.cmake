# Writes OUT (kernel/code.h: polder_code_commit, polder_code_year), with the commit that is checked out in SOURCE. Run at
# every build; the file changes only when the commit does, so nothing is compiled for nothing.
set(commit "unknown")
set(year "")
# The project itself must be the repository: a copy inside another one has no commit of its own.
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=*
    OUTPUT_VARIABLE said RESULT_VARIABLE failed ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed AND said MATCHES "^[0-9a-f]+(-dirty)?$")
    set(commit ${said})
    execute_process(COMMAND ${GIT} -C ${SOURCE} log -1 --format=%cs
      OUTPUT_VARIABLE said ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(said MATCHES "^([0-9][0-9][0-9][0-9])-")
      set(year ${CMAKE_MATCH_1})
    endif()
  endif()
endif()
set(text "/* Written by commit.cmake. */
#include \"kernel/code.h\"

const char *polder_code_commit(void)
{
    return \"${commit}\";
}

const char *polder_code_year(void)
{
    return \"${year}\";
}
")
set(before "")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT before STREQUAL text)
  file(WRITE ${OUT} "${text}")
endif()
