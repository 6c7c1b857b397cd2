# ./dev install PREFIX: the program, the libraries with their headers, Z3's library, and
# modusConfig.cmake, so that find_package(modus) gives modus::symbolic and the rest.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(modus_folders base claims kg causal rules symbolic tasks)
if(MODUS_NEURAL)
  list(APPEND modus_folders kernels neural bridge)
endif()
set(modus_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/modus)
# Z3 stands in a folder of its own: a system's Z3 is of another version.
set(modus_private_libdir ${CMAKE_INSTALL_LIBDIR}/modus)

list(TRANSFORM modus_folders PREPEND modus_ OUTPUT_VARIABLE modus_targets)
install(TARGETS ${modus_targets} EXPORT modus ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set(modus_rpath "$ORIGIN/../${modus_private_libdir}")
if(MODUS_TRAINING)  # LibTorch is not installed: it stays where it was fetched
  list(APPEND modus_rpath ${torch_lib})
endif()
set_target_properties(modus PROPERTIES INSTALL_RPATH "${modus_rpath}")
install(TARGETS modus RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(folder ${modus_folders})
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder}
          DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/modus FILES_MATCHING PATTERN "*.h")
endforeach()

get_filename_component(modus_z3_dir ${Z3_LIBRARY} DIRECTORY)
file(GLOB modus_z3_soname RELATIVE ${modus_z3_dir} ${modus_z3_dir}/libz3.so.*)
install(FILES ${modus_z3_dir}/${modus_z3_soname} DESTINATION ${modus_private_libdir})

install(EXPORT modus NAMESPACE modus:: FILE modusTargets.cmake DESTINATION ${modus_package_dir})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/modusConfig.cmake.in
  ${PROJECT_BINARY_DIR}/modusConfig.cmake INSTALL_DESTINATION ${modus_package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/modusConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/modusConfig.cmake ${PROJECT_BINARY_DIR}/modusConfigVersion.cmake
        DESTINATION ${modus_package_dir})
