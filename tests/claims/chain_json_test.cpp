#include "claims/chain_json.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "claims/chain_text.h"
#include "claims/json_tree.h"

namespace modus::claims {
namespace {

constexpr const char* kPrinted =
    "logic directed\n"
    "closed p/1\n"
    "names unique\n"
    "domain {ann, bob}\n"
    "sort age(entity): int\n"
    "@1 Ann is \"kind\".\n"
    "ask X: nice(X)\n"
    "s1 given kind(ann) @1 @1\n"
    "s2 let n: int := 5\n"
    "s5 have nice(ann) by chain s1 s2\n"
    "answer ann by s5\n";

constexpr const char* kJson =
    R"json({"format": "modus.chain/v1",
 "header": {"logic": "directed", "closed": ["p/1"], "names": "unique", "domain": ["ann", "bob"], "sorts": ["age(entity): int"]},
 "text": [
  "Ann is \"kind\"."],
 "steps": [
  {"kind": "ask", "question": "value", "variable": "X", "claim": "nice(X)"},
  {"kind": "given", "id": "s1", "claim": "kind(ann)", "sentences": [1, 1]},
  {"kind": "let", "id": "s2", "name": "n", "sort": "int", "definition": "5"},
  {"kind": "have", "id": "s5", "claim": "nice(ann)", "rule": "chain", "cites": ["s1", "s2"]},
  {"kind": "answer", "value": "ann", "cites": ["s5"]}]}
)json";

TEST(ChainJson, WritesTheFormat) {
  EXPECT_EQ(chain_to_json(parse_chain(kPrinted, "test")), kJson);
  EXPECT_EQ(chain_from_json(kJson, "test"), parse_chain(kPrinted, "test"));
  EXPECT_EQ(chain_to_json(Chain()), "{\"format\": \"modus.chain/v1\",\n \"steps\": []}\n");
}

TEST(ChainJson, EveryOtherStepKind) {
  const Chain chain = parse_chain(
      "ask A: p; B: not p\n"
      "s1 assume p\ns2 fix c\ns3 obtain d: r(c, d) by witness s1\ns4 case p of s1\n"
      "s5 discharge s1 s4: p by cases s1 s4\nanswer B by s5\n",
      "test");
  EXPECT_EQ(chain_from_json(chain_to_json(chain), "test"), chain);
}

TEST(ChainJson, SpansPointIntoThePrintedForm) {
  const Chain chain = chain_from_json(kJson, "test");
  const Span span = chain.steps[1].claim.span();
  EXPECT_EQ(chain.source.substr(span.begin, span.end - span.begin), "kind(ann)");
}

// The steps or members below, inside a whole document.
std::string with_steps(const std::string& steps) {
  return "{\"format\": \"modus.chain/v1\", \"steps\": [" + steps + "]}";
}

struct Mistake {
  const char* steps;
  const char* message;
  const char* at;  // what the position points to begins like this
};

class JsonMistake : public testing::TestWithParam<Mistake> {};

