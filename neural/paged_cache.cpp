#include "neural/paged_cache.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace modus::neural {
namespace {

std::size_t pages_for(std::size_t tokens) { return (tokens + kPageTokens - 1) / kPageTokens; }

}  // namespace

PagedCache::PagedCache(std::size_t layers, std::size_t kv_heads, std::size_t head_width)
    : layers_(layers), kv_heads_(kv_heads), head_width_(head_width) {}

SequenceId PagedCache::open() {
  const SequenceId id(next_sequence_++);
  sequences_.emplace(id, Sequence());
  return id;
}

void PagedCache::close(SequenceId sequence) {
  rollback(sequence, 0);
  sequences_.erase(sequence);
}

SequenceId PagedCache::fork(SequenceId sequence) {
  Sequence copy = at(sequence);
  for (const PageId page : copy.pages) ++pages_[page].owners;
  const SequenceId id(next_sequence_++);
  sequences_.emplace(id, std::move(copy));
  return id;
}

void PagedCache::rollback(SequenceId sequence, std::size_t length) {
  Sequence& s = at(sequence);
  MODUS_CHECK(length <= s.length, "rollback to {} of {} tokens", length, s.length);
  while (s.pages.size() > pages_for(length)) {
    release(s.pages.back());
    s.pages.pop_back();
  }
  s.length = length;
}

std::size_t PagedCache::length(SequenceId sequence) const { return at(sequence).length; }

void PagedCache::extend(SequenceId sequence, std::size_t tokens) {
  Sequence& s = at(sequence);
  if (tokens > 0 && s.length % kPageTokens > 0) own(s.pages.back());
  while (s.pages.size() < pages_for(s.length + tokens)) s.pages.push_back(take_page());
  s.length += tokens;
}

void PagedCache::write(SequenceId sequence, std::size_t layer, std::size_t position,
                       const float* key, const float* value) {
  Sequence& s = at(sequence);
  MODUS_CHECK(position < s.length, "position {} of {}", position, s.length);
  const std::size_t in_page = position % kPageTokens;
  float* const keys = pages_[s.pages[position / kPageTokens]].floats.get() + 2 * layer * plane();
  for (std::size_t i = 0; i < kv_heads_ * head_width_; ++i)
    keys[i * kPageTokens + in_page] = key[i];
  float* const values = keys + plane();
  for (std::size_t g = 0; g < kv_heads_; ++g)
    std::copy_n(value + g * head_width_, head_width_,
                values + (g * kPageTokens + in_page) * head_width_);
}

void PagedCache::pages(SequenceId sequence, std::size_t layer, std::vector<const float*>& keys,
                       std::vector<const float*>& values) const {
  keys.clear();
  values.clear();
  for (const PageId page : at(sequence).pages) {
    keys.push_back(pages_[page].floats.get() + 2 * layer * plane());
    values.push_back(keys.back() + plane());
  }
}

PagedCache::Sequence& PagedCache::at(SequenceId sequence) {
  return const_cast<Sequence&>(std::as_const(*this).at(sequence));
}

const PagedCache::Sequence& PagedCache::at(SequenceId sequence) const {
  const auto found = sequences_.find(sequence);
  MODUS_CHECK(found != sequences_.end(), "there is no sequence {}", sequence.value);
  return found->second;
}

PagedCache::PageId PagedCache::take_page() {
  if (free_.empty()) {
    pages_.push_back({std::make_unique<float[]>(page_floats()), 0});
    free_.push_back(static_cast<PageId>(pages_.size() - 1));
  }
  const PageId page = free_.back();
  free_.pop_back();
  pages_[page].owners = 1;
  return page;
}

void PagedCache::release(PageId page) {
  if (--pages_[page].owners == 0) free_.push_back(page);
}

// Copies a page that others hold too.
void PagedCache::own(PageId& page) {
  if (pages_[page].owners == 1) return;
  const PageId copy = take_page();
  std::copy_n(pages_[page].floats.get(), page_floats(), pages_[copy].floats.get());
  release(page);
  page = copy;
}

}  // namespace modus::neural
