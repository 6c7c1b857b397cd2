// Instructions that make a chat model answer as a chain, to paste into `modus verify`.
#pragma once

#include <string>
#include <string_view>

namespace modus::app {

// The instructions alone: the rules of the language, the kinds of step, one example for logic and
// one for numbers. The examples verify.
std::string chain_instructions();

// The chain that the instructions show for a puzzle and for a word problem, with their texts.
std::string_view logic_example();
std::string_view number_example();

// Instructions, then the problem's sentences with their numbers and its question.
std::string prompt_for(std::string_view problem);

}  // namespace modus::app
