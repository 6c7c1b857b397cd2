#include "kg/symbols.h"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace modus::kg {
namespace {

TEST(SymbolTable, OneIdASpellingDenseInOrderOfFirstUse) {
  EXPECT_TRUE(rc::check("against a plain map", [](const std::vector<std::string>& texts) {
    SymbolTable table;
    std::map<std::string, std::uint32_t> model;
    for (const std::string& text : texts) {
      const auto [it, is_new] = model.try_emplace(text, static_cast<std::uint32_t>(model.size()));
      RC_ASSERT(table.find(text).has_value() == !is_new);
      RC_ASSERT(table.intern(text).value == it->second);
    }
    const SymbolTable moved = std::move(table);
    RC_ASSERT(moved.size() == model.size());
    for (const auto& [text, id] : model) {
      RC_ASSERT(moved.find(text) == SymbolId(id));
      RC_ASSERT(moved.text(SymbolId(id)) == text);
    }
  }));
}

TEST(SymbolTable, AnIdOfNobodyIsOurBug) {
  EXPECT_THROW(SymbolTable().text(SymbolId(0)), std::logic_error);
}

}  // namespace
}  // namespace modus::kg
