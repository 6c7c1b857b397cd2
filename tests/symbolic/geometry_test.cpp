// Figures of the plane: in chains, and what is written in coordinates against vectors of numbers.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/abbreviations.h"
#include "claims/definedness.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

TEST(Geometry, InChains) {
  const std::string triangle =
      "s1 given point_at(a, 0, 0)\ns2 given point_at(b, 3, 0)\ns3 given point_at(c, 3, 4)\n";
  const std::pair<const char*, const char*> kTable[] = {
      {"segment_length(a, c) = 5", "proved"},
      {"segment_length(a, c) = 7", "refuted"},
      {"triangle_area(a, b, c) = 6", "proved"},
      {"right_angle(a, b, c)", "proved"},
      {"right_angle(b, a, c)", "refuted"},
      {"perpendicular_lines(a, b, b, c)", "proved"},
      {"parallel_lines(a, b, b, c)", "refuted"},
      {"collinear(a, b, c)", "refuted"},
      {"segment_length(a, b) < segment_length(a, c)", "proved"},
      {"angle_is(a, b, c, 90 deg)", "proved"},
      {"angle_is(b, a, c, 45 deg)", "refuted"},
      {"similar_triangles(a, b, c, c, b, a)", "refuted"},
      {"parallel_lines(a, a, b, c)", "undecided (undefined at column 24)"},
  };
  for (const auto& [goal, told] : kTable)
    EXPECT_EQ(step_told(check_text(triangle + "s4 have " + goal + " by s1 s2 s3\n"), "s4"), told)
        << goal;
  EXPECT_EQ(step_told(check_text("s1 have segment_length(a, b) = segment_length(b, a)\n"), "s1"),
            "proved");
}

// Points on a small grid: what is written out holds where the vectors say so, and a value is missing
// exactly where the condition of definedness is false.
RC_GTEST_PROP(GeometryProperty, CoordinatesSayWhatVectorsSay, ()) {
  claims::Model model;
  for (const char* point : {"a", "b", "c", "d", "e", "f"}) {
    model.domain.push_back(point);
    for (const char* axis : {"x_of", "y_of"})
      model.tables[axis].rows.push_back(
          {{claims::Entity{point}}, claims::Quantity{*rc::gen::inRange(-2, 3), {}}});
  }
  for (const char* text :
       {"point_at(a, 1, -1)", "segment_length(a, b) < segment_length(c, d)",
        "segment_length(a, b) = 2", "triangle_area(a, b, c) >= 2",
        "triangle_area(a, b, c) = triangle_area(d, e, f)", "collinear(a, b, c)",
        "parallel_lines(a, b, c, d)", "perpendicular_lines(a, b, c, d)", "right_angle(a, b, c)",
        "angle_is(a, b, c, 45 deg)", "angle_is(a, b, c, 135 deg)", "angle_is(a, b, c, 0 deg)",
        "angle_is(a, b, c, 180 deg)", "equal_angles(a, b, c, d, e, f)",
        "similar_triangles(a, b, c, d, e, f)"}) {
    const claims::Claim claim = claims::parse_claim(text, "test");
    const claims::Value own = claims::evaluate(claim, model, 100'000);
    const claims::Value defined =
        claims::evaluate(claims::definedness(claim, {}), model, 100'000);
    RC_ASSERT(defined == claims::Value(!std::holds_alternative<claims::Undefined>(own)));
    if (std::holds_alternative<claims::Undefined>(own)) continue;
    RC_ASSERT(own == claims::evaluate(claims::written_out(claim), model, 100'000));
  }
}

}  // namespace
}  // namespace modus::symbolic
