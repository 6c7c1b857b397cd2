#include "kg/symbols.h"

#include "base/error.h"

namespace modus::kg {

SymbolId SymbolTable::intern(std::string_view text) {
  if (const auto it = index_.find(text); it != index_.end()) return it->second;
  const SymbolId id(static_cast<std::uint32_t>(texts_.size()));
  index_.emplace(texts_.emplace_back(text), id);
  return id;
}

std::optional<SymbolId> SymbolTable::find(std::string_view text) const {
  const auto it = index_.find(text);
  if (it == index_.end()) return std::nullopt;
  return it->second;
}

const std::string& SymbolTable::text(SymbolId id) const {
  MODUS_CHECK(id.index() < texts_.size(), "symbol {} of {}", id.value, texts_.size());
  return texts_[id.index()];
}

}  // namespace modus::kg
