#include "tasks/faults/network_roles.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/error.h"
#include "tasks/generate/world.h"

namespace modus::tasks {

using claims::Rational;

namespace {

constexpr int kRoleTries = 60;
constexpr double kSureNodes = 0.15;

constexpr auto kNodeNames = std::to_array<std::string_view>(
    {"alarm",  "blight", "cough",  "damp",   "exercise", "fever", "frost",  "growth", "hail",
     "income", "jam",    "leak",   "mildew", "noise",    "ozone", "pollen", "queue",  "rain",
     "salt",   "smoke",  "strike", "theft",  "vaccine",  "wet",   "yield"});

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (const auto part = trimmed(text.substr(0, comma)); !part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

// The letters behind dollar signs.
std::string letters_in(std::string_view text) {
  std::string letters;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '$') letters += text[i + 1];
  return letters;
}

bool is_so(const RoleCondition& condition, const BayesNet& net, const RoleNodes& nodes) {
  const std::size_t from = nodes.at(condition.from), to = nodes.at(condition.to);
  std::vector<std::size_t> given;
  for (const char letter : condition.given) given.push_back(nodes.at(letter));
  bool holds = false;
  if (condition.kind == "edge") {
    holds = net.has_edge(from, to);
  } else if (condition.kind == "path") {
    holds = net.has_path(from, to, given);
  } else {
    Connection asked{from, to, given, {}};
    if (condition.kind == "backdoor") asked.out_of = from;
    holds = connected(net, asked);
  }
  return holds != condition.negated;
}

bool all_so(const Roles& roles, const BayesNet& net, const RoleNodes& nodes) {
  return std::ranges::all_of(roles.conditions, [&](const RoleCondition& condition) {
    return is_so(condition, net, nodes);
  });
}

// Assigns the letters from `at` on; the first assignment that fits is taken.
bool assign(const Roles& roles, const BayesNet& net, RandomStream& random, RoleNodes& nodes) {
  if (nodes.size() == roles.letters.size()) return all_so(roles, net, nodes);
  const char letter = roles.letters[nodes.size()];
  std::vector<std::size_t> free;
  for (std::size_t node = 0; node < net.nodes.size(); ++node)
    if (std::ranges::none_of(nodes, [&](const auto& taken) { return taken.second == node; }))
      free.push_back(node);
  shuffle(free, random);
  for (const std::size_t node : free) {
    RoleNodes with = nodes;
    with[letter] = node;
    const bool edges_there = std::ranges::all_of(roles.edges, [&](const auto& edge) {
      const auto from = with.find(edge.first), to = with.find(edge.second);
      return from == with.end() || to == with.end() || net.has_edge(from->second, to->second);
    });
    if (edges_there && assign(roles, net, random, with)) {
      nodes = std::move(with);
      return true;
    }
  }
  return false;
}

// Letters, causes before effects. They are few: the first that has no cause left comes next.
std::string causes_first(const Roles& roles) {
  std::string order;
  while (order.size() < roles.letters.size())
    for (const char letter : roles.letters) {
      if (order.find(letter) != std::string::npos) continue;
      if (std::ranges::all_of(roles.edges, [&](const auto& edge) {
            return edge.second != letter || order.find(edge.first) != std::string::npos;
          }))
        order += letter;
    }
  return order;
}

// Twentieths, none of them sure; now and then a node is no more than the `or` of its parents.
std::vector<Rational> drawn_table(std::size_t parents, RandomStream& random) {
  const bool is_or = parents > 0 && random.chance(kSureNodes);
  std::vector<Rational> table;
  for (std::size_t row = 0; row < std::size_t{1} << parents; ++row) {
    if (is_or) {
      table.emplace_back(row == 0 ? 0 : 1);
      continue;
    }
    Rational share(random.between(1, 19), 20);
    share.canonicalize();
    table.push_back(share);
  }
  return table;
}

StatesNode drawn_states(RandomStream& random) {
  StatesNode day{"season", {"spring", "summer", "autumn", "winter"}, {}};
  std::int64_t left = 20;
  for (std::int64_t others = 3; others >= 0; --others) {
    const std::int64_t share = others == 0 ? left : random.between(1, left - others);
    Rational weight(share, 20);
    weight.canonicalize();
    day.weights.push_back(weight);
    left -= share;
  }
  return day;
}

}  // namespace

Roles read_roles(std::string_view roles, std::string_view where) {
  Roles read;
  for (const std::string_view part : parts_of(roles)) {
    const std::string letters = letters_in(part);
    MODUS_CHECK(!letters.empty(), "no role: {}", part);
    for (const char letter : letters)
      if (read.letters.find(letter) == std::string::npos) read.letters += letter;
    for (std::size_t i = 1; i < letters.size(); ++i)
      read.edges.emplace_back(letters[i - 1], letters[i]);
  }
  for (std::string_view part : parts_of(where)) {
    RoleCondition condition;
    if (part.starts_with("not ")) {
      condition.negated = true;
      part = trimmed(part.substr(4));
    }
    condition.kind = part.substr(0, part.find(' '));
    const std::string letters = letters_in(part);
    MODUS_CHECK(letters.size() >= 2, "a condition names two roles: {}", part);
    condition.from = letters[0];
    condition.to = letters[1];
    condition.given = letters.substr(2);
    read.conditions.push_back(std::move(condition));
  }
  return read;
}

std::optional<RoleNodes> roles_in(const Roles& roles, const BayesNet& net, RandomStream& random) {
  RoleNodes nodes;
  if (!assign(roles, net, random, nodes)) return std::nullopt;
  return nodes;
}

std::optional<std::pair<BayesNet, RoleNodes>> network_for(const Roles& roles,
                                                          RandomStream& random) {
  for (int time = 0; time < kRoleTries; ++time) {
    std::vector<std::string_view> names(kNodeNames.begin(), kNodeNames.end());
    shuffle(names, random);
    std::string order = causes_first(roles);
    for (std::uint32_t more = random.below(3); more > 0; --more)
      order.insert(order.begin() + random.between(0, static_cast<std::int64_t>(order.size())), '+');
    BayesNet net;
    RoleNodes nodes;
    for (std::size_t i = 0; i < order.size(); ++i) {
      NetNode node{std::string(names[i]), {}, {}};
      for (std::size_t j = 0; j < i; ++j) {
        const bool both_roles = order[i] != '+' && order[j] != '+';
        const bool is_edge =
            both_roles
                ? std::ranges::find(roles.edges, std::pair(order[j], order[i])) != roles.edges.end()
                : random.chance(0.4);
        if (is_edge) node.parents.push_back(j);
      }
      node.truth = drawn_table(node.parents.size(), random);
      net.nodes.push_back(std::move(node));
      if (order[i] != '+') nodes[order[i]] = i;
    }
    net.many_valued = drawn_states(random);
    if (all_so(roles, net, nodes)) return std::pair(std::move(net), std::move(nodes));
  }
  return std::nullopt;
}

}  // namespace modus::tasks
