// The closed lists of words that carry logic or nothing at all. Everything else is a content word.
#pragma once

#include <string_view>

namespace modus::symbolic::reading {

bool is_copula(std::string_view word);       // is are was were be
bool is_auxiliary(std::string_view word);    // do does did will can have
bool is_negation(std::string_view word);     // not no never nobody nothing neither nor without
bool is_conditional(std::string_view word);  // if when whenever unless
bool is_universal(std::string_view word);    // all every each everyone any no only
bool is_existential(std::string_view word);  // some there exists
bool is_relative(std::string_view word);     // who that which
bool is_vague(std::string_view word);        // most few usually perhaps: no plain claim says them
bool is_report(std::string_view word);       // says said claims: what follows is only reported
bool is_article(std::string_view word);      // a an the its this

// Words that stand for something not named: someone they it thing people. `is_thing` distinguishes
// what `it` takes up from what `they` takes up.
bool is_indefinite(std::string_view word);  // someone something everyone thing people person
bool is_pronoun(std::string_view word);     // it they he she them
bool is_thing(std::string_view word);       // something everything thing it

// Never counts as a content word left unread.
bool is_filler(std::string_view word);

}  // namespace modus::symbolic::reading
