// The folder tables of ARCHITECTURE.md, enforced: who may include whom, and where the heavy
// third-party headers may stand. Reads the sources as text; nothing needs to be built.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/source_folder.h"

namespace {

namespace fs = std::filesystem;
const fs::path kRoot = modus::source_folder();

struct Include {
  std::string target;
  bool quoted = false;
  std::size_t line = 0;
};
struct Source {
  std::string path;  // from the root: "kg/datalog.h"
  std::string text;
  std::vector<Include> includes;
  bool header() const { return path.ends_with(".h"); }
};
struct Tables {
  std::map<std::string, std::set<std::string>> may_include;             // folder -> folders
  std::vector<std::pair<std::string, std::vector<std::string>>> third;  // prefix -> patterns
};

// The longest folder of the table that holds the file: neural/train before neural.
std::string folder_of(const Tables& tables, const std::string& path) {
  std::string best;
  for (const auto& [folder, allowed] : tables.may_include)
    if (path.starts_with(folder + "/") && folder.size() > best.size()) best = folder;
  return best;
}

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// What stands in backticks: "`base`, `claims`" gives base and claims.
std::vector<std::string> quoted_in(const std::string& cell) {
  std::vector<std::string> names;
  for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at + 1)) {
    const std::size_t end = cell.find('`', at + 1);
    if (end == std::string::npos) break;
    names.push_back(cell.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream line(row.substr(1));
  for (std::string cell; std::getline(line, cell, '|');) cells.push_back(cell);
  return cells;
}

Tables read_tables(const std::string& page) {
  Tables tables;
  enum class Reading { kNothing, kFolders, kThirdParty } reading = Reading::kNothing;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("| folder |")) reading = Reading::kFolders;
    if (line.starts_with("| third party |")) reading = Reading::kThirdParty;
    if (!line.starts_with("|")) reading = Reading::kNothing;
    if (reading == Reading::kNothing || !line.starts_with("| `")) continue;
    const std::vector<std::string> cells = cells_of(line);
    const std::string key = quoted_in(cells.at(0)).at(0);
    if (reading == Reading::kFolders) {
      const std::vector<std::string> allowed = quoted_in(cells.at(2));
      tables.may_include[key] = {allowed.begin(), allowed.end()};
    } else {
      tables.third.emplace_back(key, quoted_in(cells.at(1)));
    }
  }
  return tables;
}

std::vector<Include> includes_of(const std::string& text) {
  std::vector<Include> found;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.starts_with("#include ") || line.size() < 12) continue;
    const bool quoted = line[9] == '"';
    const std::size_t end = line.find(quoted ? '"' : '>', 10);
    if (end != std::string::npos) found.push_back({line.substr(10, end - 10), quoted, number});
  }
  return found;
}

std::vector<Source> sources_in(const Tables& tables) {
  std::vector<Source> sources;
  for (const auto& [folder, allowed] : tables.may_include)
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp") continue;
      Source source;
      source.path = fs::relative(entry.path(), kRoot);
      if (folder_of(tables, source.path) != folder) continue;
      source.text = read(entry.path());
      source.includes = includes_of(source.text);
      sources.push_back(std::move(source));
    }
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

// Standard C++ headers have neither dot nor slash; the rest of the system's is listed.
bool of_the_system(const std::string& header) {
  static const std::set<std::string> kPosix = {"dlfcn.h", "fcntl.h",  "malloc.h", "poll.h",
                                               "sched.h", "signal.h", "spawn.h",  "unistd.h"};
  return header.find_first_of("./") == std::string::npos || header.starts_with("sys/") ||
         kPosix.contains(header);
}

// "kg/*.cpp" matches every .cpp below kg; "*" everything; else the very path.
bool matches(const std::string& pattern, const std::string& path) {
  const std::size_t star = pattern.find('*');
  if (star == std::string::npos) return pattern == path;
  return path.size() + 1 >= pattern.size() && path.starts_with(pattern.substr(0, star)) &&
         path.ends_with(pattern.substr(star + 1));
}

class Layering : public testing::Test {
 protected:
  const Tables tables_ = read_tables(read(kRoot / "ARCHITECTURE.md"));
  const std::vector<Source> sources_ = sources_in(tables_);
};

TEST_F(Layering, TablesAndSourcesAreFound) {
  EXPECT_GE(tables_.may_include.size(), 7u);
  EXPECT_GE(tables_.third.size(), 5u);
  EXPECT_GT(sources_.size(), 30u);
}

TEST_F(Layering, FoldersIncludeOnlyWhatTheTableAllows) {
  for (const Source& source : sources_) {
    const std::string from = folder_of(tables_, source.path);
    for (const Include& include : source.includes) {
      if (!include.quoted) continue;
      const std::string into = folder_of(tables_, include.target);
      EXPECT_TRUE(into == from || tables_.may_include.at(from).contains(into))
          << source.path << ":" << include.line << ": " << from << " may not include "
          << include.target << ", see the first table of ARCHITECTURE.md";
    }
  }
}

TEST_F(Layering, ThirdPartyHeadersStandWhereTheTableAllows) {
  for (const Source& source : sources_)
    for (const Include& include : source.includes) {
      if (include.quoted || of_the_system(include.target)) continue;
      const auto row = std::find_if(tables_.third.begin(), tables_.third.end(), [&](auto& entry) {
        return include.target.starts_with(entry.first);
      });
      const bool allowed =
          row != tables_.third.end() &&
          std::any_of(row->second.begin(), row->second.end(),
                      [&](const std::string& pattern) { return matches(pattern, source.path); });
      EXPECT_TRUE(allowed) << source.path << ":" << include.line << ": <" << include.target
                           << "> may not stand here, see the second table of ARCHITECTURE.md";
    }
}

TEST_F(Layering, HeadersStayLight) {
  for (const Source& source : sources_) {
    if (!source.header()) continue;
    EXPECT_NE(source.text.find("#pragma once"), std::string::npos) << source.path;
    EXPECT_EQ(source.text.find("\nusing namespace"), std::string::npos) << source.path;
    for (const Include& include : source.includes)
      EXPECT_NE(include.target, "iostream") << source.path << ":" << include.line;
  }
}

TEST_F(Layering, FilesStayShort) {
  for (const Source& source : sources_)
    EXPECT_LE(std::count(source.text.begin(), source.text.end(), '\n'), 400) << source.path;
}

TEST(LayeringRules, RecogniseWhatIsForbidden) {
  const Tables tables = read_tables(
      "| folder | holds | may include |\n|---|---|---|\n| `kg` | facts | `base`, `claims` |\n\n"
      "| third party | where |\n|---|---|\n| `z3` | `symbolic/layers/*.cpp` |\n");
  EXPECT_EQ(tables.may_include.at("kg"), (std::set<std::string>{"base", "claims"}));
  EXPECT_TRUE(matches(tables.third.at(0).second.at(0), "symbolic/layers/fresh.cpp"));
  EXPECT_FALSE(matches(tables.third.at(0).second.at(0), "symbolic/layers/fresh.h"));
  EXPECT_FALSE(matches(tables.third.at(0).second.at(0), "kg/z3.cpp"));
  const std::vector<Include> found = includes_of("#include \"rules/rule.h\"\n#include <z3++.h>\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].target, "rules/rule.h");
  EXPECT_FALSE(found[1].quoted);
  EXPECT_FALSE(of_the_system("z3++.h"));
  EXPECT_TRUE(of_the_system("vector"));
}

}  // namespace
