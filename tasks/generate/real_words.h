// Common English words for generated problems, by class. Regular ones only.
#pragma once

#include <span>
#include <string_view>

#include "tasks/generate/word_maker.h"

namespace modus::tasks {

std::span<const std::string_view> real_words(WordClass word_class);

}  // namespace modus::tasks
