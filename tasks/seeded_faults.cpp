#include "tasks/seeded_faults.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>

#include "base/progress.h"
#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"
#include "symbolic/solve.h"
#include "tasks/faults/bif.h"
#include "tasks/faults/chain_edits.h"
#include "tasks/faults/network_fault.h"
#include "tasks/faults/worked_fault.h"
#include "tasks/generate.h"
#include "tasks/gzip.h"
#include "tasks/rule_worlds.h"
#include "tasks/template_reader.h"

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::StepKind;
using symbolic::ChainResult;
using symbolic::StepResult;
using symbolic::Verdict;

constexpr std::size_t kFaultsPerMutator = 30;
constexpr std::size_t kUntouchedSteps = 20'000;
constexpr std::size_t kMaxGenerated = 12'000;  // chains
constexpr std::size_t kMaxRows = 2'000;        // rows of files

constexpr int kPartTries = 30;  // networks from files, for one fault
constexpr int kSoundTries = 8;  // chains over a network that the limits leave open

bool is_network(const std::string& file) {
  return file.ends_with(".bif") || file.ends_with(".bif.gz");
}

struct RuleFigures {
  std::size_t faults = 0, found = 0;       // recall
  std::size_t diagnosed = 0, rightly = 0;  // precision
};

// What a fault is for.
struct Seeded {
  std::string rule;
  std::vector<std::string> also;  // broken as well
  std::string id;
};

class SeededFaultsEvaluation {
 public:
  explicit SeededFaultsEvaluation(const EvalOptions& options)
      : options_(options),
        library_(rules::Library::shipped()),
        random_(options.seed),
        per_mutator_(options.limit.value_or(kFaultsPerMutator)) {
    with_rules_.library = &library_;
    without_rules_.wanted = symbolic::Wanted::kVerdict;
  }

  EvalResult run() {
    Progress progress("eval faults",
                      worked_faults().size() + network_faults().size() + kUntouchedSteps,
                      options_.progress);
    for (const WorkedFault& fault : worked_faults()) {
      for (std::size_t i = 0; i < per_mutator_; ++i) seed_worked(fault);
      progress.advance(1);
    }
    const std::vector<BayesNet> networks = networks_of_files();
    for (const WorkedFault& fault : network_faults()) {
      for (std::size_t i = 0; i < per_mutator_; ++i)
        seed_network(fault, i % 2 == 0 ? std::span<const BayesNet>() : networks);
      progress.advance(1);
    }
    for (const Chain& chain : chains_of_files()) take(chain);
    for (std::size_t i = 0; i < kMaxGenerated && untouched_ < kUntouchedSteps; ++i) {
      const std::size_t before = untouched_;
      take(generated(i));
      progress.advance(untouched_ - before);
    }
    return result();
  }

 private:
  void seed_worked(const WorkedFault& fault) {
    const WorkedChains chains = work_out(fault, random_);
    const std::string id = fmt::format("{} {}", fault.rule, fault.name);
    if (const ChainResult sound = check_untouched(chains.sound, id);
        symbolic::exit_code(sound.verdict) != 0)
      fail(id, fmt::format("the sound chain is {}: {}\n{}", symbolic::to_string(sound.verdict),
                           sound.reason, claims::print_chain(chains.sound)));
    judge({fault.rule, also_broken(fault), id}, chains.faulty, chains.step);
  }

  // Over a network of these, or one made for the fault. A chain that the limits of the checker
  // leave open is drawn again.
  void seed_network(const WorkedFault& fault, std::span<const BayesNet> networks) {
    const Seeded seeded{fault.rule, also_broken(fault),
                        fmt::format("{} {}", fault.rule, fault.name)};
    for (int time = 0; time < kSoundTries; ++time) {
      // A file may have one place only for a fault.
      const bool drawn = time >= kSoundTries / 2;
      const auto chains = network_chains(fault, drawn ? std::span<const BayesNet>() : networks);
      if (!chains) continue;
      const ChainResult sound = symbolic::check_chain(chains->sound, without_rules_);
      if (sound.verdict == symbolic::ChainVerdict::kUndecided) continue;
      if (symbolic::exit_code(sound.verdict) != 0) {
        fail(seeded.id,
             fmt::format("the sound chain is {}: {}\n{}", symbolic::to_string(sound.verdict),
                         sound.reason, claims::print_chain(chains->sound)));
        return;
      }
      check_untouched(chains->sound, seeded.id);
      judge(seeded, chains->faulty, chains->step);
      return;
    }
    fail(seeded.id, "no network gave a chain that is decided");
  }

