# What a compiler and linker can do against faults that somebody tries to use: position
# independent code, addresses that are fixed before the program begins, checked buffers and
# stacks. Nothing of it changes a number. Sanitizers see more than _FORTIFY_SOURCE, which hides
# calls from them; and it needs optimisation.

include(CheckCCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection -mbranch-protection=standard)
  string(MAKE_C_IDENTIFIER "POLDER_HAS${flag}" known)
  # -Werror: clang only warns of what it does not use
  set(CMAKE_REQUIRED_FLAGS -Werror)
  check_c_compiler_flag(${flag} ${known})
  unset(CMAKE_REQUIRED_FLAGS)
  if(${known})
    add_compile_options(${flag})
  endif()
endforeach()

foreach(flag -z,relro -z,now -z,noexecstack)
  string(MAKE_C_IDENTIFIER "POLDER_HAS_LINK_${flag}" known)
  check_linker_flag(C -Wl,${flag} ${known})
  if(${known})
    add_link_options(-Wl,${flag})
  endif()
endforeach()

# Level 3 is known to gcc 12, clang 9 and glibc 2.34; where it is not, there is a warning.
set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
check_c_source_compiles("#include <string.h>\nint main(void) { return (int)strlen(\"\"); }"
  POLDER_HAS_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
if(NOT POLDER_SANITIZE)
  set(fortify -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${POLDER_HAS_FORTIFY_3}>,3,2>)
  add_compile_options("$<$<NOT:$<CONFIG:Debug>>:${fortify}>")
endif()

# Where libraries are, for the built program as for the installed one. Without this CMake writes
# a path for the built one that ends in ":", to leave room, and the loader takes the empty name
# behind it for the working folder: a library planted there would run.
set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
