// A rule's message: text with placeholders in curly brackets.
//
//   "{S} reads {R} backwards: {Q} does not give {P}"
//     ->  "s3 reads s1 backwards: nice(ann) does not give kind(ann)"
//
// A placeholder is a variable of the match, a claim pattern over such (`{Q -> P}`), or what the
// test or kernel found out: {value}, {reason}.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace modus::rules {

struct Placeholder {
  std::string_view text;   // between the brackets
  std::size_t offset = 0;  // of the opening bracket in the message
};

// In order. Throws ParseError (source "message") for a bracket without its partner.
std::vector<Placeholder> placeholders(std::string_view message);

// The message with its placeholders filled in: steps as "s3", "the question" or "the answer",
// claims in canonical print. found: "value" -> "54".
std::string render(const Match& match, const std::map<std::string, std::string>& found);

}  // namespace modus::rules
