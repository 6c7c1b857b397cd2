#include "tasks/faults/fault_table.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/ascii.h"
#include "base/error.h"

namespace modus::tasks {
namespace {

// "s3", "ask", "answer": what a step's line begins with; "@1", "names" and others begin none.
bool begins_step(std::string_view line) {
  const std::string_view word = line.substr(0, line.find(' '));
  return word == "ask" || word == "answer" ||
         (word.size() > 1 && word[0] == 's' && std::isdigit(static_cast<unsigned char>(word[1])));
}

constexpr auto kNotes = std::to_array<std::string_view>({"roles", "where", "if", "also"});

bool is_note(std::string_view word) { return std::ranges::find(kNotes, word) != kNotes.end(); }

// One line of an entry: added to both texts.
void add_line(std::string_view line, WorkedFault& fault, std::size_t& steps) {
  const bool is_faulty = line.ends_with(" !");
  if (is_faulty) line = trimmed(line.substr(0, line.size() - 2));
  const std::size_t arrow = line.find("=>");
  const std::string_view sound = trimmed(line.substr(0, arrow));
  std::string faulty(sound);
  if (arrow != std::string_view::npos) {
    faulty = trimmed(line.substr(arrow + 2));
    // The step's number stands once, before the sound form.
    if (sound[0] == 's' && begins_step(sound))
      faulty = std::string(sound.substr(0, sound.find(' '))) + " " + faulty;
  }
  fault.sound += std::string(sound) + "\n";
  if (!faulty.empty()) fault.faulty += faulty + "\n";
  if (is_faulty) fault.step = steps;
  steps += begins_step(faulty);
}

}  // namespace

void read_fault_table(std::string_view table, std::vector<WorkedFault>& all) {
  bool inside = false;
  std::size_t steps = 0;
  for (std::size_t begin = 0; begin < table.size();) {
    const std::size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view line = trimmed(table.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) {
      inside = false;
    } else if (!inside) {
      const std::size_t space = line.find(' ');
      MODUS_CHECK(space != std::string_view::npos, "an entry begins with rule and name: {}", line);
      all.push_back(
          {std::string(line.substr(0, space)), std::string(line.substr(space + 1)), "", "", 0, {}});
      inside = true;
      steps = 0;
    } else if (const auto word = line.substr(0, line.find(' ')); is_note(word)) {
      all.back().notes[std::string(word)].emplace_back(trimmed(line.substr(word.size())));
    } else {
      add_line(line, all.back(), steps);
    }
  }
}

}  // namespace modus::tasks
