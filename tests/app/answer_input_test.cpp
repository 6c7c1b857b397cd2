#include "app/answer_input.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::app {
namespace {

TEST(AnswerInput, FormIsJudgedByHowItLooks) {
  EXPECT_EQ(detect_form("{\"format\":\"modus.chain/v1\"}"), Form::kJson);
  EXPECT_EQ(detect_form("  s1  given  kind(ann)\n"), Form::kChain);
  EXPECT_EQ(detect_form("# a puzzle\nlogic directed\nask kind(ann)\n"), Form::kChain);
  EXPECT_EQ(detect_form("First, 18 + 36 = 44.\nSo each shelf gets 22.\n"), Form::kProse);
  EXPECT_EQ(detect_form("logic is what we need, names are not"), Form::kProse);
  EXPECT_EQ(detect_form("Step s1 shows that 2 + 2 = 4"), Form::kProse);
}

TEST(AnswerInput, ChainInsideAChatModelsAnswerKeepsItsLines) {
  const std::string answer =
      "Here is my chain:\n```text\ns1 given kind(ann) @1\n```\nI hope this helps.\n";
  const std::string kept = only_the_chain(answer);
  EXPECT_EQ(kept.size(), answer.size());
  EXPECT_EQ(kept.find("s1 given"), answer.find("s1 given"));
  EXPECT_EQ(kept.find("hope"), std::string::npos);
  EXPECT_EQ(kept.find('`'), std::string::npos);
}

TEST(AnswerInput, BlocksWithoutAChainStay) {
  const std::string code = "See:\n```\nint x = 1;\n```\nso 1 + 1 = 2.\n";
  EXPECT_EQ(only_the_chain(code), code);
  const std::string open = "```\ns1 given p\n";  // never closed
  EXPECT_EQ(only_the_chain(open), "   \ns1 given p\n");
}

TEST(AnswerInput, QuestionsHaveNoNumber) {
  EXPECT_EQ(sentences_of("Ann is kind. Is Ann patient? All kind people are patient."),
            (std::vector<std::string>{"Ann is kind.", "All kind people are patient."}));
}

TEST(AnswerInput, ProblemSuppliesTheTextOrMustAgree) {
  claims::Chain chain;
  attach_problem(chain, {"p.txt", "Ann is kind. Is she patient?"});
  EXPECT_EQ(chain.text, std::vector<std::string>{"Ann is kind."});
  EXPECT_NO_THROW(attach_problem(chain, {"p.txt", "Ann is kind."}));
  try {
    attach_problem(chain, {"p.txt", "Ann is rough."});
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("sentence 1"), std::string::npos);
  }
  EXPECT_THROW(attach_problem(chain, {"p.txt", "Ann is kind. Bob is not."}), Error);
}

class Folder : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(path_); }
  void TearDown() override { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() /
      ("modus_answer_input_" +
       std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(Folder, HoldsProblemAndAnswer) {
  write("problem.txt", "Ann is kind.");
  write("answer.txt", "So 1 + 1 = 2.");
  const AnswerInput prose = read_answer(path_, std::nullopt);
  EXPECT_EQ(prose.answer.text, "So 1 + 1 = 2.");
  ASSERT_TRUE(prose.problem);
  EXPECT_EQ(prose.problem->text, "Ann is kind.");
  write("answer.chain", "s1 given p");
  EXPECT_EQ(read_answer(path_, std::nullopt).answer.text, "s1 given p");
}

TEST_F(Folder, WithoutAnAnswerSaysWhatIsExpected) {
  write("problem.txt", "Ann is kind.");
  try {
    read_answer(path_, std::nullopt);
    FAIL();
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find("answer.txt"), std::string::npos);
  }
}

TEST_F(Folder, EmptyAnswerIsAnError) {
  write("answer.txt", " \n");
  EXPECT_THROW(read_answer(path_, std::nullopt), Error);
}

}  // namespace
}  // namespace modus::app
