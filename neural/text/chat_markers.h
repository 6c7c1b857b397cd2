// The control tokens by which the families of public chat models mark who speaks and where a text
// ends. Whatever a file says of them, they are control tokens: some files call them words.
#pragma once

#include <array>
#include <string_view>

namespace modus::neural::marker {

// ChatML: Qwen, SmolLM2.
inline constexpr std::string_view kChatMlStart = "<|im_start|>";
inline constexpr std::string_view kChatMlEnd = "<|im_end|>";
// Llama 3.
inline constexpr std::string_view kLlama3Begin = "<|begin_of_text|>";
inline constexpr std::string_view kLlama3Header = "<|start_header_id|>";
inline constexpr std::string_view kLlama3HeaderEnd = "<|end_header_id|>";
inline constexpr std::string_view kLlama3TurnEnd = "<|eot_id|>";
inline constexpr std::string_view kLlama3MessageEnd = "<|eom_id|>";
inline constexpr std::string_view kLlama3End = "<|end_of_text|>";
// DeepSeek, with U+FF5C and U+2581.
inline constexpr std::string_view kDeepSeekBegin = "<\uFF5Cbegin\u2581of\u2581sentence\uFF5C>";
inline constexpr std::string_view kDeepSeekUser = "<\uFF5CUser\uFF5C>";
inline constexpr std::string_view kDeepSeekAssistant = "<\uFF5CAssistant\uFF5C>";
inline constexpr std::string_view kDeepSeekEnd = "<\uFF5Cend\u2581of\u2581sentence\uFF5C>";
// GPT-2, and the base models of Qwen and SmolLM.
inline constexpr std::string_view kGpt2End = "<|endoftext|>";

// Each of these ends what a model writes.
inline constexpr std::array kEnds = {kChatMlEnd, kLlama3TurnEnd, kLlama3MessageEnd,
                                     kLlama3End, kDeepSeekEnd,   kGpt2End};
inline constexpr std::array kOthers = {kChatMlStart,      kLlama3Begin,   kLlama3Header,
                                       kLlama3HeaderEnd,  kDeepSeekBegin, kDeepSeekUser,
                                       kDeepSeekAssistant};

}  // namespace modus::neural::marker
