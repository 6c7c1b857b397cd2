#include <gtest/gtest.h>

#include "tests/source_folder.h"

#ifdef MODUS_TEST_WITH_WORKER
#include "symbolic/worker.h"
#endif

std::string modus::source_folder() { return MODUS_SOURCE_DIR; }

int main(int argc, char** argv) {
#ifdef MODUS_TEST_WITH_WORKER
  modus::symbolic::run_worker_if_asked(argc, argv);
#endif
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
