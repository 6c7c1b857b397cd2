// The frame of a page: two columns, colours for verdicts, no script and nothing from elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "symbolic/verdict.h"

namespace modus::app {

// Text as it may stand in an element or in a quoted attribute: & < > " ' are replaced, and control
// characters by U+FFFD.
std::string escape_html(std::string_view text);

// "good", "bad", "open" or "none": the colour of a verdict.
std::string_view colour_class(symbolic::Verdict verdict);

// A part of a text with a colour, and where a click on it leads ("" : nowhere).
struct Mark {
  claims::Span span;
  std::string colour;  // a class of the page: unread, model, good,
                       // open, bad, from weak to strong
  std::string target;  // id of an element: "s4"
};

// The text, escaped, with its marks. Where marks overlap the strongest colour shows, and among
// equal ones the first. Spans reach no further than the text.
std::string marked_text(std::string_view text, const std::vector<Mark>& marks);

// One thing to click on: its line is always seen, the rest once it is clicked.
struct Card {
  std::string id;     // "s4"
  std::string label;  // "s4", "sentence 4"
  std::string line;   // plain text
  std::string badge;  // "proved"
  symbolic::Verdict verdict = symbolic::Verdict::kNone;
  bool by_model = false;              // its badge has the colour of that
  std::vector<std::string> more;      // plain lines
  std::vector<std::string> rests_on;  // ids of cards that light up with this one
};

// A colour of the text and what it says: {"unread", "not understood"}.
struct LegendEntry {
  std::string_view colour, meaning;
};

struct Page {
  std::string title;                 // plain text
  std::string verdict;               // "refuted"
  std::string summary;               // plain text
  std::string_view colour = "open";  // of the verdict: good bad open
  std::string text_heading, text;    // the left column: plain text; HTML; none where empty
  std::vector<LegendEntry> legend;   // below the text
  std::string card_heading;
  std::vector<Card> cards;
};

std::string html_page(const Page& page);

}  // namespace modus::app