  std::optional<WorkedChains> network_chains(const WorkedFault& fault,
                                             std::span<const BayesNet> networks) {
    for (int time = 0; time < kPartTries && !networks.empty(); ++time) {
      const std::uint32_t at = random_.below(static_cast<std::uint32_t>(networks.size()));
      if (auto chains = work_out_in(fault, networks[at], random_)) return chains;
    }
    return work_out_drawn(fault, random_);
  }

  // A sound chain: no error rule may fire on it, and edits of it must be found.
  void take(const Chain& chain) {
    const ChainResult sound = check_untouched(chain, "untouched");
    if (symbolic::exit_code(sound.verdict) != 0) return;
    Chain without_text = chain;  // what is given is not compared with sentences any more
    without_text.text.clear();
    for (claims::Step& step : without_text.steps) step.sentences.clear();
    for (const ChainEdit& edit : chain_edits()) {
      std::size_t& made = made_[fmt::format("{} {}", edit.rule, edit.name)];
      if (made >= 2 * per_mutator_) continue;
      const auto fault = edit.make(without_text, random_);
      if (!fault || !fails(*fault, edit.rule)) continue;
      ++made;
      judge({std::string(edit.rule), {}, fmt::format("{} {}", edit.rule, edit.name)}, fault->chain,
            fault->step);
    }
  }

  // The kernel alone is asked whether the edit made a mistake, and of the kind that it is meant to
  // be: left-out citations are a matter of what else was accepted, denials of contradiction.
  bool fails(const ChainFault& fault, std::string_view rule) {
    symbolic::CheckOptions options = without_rules_;
    options.wanted = symbolic::Wanted::kEvidence;
    const ChainResult result = symbolic::check_chain(fault.chain, options);
    const StepResult& step = result.steps[fault.step];
    if (step.verdict == Verdict::kProved || step.verdict == Verdict::kUndecided) return false;
    if (!step.rests_on.empty() || result.verdict == symbolic::ChainVerdict::kInconsistent)
      return false;
    const bool can_be_cited = !step.evidence.also_cite.empty();
    if (rule == "E01" || rule == "J04") return can_be_cited;
    if (rule == "J06" || rule == "J07") return step.verdict == Verdict::kRefuted;
    if (rule == "E03" || rule == "E04" || rule == "E07" || rule == "F01" || rule == "J14")
      return step.verdict == Verdict::kUnproved && !can_be_cited;
    return true;
  }

  ChainResult check_untouched(const Chain& chain, const std::string& id) {
    const ChainResult result = symbolic::check_chain(chain, with_rules_);
    for (const StepResult& step : result.steps) {
      const bool asked = step.kind == StepKind::kHave || step.kind == StepKind::kDischarge ||
                         step.kind == StepKind::kObtain || step.kind == StepKind::kAnswer;
      untouched_ += asked;
      for (const symbolic::FiredRule& fired : step.evidence.rules)
        if (fired.severity == symbolic::Severity::kError) {
          ++false_alarms_;
          fail(id, fmt::format("false alarm {}: {}\n{}", fired.id, fired.message,
                               claims::print_chain(chain)));
        }
    }
    return result;
  }

  void judge(const Seeded& seeded, const Chain& chain, std::size_t step) {
    const std::string& rule = seeded.rule;
    const ChainResult result = symbolic::check_chain(chain, with_rules_);
    const std::vector<symbolic::FiredRule>& fired = result.steps[step].evidence.rules;
    RuleFigures& own = by_rule_[rule];
    ++own.faults;
    ++faults_;
    const bool found = std::ranges::find(fired, rule, &symbolic::FiredRule::id) != fired.end();
    own.found += found;
    const std::string first = fired.empty() ? "" : fired.front().id;
    const auto names = [&](const std::string& meant) { return refines(first, meant); };
    const bool right = !first.empty() && (names(rule) || std::ranges::any_of(seeded.also, names));
    if (!first.empty()) {
      ++by_rule_[first].diagnosed;
      by_rule_[first].rightly += right;
    }
    if (!found || !right)
      fail(seeded.id,
           fmt::format("s{} is {}, {}: {}\n{}", result.steps[step].id.value,
                       symbolic::to_string(result.steps[step].verdict), found ? "found" : "missed",
                       first.empty() ? "no diagnosis" : "diagnosed as " + first,
                       claims::print_chain(chain)));
  }

