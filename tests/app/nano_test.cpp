// The shipped model, as a user asks it: one problem of each family that it solves.
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/app/run_program.h"

#include "tests/source_folder.h"

namespace modus::app {
namespace {

struct Asked {
  const char* family;
  const char* text;
  const char* answer;
};
void PrintTo(const Asked& asked, std::ostream* out) { *out << asked.family; }

class Nano : public testing::TestWithParam<Asked> {};

TEST_P(Nano, SolvesAndVerifies) {
  const ProgramRun run = run_program(
      {"solve", "-", "--as", "english", "--json", "--model", source_folder() + "/models/nano"},
      GetParam().text, ".");
  ASSERT_EQ(run.exit_code, 0) << run.out << run.err;
  const nlohmann::json solved = nlohmann::json::parse(run.out);
  EXPECT_EQ(solved.at("verdict"), "verified") << run.out;
  EXPECT_EQ(solved.at("answer"), GetParam().answer) << run.out;
}

INSTANTIATE_TEST_SUITE_P(
    Families, Nano,
    testing::Values(
        Asked{"rule world",
              "The mouse is kind. The mouse chases the owl. If something is kind and it chases the "
              "owl then it is brave. All brave things like the fox. The mouse does not like the "
              "fox.",
              "false"},
        Asked{"open",
              "Anne is tall. Bob is calm. If someone is calm then they are nice. Anne is nice.",
              "open"},
        Asked{"taxonomy",
              "Each lumpus is a grimpus. Grimpuses are not loud. Every grimpus is a dorpus. "
              "Dorpuses are bright. Tom is a lumpus. Tom is not loud.",
              "true"},
        Asked{"kinship",
              "Yvonne is the mother of Leo. Linda is the mother of Yvonne. If X is the mother of Y "
              "and Y is the mother of Z then X is the grandmother of Z. Linda is the grandmother "
              "of Leo.",
              "true"},
        Asked{"ordering",
              "The dog is shorter than the fox. The fox is shorter than the horse. If X is shorter "
              "than Y and Y is shorter than Z then X is shorter than Z. If X is shorter than Y "
              "then Y is not shorter than X. The horse is shorter than the dog.",
              "false"},
        Asked{"word problem",
              "Vera fills 4 boxes with eggs. Each box holds 6 eggs. Then Vera lost 5 eggs in the "
              "kitchen. How many eggs does Vera have left?",
              "19"}));

}  // namespace
}  // namespace modus::app
