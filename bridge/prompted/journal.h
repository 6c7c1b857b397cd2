// What happened on the way to a chain, for the outcome and for whoever watches.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "bridge/attempt.h"

namespace modus::bridge {

class Journal {
 public:
  explicit Journal(Watch watch) : watch_(std::move(watch)) {}

  void accepted(const claims::Step& step, const symbolic::StepResult& judged) {
    ++accepted_;
    if (watch_) watch_({Happening::Kind::kAccepted, &step, &judged, nullptr});
  }
  // `written` is what the model wrote, on one line.
  void refused(std::string written, symbolic::Verdict verdict, std::string reason) {
    refusals_.push_back({accepted_, std::move(written), verdict, std::move(reason)});
    if (watch_) watch_({Happening::Kind::kRefused, nullptr, nullptr, &refusals_.back()});
  }

  const std::vector<Refusal>& refusals() const { return refusals_; }

 private:
  Watch watch_;
  std::size_t accepted_ = 0;
  std::vector<Refusal> refusals_;
};

// Line ends as " / ", at most 160 bytes: a reply as it is shown.
std::string on_one_line(std::string text);

}  // namespace modus::bridge
