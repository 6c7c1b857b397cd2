// The vocabulary of a random chain and its small models: two or three things, a few numbers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/chain.h"
#include "tools/soundness/fraction.h"

namespace modus::soundness {

inline constexpr std::size_t kMaxThings = 3;
inline constexpr const char* kDateUnit = "jdn";  // of every date

enum class NumberKind : std::uint8_t { kInt, kReal, kDate };  // kDate: a day, counted by own_day

struct World {
  struct Predicate {
    std::string name;
    std::size_t arity = 1;  // 0, 1, 2
    bool is_set = false;    // a name of sort set[entity]: `a in box`
  };
  struct Function {  // of one entity
    std::string name;
    bool to_entity = false;
    NumberKind kind = NumberKind::kReal;
  };
  struct Number {
    std::string name;
    NumberKind kind = NumberKind::kReal;
    std::string unit;  // of every literal beside it; "" for plain numbers
  };
  std::vector<std::string> things;  // entity constants
  std::vector<Predicate> predicates;
  std::vector<Function> functions;
  std::vector<Number> numbers;
  std::vector<Fraction> values;  // what numbers may be in a model; holds whole ones
  std::vector<Fraction> days;    // what dates may be

  bool has_dates() const;
  std::optional<std::size_t> thing(std::string_view name) const;
  std::optional<std::size_t> predicate(std::string_view name) const;
  std::optional<std::size_t> function(std::string_view name) const;
  std::optional<std::size_t> number(std::string_view name) const;
};

struct Model {
  std::size_t size = 1;                   // things are 0 .. size - 1
  std::vector<std::size_t> things;        // by World::things
  std::vector<std::uint32_t> predicates;  // bit a, or a * kMaxThings + b; bit 0 for arity 0
  std::vector<std::array<std::size_t, kMaxThings>> entity_functions;
  std::vector<std::array<Fraction, kMaxThings>> number_functions;
  std::vector<std::optional<Fraction>> numbers;  // nullopt: its definition has no value
  std::uint64_t unwritten = 0;  // bit of a number whose definition has a value that is no fraction
  std::uint64_t opinion = 0;    // what is likely or possible here: oracle.h
};

// Up to `limit` models: all of them where there are no more, else drawn at random, small sizes too.
struct Models {
  std::vector<Model> all;
  bool complete = false;  // every model of these sizes over these values is there
};
Models models_of(const World& world, std::size_t limit, RandomStream random);

}  // namespace modus::soundness
