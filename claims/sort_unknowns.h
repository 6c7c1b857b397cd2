// The unknown sorts of an inference: unified in pairs, fixed by uses, their dimensions solved from
// products. Knows nothing of claims or signatures. Internal to claims.
//
//   distance = speed * time, distance in km, time in h     ->   speed is length/time
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "claims/sorts.h"

namespace modus::claims {

// What went wrong, at which span; the caller knows which text it lies in.
struct SortFault {
  std::string message;
  Span at;
};

class SortUnknowns {
 public:
  using Id = std::size_t;
  enum class Kind { kOpen, kTruth, kEntity, kNumber, kSet, kRandom };

  // `label` for messages: "ann"; `argument`: counted from 1, "argument 1 of kind".
  Id fresh(std::string label, Span at, std::size_t argument = 0);

  // Each throws SortFault with both readings where the unknown is something else already.
  void be(Id id, Kind kind, Span at);
  void be_number(Id id, const Dimension& dimension, Span at);
  void be_sort(Id id, const Sort& sort, Span at);
  void be_set_of(Id set, Id element, Span at);
  void be_product(Id result, Id left, Id right, int power_of_right, Span at);  // numbers all three
  void unify(Id a, Id b, Span at);

  void prefer_entity(Id id);  // an entity where nothing else fixes it
  void prefer_truth(Id id);   // else true or false: a node of a graph

  // Solves the dimensions; what no unit reaches becomes a plain number, and preferences are
  // granted. Throws SortFault for a clash of dimensions and a set of neither entities nor plain
  // numbers.
  void solve();

  // After solve().
  enum class Numbers { kReal, kInt };  // of a plain number or of a set's elements: declared whole?
  Sort sort(Id id, Numbers numbers) const;
  bool is_open(Id id) const { return cells_[root(id)].kind == Kind::kOpen; }
  Span first_use(Id id) const { return cells_[id].at; }
  // A product that has a unit somewhere and two factors whose units nothing fixes.
  const std::optional<SortFault>& open_unit() const { return open_unit_; }

 private:
  struct Cell {
    Id parent = 0;
    std::size_t size = 1;  // of the tree below a root
    Kind kind = Kind::kOpen;
    std::optional<Dimension> dimension;  // kNumber, once known
    std::optional<Id> element;           // kSet
    bool prefers_entity = false;
    bool prefers_truth = false;
    Span at;
    std::string label;
    std::size_t argument = 0;

    std::string name() const;
  };
  struct Product {  // result = left * right^power in dimensions, power not 0
    Id result, left, right;
    int power;
    Span at;
  };

  Id root(Id id) const;
  const std::optional<Dimension>& dimension(Id id) const { return cells_[root(id)].dimension; }
  void require_one_sort(Id a, Id b, Span at) const;
  bool advance(const Product& product);
  bool is_settled(const Product& product) const;
  void note_open_unit(const Product& product);
  void check_elements() const;

  std::vector<Cell> cells_;
  std::vector<Product> products_;  // after solve(): those whose factors are open
  std::optional<SortFault> open_unit_;
};

}  // namespace modus::claims
