#include "app/render_html.h"

#include <gtest/gtest.h>

#include "app/html_page.h"
#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"

namespace modus::app {
namespace {

constexpr const char* kAttack = "</script><img src=x onerror=\"alert('1')\">";

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

std::string page_of_answer(const std::string& answer) {
  return render_answer_html(symbolic::check_answer(answer, "", {}), answer, "answer.txt");
}

std::string page_of_chain(const std::string& text) {
  const claims::Chain chain = claims::parse_chain(text, "museum.chain");
  return render_chain_html(chain, symbolic::check_chain(chain, {}), "museum.chain");
}

TEST(HtmlPage, EscapesWhatCouldBeMarkup) {
  EXPECT_EQ(escape_html("a < b & \"c\" > 'd'\n"),
            "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;\n");
  EXPECT_EQ(escape_html(std::string("\x1b[31m\0", 6)), "\xEF\xBF\xBD[31m\xEF\xBF\xBD");
}

TEST(HtmlPage, TheStrongestOfOverlappingMarksShows) {
  const std::vector<Mark> marks = {
      {{0, 9}, "unread", ""}, {{0, 5}, "good", "c1"}, {{4, 9}, "bad", "c2"}, {{2, 9}, "bad", "c3"}};
  EXPECT_EQ(marked_text("1=1=2 x<y", marks),
            "<a class=\"good\" href=\"#c1\">1=</a><a class=\"bad\" href=\"#c3\">1=</a>"
            "<a class=\"bad\" href=\"#c2\">2</a><a class=\"bad\" href=\"#c2\"> x&lt;y</a>");
  EXPECT_EQ(marked_text("plain", {}), "plain");
}

TEST(AnswerPage, ShowsReadingsInTheTextAndWhatIsWrong) {
  const std::string page = page_of_answer("We bake 2 * 18 = 36. So 18 + 36 = 44. Then zeta = ?");
  EXPECT_NE(page.find("<a class=\"good\" href=\"#c1\">2 * 18 = 36</a>"), std::string::npos) << page;
  EXPECT_NE(page.find("<a class=\"bad\" href=\"#c2\">18 + 36 = 44</a>"), std::string::npos);
  EXPECT_NE(page.find("18 + 36 = 54"), std::string::npos);
  EXPECT_NE(page.find("2 of 3 sentences understood"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"unread\">Then zeta = ?</span>"), std::string::npos) << page;
}

TEST(AnswerPage, WhatAModelReadHasItsOwnColour) {
  const std::string answer = "So 1 + 1 = 2. A dozen boxes of six make 72 <b>eggs</b>.";
  symbolic::AnswerCheck check = symbolic::check_answer(answer, "", {});
  EXPECT_EQ(render_answer_html(check, answer, "a").find(">read by model"), std::string::npos);
  ASSERT_EQ(check.unread.size(), 1u);
  check.proposed.resize(1);
  check.proposed[0].sentence = 2;
  check.proposed[0].span = check.unread[0];
  check.proposed[0].claim = "12 + 6 = 72";
  check.proposed[0].verdict = symbolic::Verdict::kRefuted;
  const std::string page = render_answer_html(check, answer, "a");
  EXPECT_NE(page.find("<a class=\"model\" href=\"#m1\">A dozen boxes of six make 72 &lt;b&gt;"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("<span class=\"badge model\">read by model: possibly misread</span>"),
            std::string::npos)
      << page;
  EXPECT_NE(page.find("<span class=\"model\">read by model, not counted</span>"), std::string::npos)
      << page;
}

TEST(AnswerPage, MarkupInTheAnswerIsTextAndNothingComesFromElsewhere) {
  const std::string page = page_of_answer(std::string("So 1 + 1 = 3. ") + kAttack);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("</script"), std::string::npos);
  EXPECT_NE(page.find("&lt;/script&gt;&lt;img src=x onerror=&quot;"), std::string::npos);
  EXPECT_EQ(page.find("http://"), std::string::npos);
  EXPECT_EQ(page.find("https://"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(count(page, "<article"), count(page, "</article>"));
}

TEST(ChainPage, AStepLeadsToItsPremisesAndCounterModel) {
  const std::string page = page_of_chain(
      "@1 Ann is kind.\n"
      "@2 Bob is tall.\n"
      "s1 given kind(ann) @1\n"
      "s2 given tall(ann) -> kind(ann)\n"
      "s3 have tall(ann) by s1 s2\n");
  EXPECT_NE(page.find("main:has(#s3:target) :is(#s1,#s2)"), std::string::npos) << page;
  EXPECT_NE(page.find("counter-model: "), std::string::npos);
  EXPECT_NE(page.find("<span class=\"badge open\">unproved</span>"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"unread\">Bob is tall.</span>"), std::string::npos);
  EXPECT_NE(page.find("href=\"#s1\">Ann is kind.</a>"), std::string::npos);
}

TEST(ChainPage, MarkupInTheSentencesIsText) {
  const std::string page =
      page_of_chain("@1 \"Ann is kind. " + std::string("<b>") + "\"\n" + "s1 given kind(ann) @1\n");
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;"), std::string::npos);
}

}  // namespace
}  // namespace modus::app
