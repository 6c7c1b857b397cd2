# LibTorch's CPU libraries as imported targets over the unpacked wheel (tools/fetch_torch). The wheel's
# own TorchConfig.cmake wants a matching CUDA toolkit even for programs that only use the CPU.
set(MODUS_TORCH_ROOT "${PROJECT_SOURCE_DIR}/.deps/torch" CACHE PATH "Folder with torch/lib and torch/include")
set(torch_lib ${MODUS_TORCH_ROOT}/torch/lib)
set(torch_cuda_lib ${MODUS_TORCH_ROOT}/nvidia/cu13/lib)
if(NOT EXISTS ${torch_lib}/libtorch_cpu.so)
  message(FATAL_ERROR "LibTorch was not found in ${MODUS_TORCH_ROOT}: run ./dev build --training, which fetches it.")
endif()

add_library(modus_c10 SHARED IMPORTED GLOBAL)
set_target_properties(modus_c10 PROPERTIES IMPORTED_LOCATION ${torch_lib}/libc10.so)
add_library(modus_torch SHARED IMPORTED GLOBAL)
set_target_properties(modus_torch PROPERTIES
  IMPORTED_LOCATION ${torch_lib}/libtorch_cpu.so
  INTERFACE_INCLUDE_DIRECTORIES
    "${MODUS_TORCH_ROOT}/torch/include;${MODUS_TORCH_ROOT}/torch/include/torch/csrc/api/include"
  INTERFACE_COMPILE_DEFINITIONS "_GLIBCXX_USE_CXX11_ABI=1"
  INTERFACE_LINK_LIBRARIES modus_c10
  INTERFACE_LINK_OPTIONS "-Wl,-rpath-link,${torch_cuda_lib}:${torch_lib}")
