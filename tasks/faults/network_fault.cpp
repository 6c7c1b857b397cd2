#include "tasks/faults/network_fault.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include <fmt/ranges.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/parse.h"
#include "tasks/faults/network_roles.h"

namespace modus::tasks {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr int kTries = 40;

std::vector<std::string> notes(const WorkedFault& fault, const std::string& word) {
  const auto found = fault.notes.find(word);
  return found == fault.notes.end() ? std::vector<std::string>() : found->second;
}

// Edges and marks of a graph as text, and what an entry changes in them.
class GraphText {
 public:
  explicit GraphText(const BayesNet& net) {
    for (const NetNode& node : net.nodes) {
      nodes_.push_back(node.name);
      for (const std::size_t parent : node.parents)
        edges_.insert(net.nodes[parent].name + " ~> " + node.name);
    }
  }

  void change(std::string_view item) {
    if (item.starts_with("no "))
      edges_.erase(std::string(item.substr(3)));
    else if (item.starts_with("root "))
      std::erase_if(edges_, [&](const std::string& edge) {
        return edge.ends_with(fmt::format("~> {}", item.substr(5)));
      });
    else if (item.starts_with("hidden "))
      hidden_.emplace_back(item);
    else
      edges_.emplace(item);
  }

  std::string print() const {
    std::vector<std::string> items = hidden_;
    items.insert(items.end(), edges_.begin(), edges_.end());
    const std::string edges = fmt::format(" {} ", fmt::join(items, " , "));
    for (const std::string& node : nodes_)
      if (edges.find(" " + node + " ") == std::string::npos) items.push_back(node);
    return fmt::format("graph {{ {} }}", fmt::join(items, ", "));
  }

 private:
  std::vector<std::string> nodes_, hidden_;
  std::set<std::string> edges_;
};

// An entry's text in one network. Everything is nullopt where the network cannot fill a slot.
class Filling {
 public:
  Filling(const BayesNet& net, RoleNodes nodes) : net_(net), nodes_(std::move(nodes)) {}

  std::optional<std::string> fill(std::string_view text) const {
    auto named = with_names(text);
    if (!named) return std::nullopt;
    return with_numbers(std::move(*named));
  }

  bool holds(std::string_view condition) const {
    const auto named = with_names(condition);
    if (!named) return false;
    const Claim claim = claims::parse_claim(*named, "a fault's condition");
    const auto left = value_in(net_, claim.child(0)), right = value_in(net_, claim.child(1));
    if (!left || !right) return false;
    switch (claim.op()) {
      case Op::kEqual:
        return *left == *right;
      case Op::kNotEqual:
        return *left != *right;
      case Op::kLess:
        return *left < *right;
      case Op::kLessEqual:
        return *left <= *right;
      case Op::kGreater:
        return *left > *right;
      case Op::kGreaterEqual:
        return *left >= *right;
      default:
        MODUS_CHECK(false, "no condition: {}", condition);
        return false;
    }
  }

