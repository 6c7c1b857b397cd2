# modus_library(NAME SOURCES ...): the library of one folder, modus_NAME, alias modus::NAME.
# Warnings are errors in our own code. Link lines stay with the caller: they are the architecture.
find_program(MODUS_MOLD mold)

function(modus_warnings target)
  # -Wno-restrict: g++ 12 reports std::string operations falsely (its bug 105651).
  # -Wno-subobject-linkage: in a unity build g++ takes a .cpp for a header.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
                         -Woverloaded-virtual -Wconversion -Wno-sign-conversion -Wno-restrict
                         -Wno-subobject-linkage
                         -Werror)
  if(MODUS_MOLD)
    target_link_options(${target} PRIVATE -fuse-ld=mold)
  endif()
endfunction()

function(modus_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES" ${ARGN})
  add_library(modus_${name} STATIC ${ARG_SOURCES})
  add_library(modus::${name} ALIAS modus_${name})
  set_target_properties(modus_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(modus_${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/modus>)
  target_compile_features(modus_${name} PUBLIC cxx_std_20)
  target_compile_features(modus_${name} PUBLIC cxx_std_20)
  modus_warnings(modus_${name})
endfunction()
