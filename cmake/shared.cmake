# The library once more as a shared one, for programs that want it so and for other languages. It is
# made of the same objects, and shows what polder.map.in lists.
if(POLDER_SANITIZE OR POLDER_COVERAGE OR APPLE OR WIN32)
  return() # what is instrumented wants the program to bring its own library
endif()

file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/shared.c CONTENT "/* All of the shared library comes from the static one. */\n")
configure_file(cmake/polder.map.in ${CMAKE_BINARY_DIR}/polder.map @ONLY)
add_library(polder_shared SHARED ${CMAKE_BINARY_DIR}/shared.c)
set_target_properties(polder_shared PROPERTIES OUTPUT_NAME polder EXPORT_NAME shared
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LINK_DEPENDS ${CMAKE_BINARY_DIR}/polder.map)
target_include_directories(polder_shared INTERFACE
  $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/engine> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/polder>)
target_link_libraries(polder_shared PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,polder_library>)
target_link_options(polder_shared PRIVATE
  LINKER:--version-script=${CMAKE_BINARY_DIR}/polder.map LINKER:--no-undefined)
install(TARGETS polder_shared EXPORT polder-shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
