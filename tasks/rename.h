// A rule world in other words: its content words and names replaced one to one by invented ones.
// Who still reads it reads the sentences, not the words.
//
//   "Bob sees the bald eagle. Red things are kind."  "Is Bob kind?"
//   "Vorn plims the dask otherp. Mebul things are frish."  "Is Vorn frish?"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "tasks/generate.h"

namespace modus::tasks {

struct RenamedWorld {
  std::string context;
  std::string question;  // the request before a statement stays as it is
};

// Plurals, verb forms, articles and capitals follow. The new words are drawn from the split's, so
// that a model trained on the other one has seen none of them. nullopt where read_by_template
// cannot read the text: what are its content words is not known then. Pure in its arguments.
std::optional<RenamedWorld> rename_world(std::string_view context, std::string_view question,
                                         Split split, RandomStream random);

// The stream that `--rename SEED` takes for a text: the same words in the same text, others in
// others.
RandomStream rename_stream(std::uint64_t seed, std::string_view context);

}  // namespace modus::tasks
