#include "bridge/training/loss_curve.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/core.h>

namespace modus::bridge {
namespace {

constexpr double kWidth = 720, kHeight = 400;
constexpr double kLeft = 60, kRight = 20, kTop = 20, kBottom = 40;
constexpr std::size_t kMostPoints = 1500;  // of a polyline; more would not be seen

// The number behind "key": in one line of our own metrics.
std::optional<double> number_of(std::string_view line, std::string_view key) {
  const std::string quoted = fmt::format("\"{}\":", key);
  const std::size_t at = line.find(quoted);
  if (at == std::string_view::npos) return std::nullopt;
  const char* const begin = line.data() + at + quoted.size();
  double value = 0;
  if (std::from_chars(begin, line.data() + line.size(), value).ec != std::errc())
    return std::nullopt;
  return value;
}

struct Axes {
  double tokens = 1, low = 0.01, high = 10;

  double x(double t) const { return kLeft + t / tokens * (kWidth - kLeft - kRight); }
  double y(double loss) const {
    const double place = std::log(std::max(loss, low) / low) / std::log(high / low);
    return kHeight - kBottom - place * (kHeight - kTop - kBottom);
  }
};

template <typename Value>
std::string polyline(const std::vector<CurvePoint>& points, const Axes& axes,
                     std::string_view style, Value value) {
  std::string places;
  const std::size_t stride = points.size() / kMostPoints + 1;
  for (std::size_t i = 0; i < points.size(); i += stride)
    places += fmt::format("{:.1f},{:.1f} ", axes.x(points[i].tokens), axes.y(value(points[i])));
  return fmt::format("<polyline fill=\"none\" {} points=\"{}\"/>\n", style, places);
}

std::vector<CurvePoint> smoothed(std::vector<CurvePoint> points) {
  constexpr double kKeep = 0.95;
  double mean = points.front().loss;
  for (CurvePoint& point : points) point.loss = mean = kKeep * mean + (1 - kKeep) * point.loss;
  return points;
}

std::string grid(const Axes& axes) {
  std::string svg;
  for (double power = std::pow(10.0, std::floor(std::log10(axes.low))); power <= axes.high;
       power *= 10)
    for (const double loss : {power, 3 * power}) {
      if (loss < axes.low || loss > axes.high) continue;
      svg += fmt::format(
          "<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#ddd\"/>"
          "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5:g}</text>\n",
          kLeft, kWidth - kRight, axes.y(loss), kLeft - 6, axes.y(loss) + 4, loss);
    }
  for (int quarter = 0; quarter <= 4; ++quarter) {
    const double tokens = axes.tokens * quarter / 4;
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{:.1f} M</text>\n",
                       axes.x(tokens), kHeight - kBottom + 18, tokens / 1e6);
  }
  return svg;
}

}  // namespace

std::vector<CurvePoint> read_curve(std::string_view metrics) {
  std::map<double, CurvePoint> by_step;
  while (!metrics.empty()) {
    const std::size_t end = std::min(metrics.find('\n'), metrics.size());
    const std::string_view line = metrics.substr(0, end);
    metrics.remove_prefix(std::min(end + 1, metrics.size()));
    const auto step = number_of(line, "step");
    const auto tokens = number_of(line, "tokens");
    const auto loss = number_of(line, "loss");
    if (step && tokens && loss)
      by_step[*step] = {*tokens, *loss, number_of(line, "held_out/loss").value_or(-1)};
  }
  std::vector<CurvePoint> points;
  for (const auto& [step, point] : by_step) points.push_back(point);
  return points;
}

std::string draw_curve(const std::vector<CurvePoint>& points) {
  if (points.size() < 2) return "";
  Axes axes{.tokens = points.back().tokens, .low = 1e9, .high = 0};
  std::vector<CurvePoint> judged;
  for (const CurvePoint& point : points) {
    if (point.held_out >= 0) judged.push_back(point);
    for (const double loss : {point.loss, point.held_out}) {
      if (loss <= 0) continue;
      axes.low = std::min(axes.low, loss);
      axes.high = std::max(axes.high, loss);
    }
  }
  if (axes.low >= axes.high) return "";
  const auto loss = [](const CurvePoint& point) { return point.loss; };
  const auto held_out = [](const CurvePoint& point) { return point.held_out; };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
      "{1}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" "
      "fill=\"white\"/>\n",
      kWidth, kHeight);
  svg += grid(axes);
  svg += polyline(points, axes, "stroke=\"#bbd\" stroke-width=\"0.7\"", loss);
  svg += polyline(smoothed(points), axes, "stroke=\"#336\" stroke-width=\"1.5\"", loss);
  if (!judged.empty())
    svg += polyline(judged, axes, "stroke=\"#c40\" stroke-width=\"1.5\"", held_out);
  svg += fmt::format(
      "<text x=\"{0}\" y=\"{1}\">tokens</text>\n"
      "<text x=\"{2}\" y=\"{3}\" fill=\"#336\" text-anchor=\"end\">loss of a step, nats a token, "
      "weighted</text>\n"
      "<text x=\"{2}\" y=\"{4}\" fill=\"#c40\" text-anchor=\"end\">held-out "
      "chains</text>\n</svg>\n",
      kLeft, kHeight - 6, kWidth - kRight - 6, kTop + 14, kTop + 30);
  return svg;
}

}  // namespace modus::bridge
