# Installs into a scratch prefix, builds examples/library against it as a stranger would, and runs both
# programs. Also: README.md shows that very example.
#   cmake -DBUILD=build -DSOURCE=. -DSCRATCH=folder -P install_test.cmake
function(run expected)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE out)
  if(NOT result EQUAL 0 OR NOT out MATCHES "${expected}")
    message(FATAL_ERROR "${ARGN}\nexit ${result}, expected '${expected}' in:\n${out}")
  endif()
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
run("Installing" ${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/prefix)
# Moved, so that nothing can lean on where it was installed.
file(RENAME ${SCRATCH}/prefix ${SCRATCH}/moved)
run("verified" ${SCRATCH}/moved/bin/modus verify ${SOURCE}/examples/verify/museum)

run("" ${CMAKE_COMMAND} -G Ninja -S ${SOURCE}/examples/library -B ${SCRATCH}/example
    -DCMAKE_PREFIX_PATH=${SCRATCH}/moved -DCMAKE_CXX_FLAGS=-O0)
run("" ${CMAKE_COMMAND} --build ${SCRATCH}/example)
run("valid" ${SCRATCH}/example/example)

file(READ ${SOURCE}/examples/library/main.cpp program)
file(READ ${SOURCE}/README.md readme)
string(FIND "${readme}" "${program}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "README.md does not show examples/library/main.cpp as it is")
endif()
