// The published networks beside the project: all of them are read, and have parts to seed faults
// in.
#include <filesystem>

#include <gtest/gtest.h>

#include "tasks/faults/bif.h"
#include "tasks/gzip.h"
#include "tests/tasks/data_files.h"

namespace modus::tasks {
namespace {

TEST(Bif, PublishedNetworksAreRead) {
  std::size_t parts = 0;
  for (const char* name :
       {"asia.bif", "cancer.bif", "earthquake.bif", "survey.bif", "hailfinder.bif.gz",
        "hepar2.bif.gz", "water.bif.gz", "andes.bif.gz", "win95pts.bif.gz", "insurance.bif.gz"}) {
    const std::string file = data_file(std::string("bayes_nets/") + name);
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no data: " << file;
    for (const BayesNet& part : small_parts(read_bif(read_maybe_gzip(file, kMaxBifBytes), name))) {
      ++parts;
      EXPECT_LE(part.nodes.size(), kMaxNetNodes);
      for (const NetNode& node : part.nodes)
        EXPECT_EQ(node.truth.size(), std::size_t{1} << node.parents.size()) << name;
    }
  }
  EXPECT_GE(parts, 80u);
}

}  // namespace
}  // namespace modus::tasks
