// The course of a run as a drawing: loss of each step (thin and smoothed) and held-out loss.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modus::bridge {

struct CurvePoint {
  double tokens = 0;  // seen so far
  double loss = 0;
  double held_out = -1;  // below 0: not judged at this step
};

// From metrics.jsonl; lines without a loss are left out, the later of two lines of one step counts.
std::vector<CurvePoint> read_curve(std::string_view metrics_jsonl);

// SVG, 720 x 400, the loss axis logarithmic. Empty where there are fewer than two points.
std::string draw_curve(const std::vector<CurvePoint>& points);

}  // namespace modus::bridge
