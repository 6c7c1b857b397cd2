// A grammar beside a slow judge of texts.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "bridge/text_guide/stacks.h"
#include "tests/bridge/text_guide/claim_recogniser.h"

namespace modus::bridge {

inline constexpr std::string_view kComparedBytes =
    "abcdefghijklmnopqrstuvwxyzAEPXY0123456789_ ()[]{},.:;=<>!~+-*/^%&|\"@#\n\t\x80";

// Every byte behind every beginning of a drawn text. Returns how many beginnings were compared.
template <typename Judge>
std::size_t compare(const TextGrammar& grammar, const std::string& text, Judge judge) {
  std::size_t compared = 0;
  Stacks now, next;
  now.begin(grammar);
  for (std::size_t length = 0; length <= text.size(); ++length) {
    for (const char byte : kComparedBytes) {
      next.advance(grammar, now, static_cast<std::uint8_t>(byte));
      const std::string longer = text.substr(0, length) + byte;
      const ClaimRecogniser::Verdict expected = judge(longer);
      EXPECT_EQ(next.alive(), expected.begins) << longer;
      EXPECT_EQ(next.ends(), expected.whole) << longer;
      ++compared;
    }
    if (length == text.size() || ::testing::Test::HasFailure()) break;
    next.advance(grammar, now, static_cast<std::uint8_t>(text[length]));
    std::swap(now, next);
  }
  return compared;
}

}  // namespace modus::bridge
