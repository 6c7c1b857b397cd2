// Hugging Face `tokenizers` gives our ids from our file, and we give its ids from the files of
// public checkpoints; `transformers`, `peft` and we have the same logits. Skips where Python has no such
// package; MODUS_PYTHON names another interpreter.
#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "base/random.h"
#include "neural/tokenizer.h"
#include "tests/neural/random_model.h"

#include <sys/wait.h>

#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

std::string row_of(const Tokenizer& tokenizer, const std::vector<Piece>& pieces) {
  std::string hex;
  for (const char c : with_marked_joints(pieces))
    hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return fmt::format("{}\t{}\n", fmt::join(tokenizer.encode(pieces), " "), hex);
}

// A script of tools/ that compares us with a package of Python's.
void compare(const std::string& script, const std::string& arguments) {
  const char* const python = std::getenv("MODUS_PYTHON");
  const int status = std::system(fmt::format("{} {}/tools/{} {}", python ? python : "python3",
                                             source_folder(), script, arguments)
                                     .c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127)
    GTEST_SKIP() << "needs Python with the packages of tools/" << script << "";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(HuggingFace, GivesTheSameIds) {
  const Tokenizer tokenizer = random_tokenizer(2000,
                                               {"<pad>", "<q>", "+s", "+es", "+ies", "'s", "_", "^",
                                                "0", "1", "s1", "@1", "X", "not", "->", ";", "."},
                                               3);
  std::string rows;
  for (const char* text :
       {"", "Anne's dogs aren't 1,200.5 km/h; x^2!", "\u00c9t\u00e9 \u65e5\u672c"})
    rows += row_of(tokenizer, normalise_text(text));
  for (const char* chain : {"s1 given @1 old_bear X and not in_ X -> a__b 10 ;", "\"a  b_ c\" 5 0"})
    rows += row_of(tokenizer, split_chain(chain));
  RandomStream random(4);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::int64_t n = random.between(1, 60); n > 0; --n)
      text += "aaeeiioubcdklmnprstvz  .,'-_^/+s109"[random.below(35)];
    rows += row_of(tokenizer, i % 2 == 0 ? normalise_text(text) : split_chain(text));
  }
  const std::string json = in_temp("tokenizer.json"), lines = in_temp("rows.txt");
  tokenizer.save(json);
  write_file(lines, rows);
  compare("compare_tokenizer", fmt::format("own {} {}", json, lines));
}

// Thousands of lines in a second or two; the millions are a run of the script by hand.
TEST(HuggingFace, HasItsIdsGivenForPublicFamilies) {
  compare("compare_tokenizer",
          fmt::format("public {} 1000 {}/tools/compare_tokenizer {}/ARCHITECTURE.md {}/README.md",
                      MODUS_TOKENIZE_ROWS, source_folder(), source_folder(), source_folder()));
}

TEST(HuggingFace, HasTheLogitsOfTransformersForEachLayout) {
  compare("compare_layouts", fmt::format("{} --seeds 1", MODUS_NEXT_TOKENS));
}

TEST(HuggingFace, HasTheLogitsOfPeftBesideEachAdapter) {
  compare("compare_adapters", fmt::format("{} --seeds 1", MODUS_NEXT_TOKENS));
}

}  // namespace
}  // namespace modus::neural
