// The names of imported formulas: one claim name for each name as it was spelled, in each role and
// arity, and never one for two.
//
//   TalentShows(x)  strangerThings      ->  talent_shows(X)  stranger_things
//   Cat(cat)                            ->  cat_2(cat), and a note that says so
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace modus::claims {

enum class FolRole : std::uint8_t { kPredicate, kFunction };  // a constant is a function of nothing

struct FolName {
  std::string spelling;  // as written: "GrowthCompanies’Stocks"
  FolRole role = FolRole::kPredicate;
  std::size_t arity = 0;
  std::string name;  // in the claims: growth_companies_stocks
};

// Those of one problem. A plain value: copy it to try something out.
class FolNames {
 public:
  // The claim name. A spelling that would give a name already taken gets a number behind it, and a
  // note.
  const std::string& name_of(std::string_view spelling, FolRole role, std::size_t arity);

  const std::vector<FolName>& all() const { return all_; }  // in order of first use
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  using Key = std::tuple<std::string, FolRole, std::size_t>;
  std::map<Key, std::size_t> index_;  // into all_
  std::map<std::string, std::size_t, std::less<>> owner_;
  std::vector<FolName> all_;
  std::vector<std::string> notes_;
};

}  // namespace modus::claims
