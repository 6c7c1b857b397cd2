// Where the figures of a run go: metrics.jsonl, one object a line, and a TensorBoard event file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modus::bridge {

using Figures = std::vector<std::pair<std::string, double>>;

class MetricsLog {
 public:
  // Appends to what is in the folder. Throws IoError where it cannot.
  explicit MetricsLog(const std::string& folder);
  ~MetricsLog();

  // {"step":250,"loss":1.25,...} and one scalar each.
  void write(std::size_t step, const Figures& figures);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One TensorBoard record: an Event with scalar summaries, framed as TFRecord. Pure.
std::string event_record(double wall_time_s, std::size_t step, const Figures& figures);
std::string first_event_record(double wall_time_s);  // the file's version

}  // namespace modus::bridge
