#include "tasks/rename.h"

#include <string>

#include <gtest/gtest.h>

#include "claims/print.h"
#include "tasks/template_reader.h"

namespace modus::tasks {
namespace {

const char* const kContext =
    "Milo sees the grey heron. The grey heron does not see Milo. Milo is an impus. Impuses are "
    "gorpuses. If something watches the grey heron and it is not glad then it is a gorpus.";
const char* const kQuestion = "Is the following statement true or false? Milo is not a gorpus.";

RenamedWorld renamed(std::uint64_t seed) {
  return rename_world(kContext, kQuestion, Split::kHeldOut, rename_stream(seed, kContext)).value();
}

// The claims with every name replaced by the number of its first occurrence.
std::string shape_of(const std::string& text) {
  const TemplateReading reading = read_by_template(text);
  if (!reading.chain) return "unread: " + reading.unread;
  std::string shape;
  std::map<std::string, std::size_t> numbers;
  for (const claims::Step& step : reading.chain->steps) {
    std::string word;
    for (const char c : claims::print(step.claim) + " ") {
      if ((c >= 'a' && c <= 'z') || c == '_') {
        word += c;
        continue;
      }
      if (word == "not" || word == "and")
        shape += word;
      else if (!word.empty())
        shape += std::to_string(numbers.emplace(word, numbers.size()).first->second);
      word.clear();
      shape += c;
    }
  }
  return shape;
}

TEST(RenameWorld, TheClaimsAreTheSameUpToNames) {
  const std::string before = shape_of(std::string(kContext) + " " + kQuestion);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RenamedWorld world = renamed(seed);
    EXPECT_EQ(shape_of(world.context + " " + world.question), before) << world.context;
  }
}

TEST(RenameWorld, NoContentWordStays) {
  const RenamedWorld world = renamed(7);
  for (const char* word : {"Milo", "see", "grey", "heron", "mpus", "orpus", "watch", "glad"}) {
    EXPECT_EQ(world.context.find(word), std::string::npos) << world.context;
    EXPECT_EQ(world.question.find(word), std::string::npos) << world.question;
  }
  EXPECT_TRUE(world.question.starts_with("Is the following statement true or false? "));
}

TEST(RenameWorld, CapitalsAndArticlesFollow) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::string text = renamed(seed).context;
    EXPECT_TRUE(text[0] >= 'A' && text[0] <= 'Z') << text;
    for (std::size_t at = text.find(" a "); at != std::string::npos; at = text.find(" a ", at + 1))
      EXPECT_EQ(std::string_view("aeiou").find(text[at + 3]), std::string_view::npos) << text;
    for (std::size_t at = text.find(" an "); at != std::string::npos;
         at = text.find(" an ", at + 1))
      EXPECT_NE(std::string_view("aeiou").find(text[at + 4]), std::string_view::npos) << text;
  }
}

TEST(RenameWorld, IsAFunctionOfSeedAndText) {
  EXPECT_EQ(renamed(7).context, renamed(7).context);
  EXPECT_NE(renamed(7).context, renamed(8).context);
  EXPECT_FALSE(
      rename_world("Milo may be glad.", "Is Milo glad?", Split::kHeldOut, RandomStream(1)));
}

}  // namespace
}  // namespace modus::tasks