  // rule itself, or what it refines over any number of steps.
  bool refines(const std::string& rule, const std::string& other) const {
    std::set<std::string> seen;
    std::vector<std::string> open = {rule};
    while (!open.empty()) {
      const std::string id = open.back();
      open.pop_back();
      if (id == other) return true;
      const rules::Rule* known = library_.find(id);
      if (known == nullptr || !seen.insert(id).second) continue;
      open.insert(open.end(), known->refines.begin(), known->refines.end());
    }
    return false;
  }

  std::vector<Chain> chains_of_files() const {
    std::vector<Chain> chains;
    std::vector<std::string> files = options_.files;
    std::erase_if(files, is_network);
    if (files.empty()) return chains;
    for (const Row& row : read_rows(files, kMaxRows)) {
      const RenamedWorld world = world_of(row, std::nullopt);
      const TemplateReading reading = read_by_template(world.context + " " + world.question);
      if (!reading.chain) continue;
      symbolic::Solution solved = symbolic::solve_claims(*reading.chain, without_rules_);
      if (symbolic::exit_code(solved.result.verdict) == 0)
        chains.push_back(std::move(solved.chain));
    }
    return chains;
  }

  std::vector<BayesNet> networks_of_files() const {
    std::vector<BayesNet> networks;
    for (const std::string& file : options_.files)
      if (is_network(file))
        for (BayesNet& part : small_parts(read_bif(read_maybe_gzip(file, kMaxBifBytes), file)))
          networks.push_back(std::move(part));
    return networks;
  }

  Chain generated(std::size_t i) {
    static constexpr Family kFamilies[] = {Family::kArithmetic, Family::kRuleWorld,
                                           Family::kTaxonomy,   Family::kKinship,
                                           Family::kOrdering,   Family::kKnights};
    const Family family = kFamilies[i % std::size(kFamilies)];
    RandomStream random = random_.fork(i);
    return generate_unchecked(whole_range(family, Split::kHeldOut), random).chain;
  }

  void fail(const std::string& id, std::string reason) {
    result_.failures.push_back({id, std::move(reason)});
  }

  EvalResult result() {
    result_.dataset = "faults";
    result_.n = faults_;
    result_.seed = options_.seed;
    auto& figures = result_.figures;
    double recall_sum = 0, precision_sum = 0, lowest_recall = 1, lowest_precision = 1;
    std::size_t rules = 0;
    for (const auto& [id, rule] : by_rule_) {
      if (rule.faults == 0) continue;
      const double recall = static_cast<double>(rule.found) / static_cast<double>(rule.faults);
      const double precision = rule.diagnosed == 0 ? 0
                                                   : static_cast<double>(rule.rightly) /
                                                         static_cast<double>(rule.diagnosed);
      figures[id + " faults"] = static_cast<double>(rule.faults);
      figures[id + " recall"] = recall;
      figures[id + " precision"] = precision;
      ++rules;
      recall_sum += recall;
      precision_sum += precision;
      lowest_recall = std::min(lowest_recall, recall);
      lowest_precision = std::min(lowest_precision, precision);
    }
    const double count = static_cast<double>(std::max<std::size_t>(rules, 1));
    figures["rules"] = static_cast<double>(rules);
    figures["faults"] = static_cast<double>(faults_);
    figures["macro_recall"] = recall_sum / count;
    figures["macro_precision"] = precision_sum / count;
    figures["lowest_recall"] = lowest_recall;
    figures["lowest_precision"] = lowest_precision;
    figures["untouched_steps"] = static_cast<double>(untouched_);
    figures["false_alarms"] = static_cast<double>(false_alarms_);
    figures["false_alarms_per_1000"] =
        untouched_ == 0
            ? 0
            : 1000.0 * static_cast<double>(false_alarms_) / static_cast<double>(untouched_);
    return std::move(result_);
  }

  const EvalOptions& options_;
  const rules::Library library_;
  symbolic::CheckOptions with_rules_, without_rules_;
  RandomStream random_;
  std::size_t per_mutator_;
  std::map<std::string, RuleFigures> by_rule_;
  std::map<std::string, std::size_t> made_;
  std::size_t faults_ = 0, untouched_ = 0, false_alarms_ = 0;
  EvalResult result_;
};

}  // namespace

EvalResult eval_faults(const EvalOptions& options) { return SeededFaultsEvaluation(options).run(); }

}  // namespace modus::tasks
