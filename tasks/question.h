// What is asked, without the words around it. Generator and readers of data sets use this one
// function, so that a question looks the same wherever it comes from.
#pragma once

#include <string>
#include <string_view>

namespace modus::tasks {

//   "Is Ann patient?"                                                "Is Ann patient?"
//   "Is the following statement true, false, or unknown? Ann is calm."   "Ann is calm."
//   "True or false: Ann is calm."                                    "Ann is calm."
//
// Everything up to the sign (`?` or `:`) of a request that speaks of true and false is dropped; a
// request with nothing behind it stays. White space at both ends goes. Pure, linear.
std::string plain_question(std::string_view written);

// Does this sentence ask whether something else is true or false?
bool asks_true_or_false(std::string_view sentence);

}  // namespace modus::tasks