TEST_P(JsonMistake, NamesThePathAndPointsIntoTheJson) {
  const std::string json = with_steps(GetParam().steps);
  try {
    chain_from_json(json, "test");
    FAIL() << json;
  } catch (const ParseError& error) {
    EXPECT_NE(error.message().find(GetParam().message), std::string::npos) << error.what();
    EXPECT_TRUE(json.substr(error.offset()).starts_with(GetParam().at)) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Steps, JsonMistake,
    testing::Values(
        Mistake{
            R"json({"kind": "ask", "claim": "p"}, {"kind": "given", "id": "s1", "claim": "kind(Anne)"})json",
            "steps[1].claim: names are lower case, write anne", "Anne)"},
        Mistake{R"json({"kind": "given", "id": "s1", "claim": "\u0070 == q"})json",
                "steps[0].claim: ", "\"\\u0070"},
        Mistake{R"json({"kind": "given", "id": "s1", "claim": "p by s1"})json",
                "steps[0].claim: ", "by s1"},
        Mistake{R"json({"kind": "given", "id": "s1", "claim": 5})json",
                "steps[0].claim: expected a string, found a whole number", "5"},
        Mistake{R"json({"kind": "given", "id": "s1", "clam": "p"})json",
                "steps[0].clam: unknown key; did you mean \"claim\"?", "\"p\""},
        Mistake{R"json({"kind": "fix", "id": "s1", "name": "c", "claim": "p"})json",
                "steps[0].claim: unknown key", "\"p\""},
        Mistake{R"json({"kind": "given", "id": "s1"})json",
                "steps[0]: the key \"claim\" is missing", "{\"kind\""},
        Mistake{R"json({"kind": "givn", "id": "s1"})json", "did you mean \"given\"?", "\"givn\""},
        Mistake{R"json({"kind": "given", "id": 1, "claim": "p"})json",
                "steps[0].id: expected a string", "1"},
        Mistake{R"json({"kind": "given", "id": "1", "claim": "p"})json", "such as \"s3\"", "\"1\""},
        Mistake{R"json({"kind": "given", "id": "s1", "claim": "p", "sentences": [0]})json",
                "steps[0].sentences[0]: sentences count from 1", "0]"},
        Mistake{R"json({"kind": "have", "id": "s1", "claim": "p", "rule": "modus_ponnens"})json",
                "did you mean \"modus_ponens\"?", "\"modus_ponnens\""},
        Mistake{R"json({"kind": "have", "id": "s1", "claim": "p", "cites": ["s1", "x"]})json",
                "steps[0].cites[1]: ", "\"x\""},
        Mistake{R"json({"kind": "let", "id": "s1", "name": "n", "sort": "itn eger"})json",
                "steps[0].sort: ", "itn"},
        Mistake{R"json({"kind": "let", "id": "s1", "name": "by"})json", "steps[0].name: ", "by"},
        Mistake{R"json({"kind": "discharge", "id": "s2", "closes": [], "claim": "p"})json",
                "closes at least one", "[]"},
        Mistake{R"json({"kind": "ask", "question": "maybe", "claim": "p"})json",
                "steps[0].question: expected yes_no", "\"maybe\""},
        Mistake{R"json({"kind": "ask", "variable": "X", "claim": "p"})json",
                "not a key of this kind", "\"X\""},
        Mistake{
            R"json({"kind": "ask", "question": "choice", "options": [{"letter": "A", "claim": "p"}]})json",
            "at least two options", "[{"},
        Mistake{R"json({"kind": "ask", "question": "value", "variable": "x", "claim": "p"})json",
                "capital letter", "\"x\""},
        Mistake{R"json({"kind": "answer", "value": "p and q"})json", "steps[0].value: ", "p and"},
        Mistake{
            R"json({"kind": "answer", "value": "true"}, {"kind": "answer", "value": "true"})json",
            "one `answer`", "{\"kind\""},
        Mistake{
            R"json({"kind": "given", "id": "s2", "claim": "p"}, {"kind": "given", "id": "s1", "claim": "p"})json",
            "step ids ascend", "{\"kind\": \"given\", \"id\": \"s1\""},
        Mistake{R"json([1])json", "steps[0]: expected an object, found an array", "[1]"},
        Mistake{R"json({"kind": "fix", "kind": "fix"})json", "the key \"kind\" stands twice",
                "\"kind\": \"fix\"}"},
        Mistake{R"json({"kind": "fix",})json", "this is no JSON", "}"},
        Mistake{R"json({"kind": "fix", "id": "\u0000"})json", "no NUL", "\"\\u0000"}));

TEST(ChainJson, WholeDocumentMistakes) {
  const auto message = [](std::string_view json) -> std::string {
    try {
      chain_from_json(json, "test");
      return "read";
    } catch (const ParseError& error) {
      return error.message();
    }
  };
  EXPECT_NE(message("").find("no JSON"), std::string::npos);
  EXPECT_NE(message("[]").find("expected an object"), std::string::npos);
  EXPECT_NE(message("{\"format\": \"modus.chain/v2\"}").find("modus.chain/v1"), std::string::npos);
  EXPECT_NE(message("{\"steps\": []}").find("\"format\" is missing"), std::string::npos);
  EXPECT_NE(
      message("{\"format\": \"modus.chain/v1\", \"steps\": [], \"header\": {\"logic\": \"x\"}}")
          .find("header.logic: expected `classical`"),
      std::string::npos);
  EXPECT_NE(message("{\"format\": \"modus.chain/v1\", \"steps\": [], \"txt\": []}")
                .find("did you mean \"text\""),
            std::string::npos);
  EXPECT_NE(message(std::string("\"\xff\"")).find("no JSON"), std::string::npos);
}

TEST(JsonTree, LimitsAreErrors) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_NO_THROW(parse_json(nested(kMaxJsonDepth), "test"));
  EXPECT_THROW(parse_json(nested(kMaxJsonDepth + 1), "test"), ParseError);
  EXPECT_THROW(parse_json(nested(100'000), "test"), ParseError);
  EXPECT_THROW(parse_json(std::string(kMaxTextBytes + 1, ' '), "test"), ParseError);
  std::string many = "[0";
  for (std::size_t i = 0; i < kMaxJsonValues; ++i) many += ",0";
  EXPECT_THROW(parse_json(many + "]", "test"), ParseError);
}

TEST(JsonTree, ValuesKnowWhereTheyStand) {
  const std::string text = " {\"a\" : [1, -2.5 ,null,true], \"b\":\"x\\ny\"}";
  const JsonValue tree = parse_json(text, "test");
  EXPECT_EQ(tree.offset, 1u);
  const JsonValue& a = *tree.find("a");
  ASSERT_EQ(a.items.size(), 4u);
  EXPECT_EQ(text.substr(a.items[1].offset, 4), "-2.5");
  EXPECT_EQ(text.substr(a.items[3].offset, 4), "true");
  EXPECT_EQ(tree.find("b")->text, "x\ny");
  EXPECT_TRUE(tree.find("b")->escaped);
  EXPECT_EQ(tree.find("c"), nullptr);
}

}  // namespace
}  // namespace modus::claims
