#include "kg/relation.h"

#include <algorithm>

#include "base/error.h"

namespace modus::kg {
namespace {

constexpr std::size_t kScanRows = 8;  // fewer rows are scanned faster than an index is built

std::uint64_t every_position(std::size_t arity) {
  return arity >= kIndexedPositions ? ~std::uint64_t{0} : (std::uint64_t{1} << arity) - 1;
}

}  // namespace

std::uint32_t RowIndex::hash_of(std::span<const std::uint32_t> row) const {
  std::uint64_t hash = 0x9E3779B97F4A7C15ull;
  const std::size_t end = std::min(row.size(), kIndexedPositions);
  for (std::size_t i = 0; i < end; ++i) {
    if ((positions_ >> i & 1) == 0) continue;
    hash = (hash ^ row[i]) * 0xFF51AFD7ED558CCDull;
    hash ^= hash >> 32;
  }
  return static_cast<std::uint32_t>(hash);
}

std::size_t RowIndex::slot_of(std::uint32_t hash) const {
  std::size_t slot = hash & (buckets_.size() - 1);
  while (buckets_[slot].last != kNoRow && buckets_[slot].hash != hash)
    slot = (slot + 1) & (buckets_.size() - 1);
  return slot;
}

void RowIndex::grow() {
  std::vector<Bucket> old = std::move(buckets_);
  buckets_.assign(std::max<std::size_t>(8, old.size() * 2), {});
  for (const Bucket& bucket : old)
    if (bucket.last != kNoRow) buckets_[slot_of(bucket.hash)] = bucket;
}

void RowIndex::append(std::span<const std::uint32_t> row) {
  if (2 * (used_ + 1) > buckets_.size()) grow();
  const auto number = static_cast<std::uint32_t>(next_.size());
  const std::uint32_t hash = hash_of(row);
  Bucket& bucket = buckets_[slot_of(hash)];
  if (bucket.last == kNoRow) {
    next_.push_back(number);
    ++used_;
  } else {
    next_.push_back(next_[bucket.last]);
    next_[bucket.last] = number;
  }
  bucket = {hash, number};
}

std::uint32_t RowIndex::first(std::span<const std::uint32_t> key) const {
  if (buckets_.empty()) return kNoRow;
  const std::uint32_t last = buckets_[slot_of(hash_of(key))].last;
  return last == kNoRow ? kNoRow : next_[last];
}

Relation::Relation(std::size_t arity) : arity_(arity), whole_(every_position(arity)) {}

void Relation::append(std::span<const std::uint32_t> values, FactId fact) {
  MODUS_CHECK(values.size() == arity_, "{} values for arity {}", values.size(), arity_);
  values_.insert(values_.end(), values.begin(), values.end());
  facts_.push_back(fact);
  whole_.append(values);
  for (const auto& index : indices_) index->append(values);
}

void Relation::prefetch(std::span<const std::uint32_t> values) const {
  whole_.prefetch(values);
  for (const auto& index : indices_) index->prefetch(values);
}

void Relation::truncate(std::size_t rows) {
  if (rows >= size()) return;
  values_.resize(rows * arity_);
  facts_.resize(rows);
  indices_.clear();
  whole_ = RowIndex(whole_.positions());
  for (std::size_t i = 0; i < rows; ++i) whole_.append(row(i));
}

std::optional<std::size_t> Relation::find(std::span<const std::uint32_t> values) const {
  for (std::uint32_t i = whole_.first(values); i != kNoRow; i = whole_.next(i))
    if (std::equal(values.begin(), values.end(), row(i).begin())) return i;
  return std::nullopt;
}

const RowIndex* Relation::index_on(std::uint64_t positions) {
  if (positions == 0 || size() <= kScanRows) return nullptr;
  if (positions == whole_.positions()) return &whole_;
  for (const auto& index : indices_)
    if (index->positions() == positions) return index.get();
  auto index = std::make_unique<RowIndex>(positions);
  for (std::size_t i = 0; i < size(); ++i) index->append(row(i));
  indices_.push_back(std::move(index));
  return indices_.back().get();
}

}  // namespace modus::kg
