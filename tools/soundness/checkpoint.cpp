#include "tools/soundness/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/core.h>

#include "base/error.h"

namespace modus::soundness {
namespace {

constexpr std::string_view kTitle = "modus soundness 1";

std::string on_one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '\t', ' ');
  return text;
}

// The part before the next `end`, which is taken off with it.
std::string_view take(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return part;
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& path) : text_(text), path_(path) {}

  CampaignResult read(std::uint64_t seed) {
    if (take(text_, '\n') != kTitle) fail("it does not begin with `modus soundness 1`");
    std::uint64_t of_seed = 0;
    const std::map<std::string_view, std::uint64_t*> numbers = {
        {"seed", &of_seed},
        {"trials", &result_.trials},
        {"witnesses", &result_.witnesses},
        {"confirmed", &result_.asked_agreed},
        {"not decided", &result_.asked_unknown}};
    for (const auto& [name, number] : numbers) seen_[name] = false;
    while (!text_.empty()) {
      std::string_view line = take(text_, '\n');
      const std::string_view word = take(line, '\t');
      if (const auto found = numbers.find(word); found != numbers.end()) {
        *found->second = number(line);
        seen_[word] = true;
      } else {
        entry(word, line);
      }
    }
    for (const auto& [name, is_seen] : seen_)
      if (!is_seen) fail(fmt::format("it has no line `{}`", name));
    if (of_seed != seed) fail(fmt::format("it is of seed {}, asked for is {}", of_seed, seed));
    return std::move(result_);
  }

 private:
  void entry(std::string_view word, std::string_view line) {
    if (word == "count") {
      const std::string group(take(line, '\t')), item(take(line, '\t'));
      result_.coverage.add(group, item, number(line));
    } else if (word == "wrong") {
      const std::uint64_t chain = number(take(line, '\t'));
      const std::uint64_t step = number(take(line, '\t'));
      result_.offenders.push_back({chain, step, std::string(line)});
    } else {
      fail(fmt::format("it has a line `{}`", word));
    }
  }

  std::uint64_t number(std::string_view digits) const {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
      fail(fmt::format("`{}` is no number", digits));
    return value;
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw ConfigError(fmt::format("{}: no checkpoint to go on from: {}", path_, why));
  }

  std::string_view text_;
  const std::string& path_;
  CampaignResult result_;
  std::map<std::string_view, bool> seen_;
};

}  // namespace

std::string checkpoint_text(const CampaignResult& result, std::uint64_t seed) {
  std::string text = fmt::format(
      "{}\nseed\t{}\ntrials\t{}\nwitnesses\t{}\nconfirmed\t{}\nnot decided\t{}\n", kTitle, seed,
      result.trials, result.witnesses, result.asked_agreed, result.asked_unknown);
  for (const auto& [key, count] : result.coverage.counts())
    text += fmt::format("count\t{}\t{}\t{}\n", key.first, key.second, count);
  for (const Offender& offender : result.offenders)
    if (offender.number < result.trials)
      text += fmt::format("wrong\t{}\t{}\t{}\n", offender.number, offender.step,
                          on_one_line(offender.what));
  return text;
}

CampaignResult read_checkpoint(std::string_view text, std::uint64_t seed, const std::string& path) {
  return Reader(text, path).read(seed);
}

}  // namespace modus::soundness
