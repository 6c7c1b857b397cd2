# Third-party packages. Debian's, and the Z3 wheel that tools/fetch_z3 unpacks into .deps/z3.
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
if(MODUS_NEURAL)
  pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)
  pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
endif()

find_path(GMPXX_INCLUDE gmpxx.h REQUIRED)
find_library(GMP_LIBRARY gmp REQUIRED)
find_library(GMPXX_LIBRARY gmpxx REQUIRED)
add_library(modus_gmp INTERFACE IMPORTED GLOBAL)
target_include_directories(modus_gmp SYSTEM INTERFACE ${GMPXX_INCLUDE})
target_link_libraries(modus_gmp INTERFACE ${GMPXX_LIBRARY} ${GMP_LIBRARY})

# The wheel holds no Z3Config.cmake: an imported target over its lib and include folders.
set(MODUS_Z3_ROOT "${PROJECT_SOURCE_DIR}/.deps/z3" CACHE PATH "Folder with Z3's lib and include")
find_library(Z3_LIBRARY z3 PATHS ${MODUS_Z3_ROOT}/lib NO_DEFAULT_PATH)
find_path(Z3_INCLUDE z3++.h PATHS ${MODUS_Z3_ROOT}/include NO_DEFAULT_PATH)
if(NOT Z3_LIBRARY OR NOT Z3_INCLUDE)
  message(FATAL_ERROR "Z3 was not found in ${MODUS_Z3_ROOT}: run ./dev build, which fetches it.")
endif()
add_library(modus_z3 SHARED IMPORTED GLOBAL)
set_target_properties(modus_z3 PROPERTIES IMPORTED_LOCATION ${Z3_LIBRARY}
                      INTERFACE_INCLUDE_DIRECTORIES ${Z3_INCLUDE})

# cvc5 is optional: the second opinion of --double-check.
find_library(CVC5_LIBRARY cvc5)
find_path(CVC5_INCLUDE cvc5/cvc5.h)
if(CVC5_LIBRARY AND CVC5_INCLUDE)
  set(MODUS_HAS_CVC5 ON)
endif()
