#include "tasks/rule_worlds.h"

#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"
#include "tasks/prontoqa.h"
#include "tasks/proofwriter.h"
#include "tests/temp_folder.h"

namespace modus::tasks {
namespace {

EvalOptions options_for(const std::string& name, const std::string& rows) {
  const std::string path = in_temp(name);
  std::ofstream(path) << rows;
  EvalOptions options;
  options.files = {path};
  options.progress = Progress::Mode::kSilent;
  return options;
}

const char* const kWorld =
    R"("context": "Milo is glad. All glad people are wise. If someone is wise then they are not loud.",)"
    R"( "options": ["A) True", "B) False", "C) Unknown"],)";

std::string row(std::string_view id, std::string_view statement, std::string_view answer) {
  return "{" + std::string(kWorld) + R"( "id": ")" + std::string(id) +
         R"(", "question": "Is the following statement true, false, or unknown? )" +
         std::string(statement) + R"(", "answer": ")" + std::string(answer) + "\"}\n";
}

TEST(RuleWorlds, EveryKindOfAnswerHasAVerifiedChain) {
  const EvalResult result = eval_proofwriter(options_for(
      "worlds.jsonl", row("w1", "Milo is wise.", "A") + row("w2", "Milo is loud.", "B") +
                          row("w3", "Milo is tall.", "C") + row("w4", "Milo is not loud.", "A")));
  EXPECT_EQ(result.dataset, "proofwriter");
  EXPECT_EQ(result.n, 4u);
  EXPECT_EQ(result.modes.at("template").accuracy, 1.0);
  EXPECT_EQ(result.modes.at("template").verified, 4u);
  EXPECT_EQ(result.modes.at("template").verified_wrong, 0u);
  EXPECT_TRUE(result.failures.empty());
}

TEST(RuleWorlds, WrongLabelsAndUnreadTextsAreListed) {
  const std::string unread =
      R"({"context": "Milo may be glad.", "options": ["A) True", "B) False"], "id": "w2",)"
      R"( "question": "Is it true or false? Milo is glad.", "answer": "A"})";
  const EvalResult result =
      eval_prontoqa(options_for("wrong.jsonl", row("w1", "Milo is wise.", "B") + unread + "\n"));
  EXPECT_EQ(result.modes.at("template").accuracy, 0.0);
  EXPECT_EQ(result.modes.at("template").verified, 1u);
  EXPECT_EQ(result.modes.at("template").verified_wrong, 1u);
  ASSERT_EQ(result.failures.size(), 2u);
  EXPECT_EQ(result.failures[0].id, "w1");
  EXPECT_EQ(result.failures[0].reason, "label false, answer true");
  EXPECT_EQ(result.failures[1].reason, "label true, answer none; not read: Milo may be glad.");
}

TEST(RuleWorlds, RefusesWhatIsNoRowOrMode) {
  EvalOptions options = options_for("mode.jsonl", row("w1", "Milo is wise.", "A"));
  options.modes = {"neural"};
  EXPECT_THROW(eval_proofwriter(options), ConfigError);
  EXPECT_THROW(eval_proofwriter(options_for("letter.jsonl", row("w1", "Milo is wise.", "D"))),
               IoError);
}

}  // namespace
}  // namespace modus::tasks
