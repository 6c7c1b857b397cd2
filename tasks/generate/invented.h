// Invented words from random syllables: blor, yumpus, strenish, kadovale.
#pragma once

#include <string>

#include "base/random.h"
#include "tasks/generate/word_maker.h"

namespace modus::tasks {

// 1 to 4 syllables, lower case. Words that are inflected have a regular stem by their last letter,
// so that writing a plural or a third person can be undone. May be any string of that form, a
// function word included: the caller refuses what it does not want.
std::string invented_word(WordClass word_class, RandomStream& random);

}  // namespace modus::tasks