 private:
  std::optional<std::string> with_names(std::string_view text) const {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '$') {
        plain += text[i];
      } else if (text.substr(i).starts_with("$graph")) {
        i += std::string_view("$graph").size() - 1;
        GraphText graph(net_);
        if (i + 1 < text.size() && text[i + 1] == '(') {
          const std::size_t close = text.find(')', i);
          MODUS_CHECK(close != std::string_view::npos, "a graph is not closed: {}", text);
          if (!change(graph, text.substr(i + 2, close - i - 2))) return std::nullopt;
          i = close;
        }
        plain += graph.print();
      } else {
        const auto name = name_of(text[++i]);
        if (!name) return std::nullopt;
        plain += *name;
      }
    }
    return plain;
  }

  bool change(GraphText& graph, std::string_view items) const {
    while (!items.empty()) {
      const std::size_t comma = std::min(items.find(','), items.size());
      std::string_view item = items.substr(0, comma);
      while (item.starts_with(' ')) item.remove_prefix(1);
      const auto named = with_names(item);
      if (!named) return false;
      graph.change(*named);
      items.remove_prefix(std::min(comma + 1, items.size()));
    }
    return true;
  }

  std::optional<std::string> name_of(char slot) const {
    const auto& many = net_.many_valued;
    if (slot == 'v') return many ? std::optional(many->name) : std::nullopt;
    if (std::isdigit(static_cast<unsigned char>(slot)) != 0) {
      const auto at = static_cast<std::size_t>(slot - '1');
      return many && at < many->states.size() ? std::optional(many->states[at]) : std::nullopt;
    }
    const auto found = nodes_.find(slot);
    MODUS_CHECK(found != nodes_.end(), "no role ${}", slot);
    return net_.nodes[found->second].name;
  }

  // [[18 + 36]] becomes 54.
  std::optional<std::string> with_numbers(std::string text) const {
    for (std::size_t open = text.find("[["); open != std::string::npos;
         open = text.find("[[", open)) {
      const std::size_t close = text.find("]]", open);
      MODUS_CHECK(close != std::string::npos, "a number is not closed: {}", text);
      const std::string term = text.substr(open + 2, close - open - 2);
      const auto value = value_in(net_, claims::parse_claim(term + " = 0", "a number").child(0));
      // What is sure or impossible has no part in most mistakes; entries that need it say 0 or 1.
      if (!value || *value == 0 || *value == 1) return std::nullopt;
      text.replace(open, close + 2 - open, claims::to_string(*value));
    }
    return text;
  }

  const BayesNet& net_;
  RoleNodes nodes_;
};

std::optional<WorkedChains> chains_in(const WorkedFault& fault, const BayesNet& net,
                                      const RoleNodes& nodes) {
  const Filling filling(net, nodes);
  for (const std::string& condition : notes(fault, "if"))
    if (!filling.holds(condition)) return std::nullopt;
  const auto sound = filling.fill(fault.sound), faulty = filling.fill(fault.faulty);
  if (!sound || !faulty || *sound == *faulty) return std::nullopt;
  const std::string name = fault.rule + " " + fault.name;
  return WorkedChains{claims::parse_chain(*sound, name), claims::parse_chain(*faulty, name),
                      fault.step};
}

Roles roles_of(const WorkedFault& fault) {
  return read_roles(fmt::format("{}", fmt::join(notes(fault, "roles"), ", ")),
                    fmt::format("{}", fmt::join(notes(fault, "where"), ", ")));
}

}  // namespace

const std::vector<WorkedFault>& network_faults() {
  static const std::vector<WorkedFault> all = [] {
    std::vector<WorkedFault> list;
    read_fault_table(probability_faults(), list);
    read_fault_table(causal_faults(), list);
    for (const WorkedFault& fault : list)
      MODUS_CHECK(fault.notes.contains("roles"), "{} {} has no roles", fault.rule, fault.name);
    return list;
  }();
  return all;
}

std::optional<WorkedChains> work_out_drawn(const WorkedFault& fault, RandomStream& random) {
  const Roles roles = roles_of(fault);
  for (int time = 0; time < kTries; ++time) {
    const auto made = network_for(roles, random);
    if (!made) return std::nullopt;
    if (auto chains = chains_in(fault, made->first, made->second)) return chains;
  }
  return std::nullopt;
}

std::optional<WorkedChains> work_out_in(const WorkedFault& fault, const BayesNet& net,
                                        RandomStream& random) {
  const Roles roles = roles_of(fault);
  for (int time = 0; time < kTries; ++time) {
    const auto nodes = roles_in(roles, net, random);
    if (!nodes) return std::nullopt;
    if (auto chains = chains_in(fault, net, *nodes)) return chains;
  }
  return std::nullopt;
}

std::vector<std::string> also_broken(const WorkedFault& fault) { return notes(fault, "also"); }

}  // namespace modus::tasks
