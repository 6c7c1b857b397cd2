#include "neural/piece.h"

#include <algorithm>
#include <array>

#include "neural/suffix.h"

namespace modus::neural {
namespace {

constexpr std::string_view kConnectors = "_^-/*";
constexpr char kJoint = '\x1f';

}  // namespace

bool is_always_joined(std::string_view text) {
  return text == "_" || text == "^" || text == "'s" || is_suffix(text);
}

bool joins_next(const Piece& piece) {
  if (piece.text.empty() || kConnectors.find(piece.text.back()) == std::string_view::npos)
    return false;
  return !piece.begins_word || piece.text.size() > 1 || is_always_joined(piece.text);
}

std::string join(std::span<const Piece> pieces) {
  std::string out;
  std::size_t last = 0;  // where the piece before begins in `out`
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (!piece.begins_word && is_suffix(piece.text)) {
      const std::string word = with_suffix(std::string_view(out).substr(last), piece.text);
      out.replace(last, std::string::npos, word);
      continue;
    }
    if (i > 0 && piece.begins_word && !joins_next(pieces[i - 1])) out += ' ';
    last = out.size();
    out += piece.text;
  }
  return out;
}

std::string with_marked_joints(std::span<const Piece> pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    out += piece.begins_word ? ' ' : kJoint;
    out += piece.text;
  }
  return out;
}

}  // namespace modus::neural
