// The engine behind sorts.h: one unknown a name, argument position and variable, unified over all
// claims; dimensions of products are solved last. Internal to claims.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/sorts.h"

namespace modus::claims {

// What went wrong, at which span; the caller knows which text it lies in.
struct SortFault {
  std::string message;
  Span at;
};

class SortInference {
 public:
  SortInference() = default;
  // Names that are met and found in `known` have its sorts. known is borrowed.
  explicit SortInference(const Signature& known) : known_(&known) {}

  // Sorts that are known beforehand. Throws SortFault for a name declared twice.
  void declare(const SortDeclaration& declaration);
  void declare(const std::string& name, const Symbol& symbol);

  // Reads a formula or a term; free variables get their sort from their uses in this claim.
  // Throws SortFault.
  void add_formula(const Claim& claim);
  void add_term(const Claim& term);
  void add_definition(const std::string& name, const Claim& term);  // name and term: one sort

  // Solves the dimensions and gives what is still free its default. Throws SortFault for a clash of
  // dimensions and for an equality that nothing fixes.
  Signature solve();

  // After solve(): the sort of a free variable of the claim added last; of a term added last.
  Sort free_variable(const std::string& name) const;
  bool has_free_variable(const std::string& name) const;
  Sort last_term() const;

 private:
  using Node = std::size_t;
  enum class Kind { kUnknown, kTruth, kEntity, kNumber, kSet };
  struct Cell {
    Node parent = 0;
    Kind kind = Kind::kUnknown;
    std::optional<Dimension> dimension;  // kNumber, once known
    std::optional<Node> element;         // kSet
    bool position = false;               // an argument position: entity by default
    Span at;
    std::string label;                   // "ann", "argument 1 of kind"
  };
  struct SymbolNodes {
    std::vector<Node> arguments;
    Node result = 0;
    std::vector<bool> int_argument;
    bool is_int = false;
    bool declared = false;
  };
  struct Product {  // result = left * right^sign in dimensions
    Node result, left, right;
    int sign;
    Span at;
  };

  Node fresh(std::string label, Span at);
  Node find(Node node) const;
  void be(Node node, Kind kind, Span at);
  void be_number(Node node, const Dimension& dimension, Span at);
  void be_sort(Node node, const Sort& sort, Span at);
  void unify(Node a, Node b, Span at);
  SymbolNodes& declared(const std::string& name, const Symbol& symbol);
  SymbolNodes& symbol(const std::string& name, std::size_t arity, Span at);
  Node variable(const Claim& claim);
  void quantified(const Claim& claim);
  void formula(const Claim& claim);
  void comparison(const Claim& claim);
  Node term(const Claim& claim);
  Node applied(const Claim& claim);
  Node arithmetic(const Claim& claim);
  Node power(const Claim& claim);
  Node set(const Claim& claim);
  void solve_products();
  bool solve_product(const Product& product);
  Sort sort_at(Node node, bool is_int) const;

  const Signature* known_ = nullptr;
  std::vector<Cell> cells_;
  std::map<std::string, SymbolNodes, std::less<>> symbols_;
  std::vector<std::pair<std::string, Node>> scope_;    // bound variables, innermost last
  std::map<std::string, Node, std::less<>> free_;      // of the claim being read
  std::map<Node, bool> int_variable_;                  // met directly at an int or a real position
  std::vector<Product> products_;
  Node last_ = 0;
};

}  // namespace modus::claims
