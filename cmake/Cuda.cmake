# nvcc, where there is one of version 12 or above: MODUS_HAS_CUDA.
include(CheckLanguage)
if(NOT CMAKE_CUDA_COMPILER AND NOT DEFINED ENV{CUDACXX} AND EXISTS /usr/local/cuda/bin/nvcc)
  set(ENV{CUDACXX} /usr/local/cuda/bin/nvcc)
endif()
check_language(CUDA)
if(NOT CMAKE_CUDA_COMPILER)
  return()
endif()

# Ampere, with code that later devices translate; Hopper with all that it has.
set(CMAKE_CUDA_ARCHITECTURES 80 90a-real)
if(CMAKE_CXX_COMPILER_LAUNCHER AND NOT CMAKE_CUDA_COMPILER_LAUNCHER)
  set(CMAKE_CUDA_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
enable_language(CUDA)
# kernels links the runtime by its full path; CMake's own guess lacks the folder where it lies.
set(CMAKE_CUDA_RUNTIME_LIBRARY None)
set(CMAKE_CUDA_IMPLICIT_LINK_LIBRARIES "")
set(CMAKE_CUDA_STANDARD 17)  # CMake 3.25 knows of no later one for nvcc; the headers are content
if(CMAKE_CUDA_COMPILER_VERSION VERSION_GREATER_EQUAL 12)
  find_package(CUDAToolkit REQUIRED)
  set(MODUS_HAS_CUDA ON)
endif()
