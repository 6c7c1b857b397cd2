// Interned strings: one id a spelling, ids dense from 0 in order of first use. Not thread-safe.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ids.h"

namespace modus::kg {

using SymbolId = StrongId<struct SymbolTag>;

class SymbolTable {
 public:
  SymbolTable() = default;
  SymbolTable(SymbolTable&&) = default;
  SymbolTable& operator=(SymbolTable&&) = default;
  SymbolTable(const SymbolTable&) = delete;  // the index points into texts_
  SymbolTable& operator=(const SymbolTable&) = delete;

  SymbolId intern(std::string_view text);
  std::optional<SymbolId> find(std::string_view text) const;
  const std::string& text(SymbolId id) const;  // checked
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // stable addresses: the index's keys point into it
  std::unordered_map<std::string_view, SymbolId> index_;
};

}  // namespace modus::kg
