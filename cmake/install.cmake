# What `cmake --install` leaves: program, library, headers, scenarios, and how others find them.

install(TARGETS polder_library EXPORT polder-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET polder)
  install(TARGETS polder RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

# <polder/polder.h>, <polder/kernel.h> and what they include; the other headers are for the engine itself.
set(POLDER_INCLUDE ${CMAKE_INSTALL_INCLUDEDIR}/polder)
install(FILES engine/polder/polder.h engine/polder/kernel.h DESTINATION ${POLDER_INCLUDE})
install(DIRECTORY engine/kernel DESTINATION ${POLDER_INCLUDE} FILES_MATCHING PATTERN "*.h")
install(FILES engine/experiment/block.h engine/experiment/opaque.h DESTINATION ${POLDER_INCLUDE}/experiment)
install(FILES engine/words/language.h engine/words/words.h DESTINATION ${POLDER_INCLUDE}/words)
install(FILES engine/scenario/draft.h engine/scenario/open.h DESTINATION ${POLDER_INCLUDE}/scenario)
install(FILES engine/io/store.h engine/io/version.h DESTINATION ${POLDER_INCLUDE}/io)
install(FILES engine/run/run.h engine/run/session.h DESTINATION ${POLDER_INCLUDE}/run)

install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/polder)
install(FILES web/dist/lesson.html DESTINATION ${CMAKE_INSTALL_DATADIR}/polder) # beside them
install(FILES README.md CHANGELOG.md CITATION.cff LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR})

# find_package(polder), target polder::polder
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/polder)
install(EXPORT polder-targets NAMESPACE polder:: DESTINATION ${package_folder})
configure_package_config_file(cmake/polder-config.cmake.in
  ${CMAKE_BINARY_DIR}/polder-config.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/polder-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/polder-config.cmake ${CMAKE_BINARY_DIR}/polder-config-version.cmake
  DESTINATION ${package_folder})

# pkg-config polder. It names the static library, so all that needs is in Requires and Libs.
list(REMOVE_DUPLICATES HDF5_C_LIBRARIES)
file(RELATIVE_PATH POLDER_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(JOIN " " POLDER_HDF5_LIBRARIES ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})
configure_file(cmake/polder.pc.in ${CMAKE_BINARY_DIR}/polder.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/polder.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The shared library has a .pc and a set of targets of its own: polder.pc asks for the development packages
# of all that the static one needs, and who uses the shared one or writes a plug-in needs none of them.
if(TARGET polder_shared)
  install(EXPORT polder-shared NAMESPACE polder:: DESTINATION ${package_folder})
  configure_file(cmake/polder-shared.pc.in ${CMAKE_BINARY_DIR}/polder-shared.pc @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/polder-shared.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
