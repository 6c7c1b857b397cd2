#include "app/render_svg.h"

#include <gtest/gtest.h>

#include "app/svg_layout.h"
#include "claims/chain_text.h"

namespace modus::app {
namespace {

using symbolic::Verdict;

// A chain with the verdicts given by hand: the drawing does not care where they come from.
symbolic::ChainResult judged(const claims::Chain& chain, const std::vector<Verdict>& verdicts) {
  symbolic::ChainResult result;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    symbolic::StepResult step;
    step.index = i;
    step.id = chain.steps[i].id;
    step.kind = chain.steps[i].kind;
    step.verdict = verdicts.at(i);
    result.steps.push_back(step);
  }
  return result;
}

const char* const kPuzzle =
    "@1 Ann is kind.\n"
    "ask tall(ann)\n"
    "s1  given kind(ann)  @1\n"
    "s2  given kind(X) -> patient(X)\n"
    "s3  have patient(ann)  by s1 s2\n"
    "s4  have tall(ann)  by s1 s3\n"
    "answer true  by s4\n";

claims::Chain puzzle() { return claims::parse_chain(kPuzzle, "puzzle"); }
symbolic::ChainResult puzzle_result() {
  symbolic::ChainResult result =
      judged(puzzle(), {Verdict::kNone, Verdict::kGrounded, Verdict::kUngrounded, Verdict::kProved,
                        Verdict::kUnproved, Verdict::kUnproved});
  result.steps[3].evidence.used = {claims::StepId{1}};
  result.steps[4].evidence.right_value = "a < b & \"c\"";
  return result;
}

// Every opened element is closed in order; enough to call our own output well-formed.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (tag.starts_with("?") || tag.ends_with("/")) continue;
    const std::string name = tag.substr(0, tag.find(' '));
    if (!name.starts_with("/")) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name.substr(1)) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

TEST(RenderSvg, ShowsStepsVerdictsAndEvidenceEscaped) {
  const std::string svg = render_svg(puzzle(), puzzle_result(), "a <b> & c");
  EXPECT_TRUE(well_formed(svg)) << svg;
  EXPECT_NE(svg.find("a &lt;b&gt; &amp; c"), std::string::npos);
  EXPECT_NE(svg.find("a &lt; b &amp; &quot;c&quot;"), std::string::npos);
  EXPECT_NE(svg.find(">patient(ann)<"), std::string::npos);
  EXPECT_NE(svg.find(">ungrounded<"), std::string::npos);
}

TEST(RenderSvg, EscapesWhatXmlForbids) {
  EXPECT_EQ(escape_xml("<&>\"'"), "&lt;&amp;&gt;&quot;&#39;");
  EXPECT_EQ(escape_xml("a\x01"
                       "b\x1b"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_EQ(escape_xml("\xEF\xBF\xBF!"), "\xEF\xBF\xBD!");
  EXPECT_EQ(escape_xml("caf\xC3\xA9"), "caf\xC3\xA9");
}

TEST(SvgLayout, BoxesFollowEachOtherAndArrowsGoDown) {
  const ChainLayout layout = lay_out(puzzle(), puzzle_result());
  ASSERT_EQ(layout.boxes.size(), 6u);
  for (std::size_t i = 1; i < layout.boxes.size(); ++i)
    EXPECT_GE(layout.boxes[i].y, layout.boxes[i - 1].y + layout.boxes[i - 1].height);
  ASSERT_EQ(layout.arrows.size(), 5u);
  for (const Arrow& arrow : layout.arrows) {
    EXPECT_LT(arrow.from_y, arrow.to_y);
    EXPECT_LT(arrow.lane_x, layout.boxes[arrow.from].x);
    EXPECT_GT(arrow.lane_x, 0);
  }
  EXPECT_TRUE(layout.arrows[0].used);   // s1 -> s3
  EXPECT_FALSE(layout.arrows[1].used);  // s2 -> s3: cited, not needed
}

TEST(SvgLayout, LanesThatOverlapAreApart) {
  const ChainLayout layout = lay_out(puzzle(), puzzle_result());
  for (const Arrow& a : layout.arrows)
    for (const Arrow& b : layout.arrows)
      if (a.from != b.from && a.from_y < b.to_y && b.from_y < a.to_y) {
        EXPECT_NE(a.lane_x, b.lane_x)
            << a.from << "->" << a.to << " and " << b.from << "->" << b.to;
      }
}

TEST(SvgLayout, AssumptionsIndentUntilTheyAreDischarged) {
  const claims::Chain chain = claims::parse_chain(
      "s1  assume p\n"
      "s2  have q  by s1\n"
      "s3  discharge s1: p -> q  by s2\n"
      "s4  have r  by s3\n",
      "scope");
  const ChainLayout layout = lay_out(
      chain, judged(chain, {Verdict::kNone, Verdict::kProved, Verdict::kProved, Verdict::kProved}));
  EXPECT_GT(layout.boxes[1].x, layout.boxes[3].x);
  EXPECT_EQ(layout.boxes[2].x, layout.boxes[3].x);
  ASSERT_EQ(layout.scopes.size(), 1u);
  EXPECT_EQ(layout.scopes[0].top, layout.boxes[0].y);
  EXPECT_EQ(layout.scopes[0].bottom, layout.boxes[1].y + layout.boxes[1].height);
}

TEST(SvgLayout, LongChainsAreCutAndCounted) {
  std::string text;
  for (int i = 1; i <= 310; ++i) text += "s" + std::to_string(i) + "  given p\n";
  const claims::Chain chain = claims::parse_chain(text, "long");
  const symbolic::ChainResult result =
      judged(chain, std::vector<Verdict>(chain.steps.size(), Verdict::kGrounded));
  EXPECT_EQ(lay_out(chain, result).boxes.size(), kMaxDrawnSteps);
  EXPECT_NE(render_svg(chain, result, "long").find("10 more steps"), std::string::npos);
}

TEST(SvgLayout, WrapsAtSpacesAndCutsLongWords) {
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("", 3), std::vector<std::string>{""});
  EXPECT_EQ(wrap("\xC3\xA9\xC3\xA9\xC3\xA9", 2),
            (std::vector<std::string>{"\xC3\xA9\xC3\xA9", "\xC3\xA9"}));
}

}  // namespace
}  // namespace modus::app
