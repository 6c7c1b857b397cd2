// What the random chains exercised: operators, sorts, step kinds, header options, verdicts.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/verdict.h"
#include "tools/soundness/world.h"

namespace modus::soundness {

class Coverage {
 public:
  void add(const claims::Chain& chain, const symbolic::ChainResult& result);
  void add(const Coverage& other);
  void add(const std::string& group, const std::string& item, std::size_t times) {
    counts_[{group, item}] += times;
  }

  // Everything that must be met, whether it was or not: group ("operator"), item ("div"), times.
  struct Row {
    std::string group;
    std::string item;
    std::size_t count = 0;
  };
  std::vector<Row> rows() const;
  const std::map<std::pair<std::string, std::string>, std::size_t>& counts() const {
    return counts_;
  }
  double proved_share() const;  // of the have steps
  std::string table() const;

 private:
  void count(const std::string& group, const std::string& item) { ++counts_[{group, item}]; }
  void count_claim(const claims::Claim& claim);
  void count_header(const claims::Header& header);
  void count_step(const claims::Step& step);

  std::map<std::pair<std::string, std::string>, std::size_t> counts_;
};

}  // namespace modus::soundness
