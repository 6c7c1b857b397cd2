// What is said to an OpenAI-compatible server, and what it says, as JSON. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bridge/prompted/text_model.h"

namespace modus::bridge {

// The body of POST /chat/completions. `model` may be empty: a server with one model needs no name;
// so may `grammar`, which goes beyond the protocol (lexicon_gbnf.h).
std::string chat_request_json(const TextRequest& request, std::string_view model,
                              std::string_view grammar);

// The text and token count of the first choice of its answer; no seconds. Where the server counts
// no tokens there are as many as words. Throws IoError, naming what is missing: no JSON, an error
// in place of an answer, no choice, no text.
TextReply chat_reply(std::string_view json, std::string_view place);

// What an answer with an error status says of it: its "message", else the beginning of the body.
// One line, without control characters, at most 300 bytes.
std::string server_complaint(std::string_view body);

// The names in the answer of GET /models; none where it is no such list.
std::vector<std::string> listed_models(std::string_view json);

}  // namespace modus::bridge
