#include "bridge/prompted/server_model.h"

#include <utility>

#include <gtest/gtest.h>

#include "base/error.h"
#include "bridge/prompted/lexicon_gbnf.h"
#include "tests/bridge/prompted/loopback_server.h"

namespace modus::bridge {
namespace {

using Manner = LoopbackServer::Manner;

ServerOptions options_for(const std::string& address) {
  ServerOptions options{.address = address, .model = "m", .limits = {}};
  options.limits.whole_ms = 20'000;
  return options;
}

TextRequest hello() {
  TextRequest request;
  request.messages = {{neural::ChatRole::kUser, "hello"}};
  return request;
}

// What asking a server that answers like this fails with.
std::string failure_of(const std::string& http) {
  LoopbackServer server(Manner::kAnswers, [&](const std::string&) { return http; });
  ServerModel model(options_for(server.address()));
  try {
    return "no failure: " + model.write(hello()).text;
  } catch (const IoError& error) {
    return error.what();
  }
}

void expect_says(const std::string& message, const std::string& part) {
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

TEST(ServerModel, SendsTheConversationAndReadsTheReply) {
  LoopbackServer server(Manner::kAnswers,
                        [](const std::string&) { return chat_answer("kind(ann)"); });
  ServerModel model(options_for(server.address()));
  TextRequest request = hello();
  request.messages.insert(request.messages.begin(), {neural::ChatRole::kSystem, "be \"brief\"\n"});
  request.stops = {"\n\n"};
  request.max_tokens = 17;
  request.seed = 3;
  const TextReply reply = model.write(request);
  EXPECT_EQ(reply.text, "kind(ann)");
  EXPECT_EQ(reply.tokens, 5u);
  ASSERT_EQ(server.requests().size(), 1u);
  const std::string sent = server.requests().front();
  EXPECT_TRUE(sent.starts_with("POST /v1/chat/completions HTTP/1.1\r\n")) << sent;
  expect_says(sent, R"({"model":"m","messages":[{"role":"system","content":"be \"brief\"\n"},)"
                    R"({"role":"user","content":"hello"}],"max_tokens":17,"temperature":0.0,)"
                    R"("seed":3,"stop":["\n\n"],"stream":false})");
}

TEST(ServerModel, AsksForTheNameOfTheOnlyModel) {
  LoopbackServer server(Manner::kAnswers, [](const std::string& request) {
    return request.starts_with("GET /v1/models ")
               ? http_answer(200, R"({"object":"list","data":[{"id":"qwen"}]})")
               : chat_answer("yes");
  });
  ServerOptions options = options_for(server.address());
  options.model.clear();
  ServerModel model(options);
  EXPECT_EQ(model.name(), "qwen at " + server.address());
  model.write(hello());
  expect_says(server.requests().back(), R"("model":"qwen")");
}

TEST(ServerModel, OfSeveralModelsOneMustBeChosen) {
  LoopbackServer server(Manner::kAnswers, [](const std::string&) {
    return http_answer(200, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\\u001b[2J\"}]}");
  });
  ServerOptions options = options_for(server.address());
  options.model.clear();
  try {
    ServerModel model(options);
    FAIL() << "chose one";
  } catch (const ConfigError& error) {
    expect_says(error.what(), "2 models; choose one with --model-name: a, b[2J");
  }
}

TEST(ServerModel, AServerWithoutAListTakesRequestsWithoutAName) {
  LoopbackServer server(Manner::kAnswers, [](const std::string& request) {
    return request.starts_with("GET ") ? http_answer(404, "no") : chat_answer("yes");
  });
  ServerOptions options = options_for(server.address());
  options.model.clear();
  ServerModel model(options);
  EXPECT_EQ(model.write(hello()).text, "yes");
  EXPECT_EQ(server.requests().back().find("\"model\""), std::string::npos);
}

TextLexicon small_lexicon() {
  TextLexicon lexicon;
  lexicon.predicates = {{"kind", 1}};
  lexicon.constants = {"ann"};
  return lexicon;
}

TEST(ServerModel, ALexiconGoesAlongAsAGrammar) {
  LoopbackServer server(Manner::kAnswers,
                        [](const std::string&) { return chat_answer("kind(ann)"); });
  ServerModel model(options_for(server.address()));
  const TextLexicon lexicon = small_lexicon();
  TextRequest request = hello();
  request.lexicon = &lexicon;
  EXPECT_EQ(model.write(request).text, "kind(ann)");
  expect_says(server.requests().back(), R"("grammar":"root ::= claim)");
}

TEST(ServerModel, AServerThatRefusesAGrammarIsAskedWithoutOne) {
  LoopbackServer server(Manner::kAnswers, [](const std::string& request) {
    return request.find("\"grammar\"") != std::string::npos
               ? http_answer(400, R"({"error":{"message":"Unrecognized argument: grammar"}})")
               : chat_answer("kind(ann)");
  });
  ServerModel model(options_for(server.address()));
  const TextLexicon lexicon = small_lexicon();
  TextRequest request = hello();
  request.lexicon = &lexicon;
  EXPECT_EQ(model.write(request).text, "kind(ann)");
  EXPECT_EQ(model.write(request).text, "kind(ann)");
  EXPECT_EQ(server.requests().size(), 3u);  // only once with it
}

TEST(LexiconGbnf, IsAGrammarOfTheClaims) {
  TextLexicon lexicon = small_lexicon();
  EXPECT_EQ(lexicon_gbnf(lexicon),
            "root ::= claim (\"\\n\" claim)? (\"\\n\" claim)? (\"\\n\" claim)?\n"
            "claim ::= formula\n"
            "term ::= \"ann\"\n"
            "atom ::= \"kind(\" term \")\"\n"
            "literal ::= atom\n"
            "part ::= literal | \"(\" literal \")\"\n"
            "side ::= part\n"
            "formula ::= side\n");
  lexicon.negation = lexicon.conditional = true;
  expect_says(lexicon_gbnf(lexicon), "literal ::= (\"not \")? atom\n");
  expect_says(lexicon_gbnf(lexicon), "formula ::= side ((\" -> \" | \" <-> \") side)?\n");
  lexicon.comparison = true;
  lexicon.numbers = {"24"};
  expect_says(lexicon_gbnf(lexicon), "claim ::= formula | comparison\n");
  expect_says(lexicon_gbnf(lexicon), "amount ::= \"ann\" | \"24\"\n");
  EXPECT_EQ(lexicon_gbnf(TextLexicon()), "");
}

TEST(ServerModel, NonsenseIsSaidToBeNonsense) {
  expect_says(failure_of(http_answer(200, "<html>hello</html>")), "no JSON");
  expect_says(failure_of(http_answer(200, "<html>hello</html>")), "<html>hello</html>");
  expect_says(failure_of(http_answer(200, "[]")), "no \"choices\"");
  expect_says(failure_of(http_answer(200, R"({"choices":[]})")), "no \"choices\"");
  expect_says(failure_of(http_answer(200, R"({"choices":[{}]})")), "no \"message\"");
  expect_says(failure_of(http_answer(200, R"({"choices":[{"message":{}}]})")), "no \"content\"");
  expect_says(failure_of(http_answer(200, R"({"choices":[{"message":{"content":7}}]})")),
              "no \"content\"");
  expect_says(failure_of(http_answer(200, std::string(5000, '['))), "no JSON");
  expect_says(failure_of(http_answer(200, "{\"choices\":\"\xff\"}")), "no JSON");
  expect_says(failure_of(http_answer(200, R"({"error":{"message":"out of memory"}})")),
              "out of memory");
  expect_says(failure_of("this is no HTTP\r\n\r\n"), "127.0.0.1");
}

TEST(ServerModel, AReplyBringsNoCommandsForTheTerminal) {
  LoopbackServer server(Manner::kAnswers,
                        [](const std::string&) { return chat_answer("a\x1b[2Jb\nc\td\r"); });
  ServerModel model(options_for(server.address()));
  EXPECT_EQ(model.write(hello()).text, "a[2Jb\nc\td");
}

TEST(ServerModel, AnErrorStatusComesWithTheServersMessage) {
  expect_says(failure_of(http_answer(400, R"({"error":{"message":"context of 2048 exceeded"}})")),
              "status 400: context of 2048 exceeded");
  expect_says(failure_of(http_answer(401, R"({"error":"bad key"})")), "bad key; set MODUS_API_KEY");
  expect_says(failure_of(http_answer(404, R"({"detail":"model m not found"})")),
              "model m not found; is this the address");
  expect_says(failure_of(http_answer(500, "a\nb\x1b[2J" + std::string(9000, 'x'))),
              "status 500: a b [2Jxxx");
  EXPECT_LT(failure_of(http_answer(500, std::string(9000, 'x'))).size(), 600u);
  expect_says(failure_of(http_answer(503, R"({"error":{"message":"Loading model"}})")),
              "Loading model; it is busy or still loading");
}

TEST(ServerModel, NoRedirectIsFollowed) {
  LoopbackServer other(Manner::kAnswers, [](const std::string&) { return chat_answer("stolen"); });
  expect_says(failure_of("HTTP/1.1 307 X\r\nLocation: " + other.address() +
                         "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
              "redirects are not followed");
  EXPECT_TRUE(other.requests().empty());
}

TEST(ServerModel, AnAnswerThatEndsHalfWayIsNone) {
  std::string half = chat_answer("kind(ann)");
  half.resize(half.size() - 10);
  expect_says(failure_of(half), "half-way");
  expect_says(failure_of(""), "half-way");
}

TEST(ServerModel, ASilentServerIsLeftAfterTheTimeOut) {
  LoopbackServer server(Manner::kStaysSilent, {});
  ServerOptions options = options_for(server.address());
  options.limits.whole_ms = 50;
  ServerModel model(options);
  try {
    model.write(hello());
    FAIL() << "answered";
  } catch (const IoError& error) {
    expect_says(error.what(), "no whole answer within 0.05 s; --timeout");
  }
}

TEST(ServerModel, AnAnswerWithoutEndIsCutOff) {
  const std::string endless_body(1 << 16, ' ');
  LoopbackServer body(Manner::kFloods, [&, first = true](const std::string&) mutable {
    return std::exchange(first, false) ? "HTTP/1.1 200 X\r\n\r\n" + endless_body : endless_body;
  });
  ServerOptions options = options_for(body.address());
  options.limits.answer_bytes = 1 << 20;
  ServerModel model(options);
  try {
    model.write(hello());
    FAIL() << "answered";
  } catch (const IoError& error) {
    expect_says(error.what(), "larger than 1048576 bytes");
  }
}

TEST(ServerModel, HeadersWithoutEndAreCutOff) {
  LoopbackServer headers(Manner::kFloods, [first = true](const std::string&) mutable {
    return std::exchange(first, false) ? "HTTP/1.1 200 X\r\nA: b\r\n" : "A: b\r\n";
  });
  ServerModel model(options_for(headers.address()));
  try {
    model.write(hello());
    FAIL() << "answered";
  } catch (const IoError& error) {
    expect_says(error.what(), "headers are larger than 65536 bytes");
  }
}

TEST(ServerModel, NobodyThereIsSaidSo) {
  ServerModel model(options_for(address_of_nobody()));
  try {
    model.write(hello());
    FAIL() << "answered";
  } catch (const IoError& error) {
    expect_says(error.what(), "cannot reach http://127.0.0.1:");
    expect_says(error.what(), "is the server running?");
  }
}

TEST(ServerModel, WhoStopsDoesNotWait) {
  LoopbackServer server(Manner::kStaysSilent, {});
  const std::atomic<bool> stop = true;
  ServerOptions options = options_for(server.address());
  options.limits.stop = &stop;
  ServerModel model(options);
  try {
    model.write(hello());
    FAIL() << "answered";
  } catch (const IoError& error) {
    expect_says(error.what(), "interrupted");
  }
}

}  // namespace
}  // namespace modus::bridge
