// Keys and values of many sequences in pages that forks share until one of them writes (Kwon et al.
// 2023, arXiv 2309.06180, section 4). Letters: L layers, G key-value heads, C head width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "neural/decoder.h"

namespace modus::neural {

inline constexpr std::size_t kPageTokens = 64;

// A page holds the keys and values of 64 tokens in every layer. Invariants: a sequence has
// ceil(length / 64) pages, more only between `extend` and `rollback`; a page is written by a
// sequence that is its only owner. One thread; but `write` and `pages` may be called for several
// sequences at the same time.
class PagedCache {
 public:
  PagedCache(std::size_t layers, std::size_t kv_heads, std::size_t head_width);

  SequenceId open();
  void close(SequenceId sequence);
  SequenceId fork(SequenceId sequence);                    // O(pages)
  void rollback(SequenceId sequence, std::size_t length);  // O(pages)
  std::size_t length(SequenceId sequence) const;

  // The sequence is longer by `tokens`, whose keys and values are to be written now. Pages that it
  // would write to and that others hold are copied first.
  void extend(SequenceId sequence, std::size_t tokens);
  // key, value: [G, C].
  void write(SequenceId sequence, std::size_t layer, std::size_t position, const float* key,
             const float* value);

  // The pages of one layer in order of position, keys by channel, each [G, C, 64], values each
  // [G, 64, C]; overwrites both lists.
  void pages(SequenceId sequence, std::size_t layer, std::vector<const float*>& keys,
             std::vector<const float*>& values) const;

  std::size_t sequences() const { return sequences_.size(); }
  std::size_t pages_in_use() const { return pages_.size() - free_.size(); }
  std::size_t page_bytes() const { return page_floats() * sizeof(float); }

 private:
  using PageId = std::uint32_t;
  struct Page {
    std::unique_ptr<float[]> floats;  // [L, 2, 64 G C]: keys, then values
    std::size_t owners = 0;
  };
  struct Sequence {
    std::vector<PageId> pages;
    std::size_t length = 0;
  };

  std::size_t plane() const { return kPageTokens * kv_heads_ * head_width_; }
  std::size_t page_floats() const { return layers_ * 2 * plane(); }
  Sequence& at(SequenceId sequence);
  const Sequence& at(SequenceId sequence) const;
  PageId take_page();
  void release(PageId page);
  void own(PageId& page);
  std::size_t layers_;
  std::size_t kv_heads_;
  std::size_t head_width_;
  std::vector<Page> pages_;
  std::vector<PageId> free_;
  std::map<SequenceId, Sequence> sequences_;
  std::uint32_t next_sequence_ = 1;
};

}  // namespace modus::neural
