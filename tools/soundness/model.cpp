#include "tools/soundness/model.h"

#include <algorithm>

namespace modus::soundness {
namespace {

template <typename Symbols>
std::optional<std::size_t> index_of(const Symbols& symbols, std::string_view name) {
  for (std::size_t i = 0; i < symbols.size(); ++i)
    if (symbols[i].name == name) return i;
  return std::nullopt;
}

// The choices that fix one model, as digits of a mixed-radix number: enumerating is counting.
class Choices {
 public:
  Choices(const World& world, std::size_t size) : world_(world), size_(size) {
    for (const Fraction& value : world.values)
      if (value.is_whole()) whole_.push_back(value);
    bases_.insert(bases_.end(), world.things.size(), size);
    for (const World::Predicate& p : world.predicates)
      bases_.insert(bases_.end(), p.arity == 0 ? 1 : p.arity == 1 ? size : size * size, 2);
    for (const World::Function& f : world.functions)
      bases_.insert(bases_.end(), size, f.to_entity ? size : values_of(f.kind).size());
    for (const World::Number& n : world.numbers) bases_.push_back(values_of(n.kind).size());
  }

  // How many models there are, at most `limit` + 1.
  std::size_t count(std::size_t limit) const {
    std::size_t product = 1;
    for (const std::size_t base : bases_) {
      product *= base;
      if (product > limit) return limit + 1;
    }
    return product;
  }

  Model numbered(std::size_t number) const {
    std::vector<std::size_t> digits;
    std::size_t left = number;
    for (const std::size_t base : bases_) {
      digits.push_back(left % base);
      left /= base;
    }
    Model model = model_of(digits);
    model.opinion = number;
    return model;
  }

  Model drawn(RandomStream& random) const {
    std::vector<std::size_t> digits;
    for (const std::size_t base : bases_)
      digits.push_back(random.below(static_cast<std::uint32_t>(base)));
    Model model = model_of(digits);
    model.opinion = random.next();
    return model;
  }

 private:
  const std::vector<Fraction>& values_of(NumberKind kind) const {
    if (kind == NumberKind::kDate) return world_.days;
    return kind == NumberKind::kInt ? whole_ : world_.values;
  }

  Model model_of(const std::vector<std::size_t>& digits) const {
    std::size_t at = 0;
    Model model;
    model.size = size_;
    for (std::size_t i = 0; i < world_.things.size(); ++i) model.things.push_back(digits[at++]);
    for (const World::Predicate& p : world_.predicates) {
      std::uint32_t bits = 0;
      const std::size_t rows = p.arity >= 1 ? size_ : 1;
      const std::size_t columns = p.arity == 2 ? size_ : 1;
      for (std::size_t a = 0; a < rows; ++a)
        for (std::size_t b = 0; b < columns; ++b)
          if (digits[at++] != 0) bits |= 1u << (p.arity == 2 ? a * kMaxThings + b : a);
      model.predicates.push_back(bits);
    }
    for (const World::Function& f : world_.functions) {
      std::array<std::size_t, kMaxThings> things{};
      std::array<Fraction, kMaxThings> numbers{};
      for (std::size_t a = 0; a < size_; ++a) {
        if (f.to_entity) {
          things[a] = digits[at++];
        } else {
          numbers[a] = values_of(f.kind)[digits[at++]];
        }
      }
      model.entity_functions.push_back(things);
      model.number_functions.push_back(numbers);
    }
    for (const World::Number& n : world_.numbers)
      model.numbers.emplace_back(values_of(n.kind)[digits[at++]]);
    return model;
  }

  const World& world_;
  std::size_t size_;
  std::vector<Fraction> whole_;
  std::vector<std::size_t> bases_;
};

}  // namespace

bool World::has_dates() const {
  return std::any_of(numbers.begin(), numbers.end(),
                     [](const Number& n) { return n.kind == NumberKind::kDate; });
}
std::optional<std::size_t> World::thing(std::string_view name) const {
  const auto found = std::find(things.begin(), things.end(), name);
  if (found == things.end()) return std::nullopt;
  return static_cast<std::size_t>(found - things.begin());
}
std::optional<std::size_t> World::predicate(std::string_view name) const {
  return index_of(predicates, name);
}
std::optional<std::size_t> World::function(std::string_view name) const {
  return index_of(functions, name);
}
std::optional<std::size_t> World::number(std::string_view name) const {
  return index_of(numbers, name);
}

Models models_of(const World& world, std::size_t limit, RandomStream random) {
  Models models;
  models.complete = true;
  for (std::size_t size = 1; size <= kMaxThings; ++size) {
    const Choices choices(world, size);
    const std::size_t share = size == kMaxThings ? limit - std::min(limit, models.all.size())
                                                 : limit / (kMaxThings + 1 - size);
    const std::size_t count = choices.count(share);
    if (count <= share) {
      for (std::size_t i = 0; i < count; ++i) models.all.push_back(choices.numbered(i));
    } else {
      models.complete = false;
      for (std::size_t i = 0; i < share; ++i) models.all.push_back(choices.drawn(random));
    }
  }
  return models;
}

}  // namespace modus::soundness
