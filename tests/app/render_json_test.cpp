#include "app/render_json.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

TEST(RenderJson, ChainIsOneLineWithIdsAsPeopleWriteThem) {
  const claims::Chain chain =
      claims::parse_chain("s1  given kind(ann)\ns2  have tall(ann)  by s1\n", "c");
  symbolic::ChainResult result;
  result.verdict = symbolic::ChainVerdict::kUnproved;
  result.first_mistake = 1;
  result.steps.resize(2);
  for (std::size_t i = 0; i < 2; ++i) {
    result.steps[i].index = i;
    result.steps[i].id = chain.steps[i].id;
    result.steps[i].kind = chain.steps[i].kind;
    result.steps[i].verdict = i == 0 ? symbolic::Verdict::kGrounded : symbolic::Verdict::kUnproved;
  }
  result.steps[1].evidence.also_cite = {claims::StepId{3}, claims::StepId{7}};
  const std::string json = chain_result_json(chain, result, 0);
  EXPECT_NE(json.find("\"first_mistake\":\"s2\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"also_cite\":[\"s3\",\"s7\"]"), std::string::npos) << json;
  EXPECT_NE(json.find("\"exit_code\":1"), std::string::npos) << json;
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(RenderJson, WhatAModelReadIsNoClaimOfTheAnswer) {
  symbolic::AnswerCheck check;
  EXPECT_EQ(answer_check_json(check, 0).find("read_by_model"), std::string::npos);
  check.proposed.resize(2);
  check.proposed[0].claim = "12 * 6 = 72";
  check.proposed[0].verdict = symbolic::Verdict::kProved;
  check.proposed[1].claim = "12 + 6 = 72";
  check.proposed[1].verdict = symbolic::Verdict::kRefuted;
  const std::string json = answer_check_json(check, 0);
  EXPECT_NE(json.find("\"claims\":[],\"read_by_model\":[{"), std::string::npos) << json;
  EXPECT_NE(json.find("\"claim\":\"12 * 6 = 72\",\"verdict\":\"proved\""), std::string::npos);
  EXPECT_NE(json.find("\"claim\":\"12 + 6 = 72\",\"verdict\":\"possibly misread\""),
            std::string::npos)
      << json;
}

TEST(RenderJson, ErrorsNameKindAndPlace) {
  const ParseError error("m.chain", "kind(Anne)", 5, "names are lower case, write anne");
  EXPECT_EQ(error_json(error, 2),
            "{\"error\":{\"kind\":\"parse\",\"message\":\"names are lower case, write anne\","
            "\"source\":\"m.chain\",\"line\":1,\"column\":6},\"exit_code\":2}");
  EXPECT_NE(error_json(IoError("bad \xff name"), 2).find("\"kind\":\"io\""), std::string::npos);
}

}  // namespace
}  // namespace modus::app
