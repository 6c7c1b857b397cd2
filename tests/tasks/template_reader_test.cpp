#include "tasks/template_reader.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/print.h"

namespace modus::tasks {
namespace {

std::string claim_of(std::string_view sentence) {
  const TemplateReading reading = read_by_template(std::string(sentence) + " Is Zed odd?");
  if (!reading.chain) return "unread: " + reading.unread;
  return claims::print(reading.chain->steps.at(1).claim);
}
std::string asked_by(std::string_view question) {
  const TemplateReading reading = read_by_template("Zed is odd. " + std::string(question));
  if (!reading.chain) return "unread: " + reading.unread;
  return claims::print(reading.chain->steps.at(0).claim);
}

TEST(TemplateReader, Facts) {
  EXPECT_EQ(claim_of("Milo is glad."), "glad(milo)");
  EXPECT_EQ(claim_of("Milo is not glad."), "not glad(milo)");
  EXPECT_EQ(claim_of("Milo is a blicket."), "blicket(milo)");
  EXPECT_EQ(claim_of("The otter is calm."), "calm(otter)");
  EXPECT_EQ(claim_of("The grey heron is not calm."), "not calm(grey_heron)");
  EXPECT_EQ(claim_of("The otter follows the grey heron."), "follow(otter, grey_heron)");
  EXPECT_EQ(claim_of("The grey heron does not follow the otter."), "not follow(grey_heron, otter)");
  EXPECT_EQ(claim_of("Milo praises Tess."), "praise(milo, tess)");
}

TEST(TemplateReader, RulesAboutAllOfAKind) {
  EXPECT_EQ(claim_of("All glad people are wise."), "glad(X) -> wise(X)");
  EXPECT_EQ(claim_of("Glad things are not wise."), "glad(X) -> not wise(X)");
  EXPECT_EQ(claim_of("Glad, tall things are wise."), "glad(X) and tall(X) -> wise(X)");
  EXPECT_EQ(claim_of("Every blicket is a gorpus."), "blicket(X) -> gorpus(X)");
  EXPECT_EQ(claim_of("Each blicket is not loud."), "blicket(X) -> not loud(X)");
  EXPECT_EQ(claim_of("Blickets are loud."), "blicket(X) -> loud(X)");
  EXPECT_EQ(claim_of("Gorpuses are fendles."), "gorpus(X) -> fendle(X)");
  EXPECT_EQ(claim_of("No blicket is loud."), "blicket(X) -> not loud(X)");
  EXPECT_EQ(claim_of("No glad people are wise."), "glad(X) -> not wise(X)");
  EXPECT_EQ(claim_of("All tall things praise the otter."), "tall(X) -> praise(X, otter)");
}

TEST(TemplateReader, Conditionals) {
  EXPECT_EQ(claim_of("If someone is glad then they are wise."), "glad(X) -> wise(X)");
  EXPECT_EQ(claim_of("If something is glad and not tall then it is not wise."),
            "glad(X) and not tall(X) -> not wise(X)");
  EXPECT_EQ(claim_of("If someone follows the otter and they do not praise the grey heron then they "
                     "need the otter."),
            "follow(X, otter) and not praise(X, grey_heron) -> need(X, otter)");
  EXPECT_EQ(claim_of("If something watches the otter then the grey heron catches the otter."),
            "watch(X, otter) -> catch(grey_heron, otter)");
  EXPECT_EQ(claim_of("If Milo is glad and Milo is tall then Milo is wise."),
            "glad(milo) and tall(milo) -> wise(milo)");
}

TEST(TemplateReader, ASingularSeenAnywhereSettlesThePlural) {
  const auto reading = read_by_template("Roses are red. Milo is a rose. Is Milo red?");
  ASSERT_TRUE(reading.chain) << reading.unread;
  EXPECT_EQ(claims::print(reading.chain->steps[1].claim), "rose(X) -> red(X)");
  EXPECT_EQ(claim_of("Gorpuses are loud."), "gorpus(X) -> loud(X)");
}

TEST(TemplateReader, Questions) {
  EXPECT_EQ(asked_by("Is Zed odd?"), "odd(zed)");
  EXPECT_EQ(asked_by("Is the grey heron not odd?"), "not odd(grey_heron)");
  EXPECT_EQ(asked_by("Is Zed a blicket?"), "blicket(zed)");
  EXPECT_EQ(asked_by("Does the grey heron watch the otter?"), "watch(grey_heron, otter)");
  EXPECT_EQ(asked_by("Does the otter not watch the grey heron?"), "not watch(otter, grey_heron)");
  EXPECT_EQ(asked_by("Is this statement true or false? The otter is not odd."), "not odd(otter)");
}

TEST(TemplateReader, TheChainHoldsTextHeaderAndCitations) {
  const auto reading = read_by_template(
      "Ann is kind. All kind people are patient.\nIs the following statement true, "
      "false, or unknown? Ann is patient.");
  ASSERT_TRUE(reading.chain) << reading.unread;
  EXPECT_EQ(*reading.chain, claims::parse_chain("logic directed\n"
                                                "@1 Ann is kind.\n"
                                                "@2 All kind people are patient.\n"
                                                "ask patient(ann)\n"
                                                "s1 given kind(ann) @1\n"
                                                "s2 given kind(X) -> patient(X) @2\n",
                                                "test.chain"));
}

TEST(TemplateReader, NamesTheFirstSentenceThatItCannotRead) {
  const auto unread = [](std::string_view text) { return read_by_template(text).unread; };
  EXPECT_EQ(unread("Ann is kind. Ann bought 3 apples. She ate one. Is Ann kind?"),
            "Ann bought 3 apples.");
  EXPECT_EQ(unread("Ann is kind. Most kind people are calm. Is Ann calm?"),
            "Most kind people are calm.");
  EXPECT_EQ(unread("Ann is kind or calm. Is Ann calm?"), "Ann is kind or calm.");
  EXPECT_EQ(unread("If Ann is kind then it is calm. Is Ann calm?"),
            "If Ann is kind then it is calm.");
  EXPECT_EQ(unread("Ann is kind."), "no question");
  EXPECT_EQ(unread(""), "no question");
  EXPECT_EQ(unread("Ann is kind. Why is Ann kind?"), "Why is Ann kind?");
  // One word, two roles.
  EXPECT_EQ(unread("The otter is calm. Milo is an otter. Is Milo calm?"), "Milo is an otter.");
  EXPECT_EQ(unread("No people are calm. Is Ann calm?"), "No people are calm.");
  EXPECT_EQ(unread("Ann may be kind. Is Ann kind?"), "Ann may be kind.");
  EXPECT_EQ(unread("Ann is very kind. Is Ann kind?"), "Ann is very kind.");
  EXPECT_EQ(unread("The otters are calm. Is Ann calm?"), "The otters are calm.");
  EXPECT_EQ(unread("No otter is not calm. Is Ann calm?"), "No otter is not calm.");
  EXPECT_EQ(unread("Only glad people are calm. Is Ann calm?"), "Only glad people are calm.");
}

}  // namespace
}  // namespace modus::tasks
