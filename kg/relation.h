// The rows of one relation: all facts of one predicate, polarity and arity, as flat symbol numbers,
// with hash indices on the argument positions that joins ask for. Rows are appended in order of
// height and never change; internal to kg.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kg/datalog.h"

namespace modus::kg {

inline constexpr std::uint32_t kNoRow = static_cast<std::uint32_t>(-1);
inline constexpr std::size_t kIndexedPositions = 64;  // further ones are only compared

// Rows by the hash of their values at some positions; equal hashes form one list of ascending rows.
// Small on purpose: long chains are looked up at random, and what leaves the cache costs the most.
class RowIndex {
 public:
  // positions: bit i set: position i is part of the key (positions from kIndexedPositions on never
  // are).
  explicit RowIndex(std::uint64_t positions) : positions_(positions) {}

  std::uint64_t positions() const { return positions_; }
  void append(std::span<const std::uint32_t> row);  // the next row
  // Asks memory for what append(row) needs: many of these before many of those overlap.
  void prefetch(std::span<const std::uint32_t> row) const {
    if (!buckets_.empty()) __builtin_prefetch(&buckets_[hash_of(row) & (buckets_.size() - 1)], 1);
  }
  // First row with the hash of `key` (values at positions() count), or kNoRow. Compare it yourself.
  std::uint32_t first(std::span<const std::uint32_t> key) const;
  std::uint32_t next(std::uint32_t row) const {
    const std::uint32_t after = next_[row];
    return after > row ? after : kNoRow;
  }

 private:
  struct Bucket {
    std::uint32_t hash = 0;
    std::uint32_t last = kNoRow;  // of the list
  };
  std::uint32_t hash_of(std::span<const std::uint32_t> row) const;
  std::size_t slot_of(std::uint32_t hash) const;
  void grow();

  std::uint64_t positions_;
  std::vector<Bucket> buckets_;      // open addressing, a power of two, at most half full
  std::vector<std::uint32_t> next_;  // by row; from the last of a list back to its first
  std::size_t used_ = 0;
};

class Relation {
 public:
  explicit Relation(std::size_t arity);

  std::size_t arity() const { return arity_; }
  std::size_t size() const { return facts_.size(); }
  std::span<const std::uint32_t> row(std::size_t index) const {
    return {values_.data() + index * arity_, arity_};
  }
  FactId fact(std::size_t index) const { return facts_[index]; }

  void append(std::span<const std::uint32_t> values, FactId fact);
  void prefetch(std::span<const std::uint32_t> values) const;  // before find and append
  void truncate(std::size_t rows);                             // keeps the first `rows`
  std::optional<std::size_t> find(std::span<const std::uint32_t> values) const;

  // An index on these positions, or nullptr where scanning is as good (none bound, few rows).
  const RowIndex* index_on(std::uint64_t positions);

  // Rows [0, older_end) have a height below the level being derived from, [older_end, level_end)
  // have exactly its height. Set by closing.
  std::size_t older_end = 0;
  std::size_t level_end = 0;

 private:
  std::size_t arity_;
  std::vector<std::uint32_t> values_;
  std::vector<FactId> facts_;
  RowIndex whole_;  // on every position: identity
  std::vector<std::unique_ptr<RowIndex>> indices_;
};

}  // namespace modus::kg
