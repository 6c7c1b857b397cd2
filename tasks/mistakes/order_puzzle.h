// Objects in a fixed order and what is said about it: BIG-bench's logical deduction.
//
//   - The owl is to the left of the crow.  - The hawk is the second from the right.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modus::tasks {

// Places count from the low end: left, oldest, cheapest, last are 0.
struct OrderStatement {
  std::size_t object = 0;
  std::optional<std::size_t> before;  // object stands below this one
  std::size_t place = 0;              // where `before` is not set: object stands here
  bool operator==(const OrderStatement&) const = default;
};

inline constexpr std::size_t kMaxOrderedObjects = 8;  // all orders are looked at

using Places = std::vector<std::size_t>;  // of each object

class OrderPuzzle {
 public:
  // nullopt: no puzzle of this kind, or more than kMaxOrderedObjects objects.
  static std::optional<OrderPuzzle> read(std::string_view input);

  const std::vector<std::string>& objects() const { return objects_; }  // "black book", "owl"
  const std::vector<OrderStatement>& statements() const { return statements_; }
  // "(C) The falcon is the rightmost."
  std::optional<OrderStatement> option(std::string_view letter) const;

  // The one object that the words name, "the falcon" or "falcons"; nullopt: none or several.
  std::optional<std::size_t> object(std::string_view words) const;
  // "The owl is to the left of the crow", "Eli finished second". nullopt: not of this kind.
  std::optional<OrderStatement> statement(std::string_view sentence) const;
  // "second from the right", "third-cheapest", "second-to-last".
  std::optional<std::size_t> place(std::string_view words) const;

  // All orders of the objects, and those of them in which a statement holds.
  std::vector<Places> orders() const;

 private:
  std::vector<std::string> objects_;
  std::vector<OrderStatement> statements_;
  std::vector<std::pair<std::string, std::string>> options_;
};

bool holds(const OrderStatement& statement, const Places& places);

}  // namespace modus::tasks
