// Many chains at a time: the same verdicts whatever the workers, the order and the company.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"
#include "rules/library.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

std::vector<claims::Chain> chains() {
  std::vector<claims::Chain> all;
  for (const char* text :
       {"s1 given kind(ann)\ns2 given kind(X) -> nice(X)\ns3 have nice(ann) by s1 s2\n",
        "s1 given q(ann)\ns2 given p(X) -> q(X)\ns3 have p(ann) by s1 s2\n",
        "s1 given x = 3\ns2 have x * x = 9 by s1\ns3 have x * x = 10 by s1\n",
        "s1 let x\ns2 given x > 2\ns3 have x * x > 4 by s2\ns4 have x > 3 by s2\n",
        "logic directed\ns1 given p(ann)\ns2 given p(X) -> q(X)\ns3 have q(ann) by s1 s2\n",
        "sort n: int\ns1 given n > 1\ns2 given n < 3\ns3 have n = 2 by s1 s2\n",
        "s1 given p or q\ns2 given not p\ns3 have q by s1 s2\ns4 have r by s3\n",
        "s1 given p\ns2 given not p\ns3 have q by s1 s2\n",
        "s1 given a < b\ns2 given b < c\ns3 have a < c by s1 s2\ns4 have c < a by s1 s2\n",
        "s1 have 2^10 = 1024\ns2 have 1 / 0 = 1\n"})
    all.push_back(claims::parse_chain(text, "batch"));
  return all;
}

std::vector<std::string> checked(const std::vector<claims::Chain>& batch, int workers) {
  static const rules::Library library = rules::Library::shipped();
  CheckOptions options;
  options.library = &library;
  options.workers = workers;
  std::vector<std::string> lines;
  for (const ChainResult& result : check_chains(batch, options)) lines.push_back(shown(result));
  return lines;
}

TEST(CheckerBatch, WorkersAndOrderChangeNothing) {
  const std::vector<claims::Chain> all = chains();
  const std::vector<std::string> expected = checked(all, 1);
  RandomStream random(7);
  for (int run = 0; run < 4; ++run) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    std::vector<claims::Chain> shuffled;
    for (const std::size_t i : order) shuffled.push_back(all[i]);
    const std::vector<std::string> lines = checked(shuffled, run % 2 + 1);
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(lines[i], expected[order[i]]);
  }
}

TEST(CheckerBatch, AResultThatCannotBeHadHarmsNoOther) {
  std::vector<claims::Chain> batch = chains();
  const std::vector<std::string> expected = checked(batch, 1);
  // Whether some whole numbers have these cubes is an open question.
  const claims::Chain bomb = claims::parse_chain(
      "sort x: int\nsort y: int\nsort z: int\ns1 have x^3 + y^3 + z^3 != 114\n", "bomb");
  batch.insert(batch.begin() + 3, bomb);
  for (const int workers : {1, 2}) {
    std::vector<std::string> lines = checked(batch, workers);
    EXPECT_EQ(lines[3].substr(0, 9), "undecided") << lines[3];
    lines.erase(lines.begin() + 3);
    EXPECT_EQ(lines, expected);
  }
}

}  // namespace
}  // namespace modus::symbolic
