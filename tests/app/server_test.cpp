// A server as the model, as a user meets it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/app/run_program.h"
#include "tests/bridge/prompted/loopback_server.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

using bridge::LoopbackServer;
using Manner = LoopbackServer::Manner;

constexpr const char* kMuseum = "Ann is kind. All kind people are patient. Is Ann patient?";

// Reads the sentence that a request ends with.
std::string reader(const std::string& request) {
  const auto ends = [&](const std::string& text) {
    return request.find("Sentence: " + text + "\"}],") != std::string::npos;
  };
  if (request.starts_with("GET ")) return bridge::http_answer(200, R"({"data":[{"id":"m"}]})");
  return bridge::chat_answer(ends("Ann is kind.")                   ? "kind(ann)"
                             : ends("All kind people are patient.") ? "kind(X) -> patient(X)"
                             : ends("Is Ann patient?")              ? "patient(ann)"
                                                                    : "?");
}

TEST(SolveByServer, ShowsStepsAndAnswer) {
  LoopbackServer server(Manner::kAnswers, reader);
  const ProgramRun run =
      run_program({"solve", "-", "--model", server.address(), "--logic", "directed"}, kMuseum, ".");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("s1  given  kind(ann)  @1"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("verified.  answer: true."), std::string::npos) << run.out;
}

TEST(SolveByServer, GivesOneJsonObject) {
  LoopbackServer server(Manner::kAnswers, reader);
  const ProgramRun run =
      run_program({"solve", "-", "--model", server.address(), "--json"}, kMuseum, ".");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const nlohmann::json json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json.at("verdict"), "verified");
  EXPECT_EQ(json.at("answer"), "true");
  EXPECT_EQ(json.at("model"), "m at " + server.address());
  EXPECT_EQ(json.at("found_by"), "search");
  EXPECT_TRUE(json.at("unread").empty());
}

// Writes what one unread sentence says.
std::string grey_reader(const std::string& request) {
  if (request.starts_with("GET ")) return bridge::http_answer(200, R"({"data":[{"id":"m"}]})");
  return bridge::chat_answer("12 + 6 = 72");
}
constexpr const char* kEggs = "So 1 + 1 = 2. A dozen boxes of six make 72 eggs.";

TEST(VerifyByServer, MarksWhatTheModelRead) {
  LoopbackServer server(Manner::kAnswers, grey_reader);
  const ProgramRun run = run_program({"verify", "-", "--model", server.address()}, kEggs, ".");
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_NE(run.out.find("sentence 2  read by model  12 + 6 = 72   possibly misread"),
            std::string::npos)
      << run.out;
  LoopbackServer again(Manner::kAnswers, grey_reader);
  const ProgramRun json =
      run_program({"verify", "-", "--model", again.address(), "--json"}, kEggs, ".");
  EXPECT_EQ(nlohmann::json::parse(json.out).at("read_by_model").size(), 1u) << json.out;
  EXPECT_EQ(nlohmann::json::parse(json.out).at("claims").size(), 1u) << json.out;
}

TEST(VerifyByServer, IsForProseAndPublicModels) {
  const ProgramRun chain = run_program({"verify", "-", "--model", "http://localhost:1/v1"},
                                       "s1  given kind(ann)\n", ".");
  EXPECT_EQ(chain.exit_code, 2);
  EXPECT_NE(chain.err.find("--model is for prose"), std::string::npos) << chain.err;
  const ProgramRun nano = run_program({"verify", "-", "--model", "nano"}, kEggs, ".");
  EXPECT_EQ(nano.exit_code, 2);
  EXPECT_NE(nano.err.find("no public language model"), std::string::npos) << nano.err;
}

TEST(SolveByServer, SaysWhatIsWrongWithAServer) {
  const ProgramRun absent =
      run_program({"solve", "-", "--model", bridge::address_of_nobody()}, kMuseum, ".");
  EXPECT_EQ(absent.exit_code, 2);
  EXPECT_NE(absent.err.find("is the server running?"), std::string::npos) << absent.err;
  LoopbackServer silent(Manner::kStaysSilent, {});
  const ProgramRun slow =
      run_program({"solve", "-", "--model", silent.address(), "--timeout", "0.1"}, kMuseum, ".");
  EXPECT_EQ(slow.exit_code, 2);
  EXPECT_NE(slow.err.find("within 0.1 s"), std::string::npos) << slow.err;
}

TEST(EvalByServer, KeepsTheRowsThatAreDone) {
  LoopbackServer server(Manner::kAnswers, reader);
  const TempFolder folder;
  const std::string rows = folder.path() / "rows.json", done = folder.path() / "done.json";
  const ProgramRun written =
      run_program({"eval", "proofwriter", rows, "--model", server.address()}, "", folder.path());
  EXPECT_EQ(written.exit_code, 2);  // no such file yet
  const nlohmann::json row = {{{"id", "r"},
                               {"context", "Ann is kind. All kind people are patient."},
                               {"question", "Is Ann patient?"},
                               {"options", {"A) True", "B) False", "C) Unknown"}},
                               {"answer", "A"}}};
  write_file(rows, row.dump());
  const std::vector<std::string> asked = {"eval",           "proofwriter", rows,     "--model",
                                          server.address(), "--mode",      "guided", "--json",
                                          "--resume",       done};
  const ProgramRun first = run_program(asked, "", folder.path());
  EXPECT_EQ(first.exit_code, 0) << first.err;
  const nlohmann::json figures = nlohmann::json::parse(first.out).at("modes").at("guided");
  EXPECT_EQ(figures.at("accuracy"), 1.0);
  EXPECT_EQ(figures.at("verified"), 1);
  const std::size_t requests = server.requests().size();
  const ProgramRun again = run_program(asked, "", folder.path());
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(server.requests().size(), requests + 1);  // which models are there
}

}  // namespace
}  // namespace modus::app
