#pragma once

#include "model/street.h"
#include "rules/finding.h"

#include <string>
#include <string_view>

namespace maaiveld::viz::scene {

/// The languages of a picture.
enum class Language { English, Dutch };

/// "nl" is Dutch, everything else English.
Language language_from(std::string_view code);
std::string_view code_of(Language language);

/// Every fixed text of a picture. `word(Word::Cover, …)` is its wording.
enum class Word {
    Section,
    Plan,
    Iso,
    Station,
    Scale,
    WhatLiesHere,
    WhatIsWrong,
    NothingWrong,
    AndMore,
    Cover,
    Groundwater,
    Nap,
    BelowGround,
    HaloNote,
    Networks,
    Exaggerated,
    North,
    RelativeNote,
    Of,
    Certain,
    Likely,
    Possible,
    Error,
    Warning,
    Info,
    Errors,
    Warnings,
    Infos,
    Roots,
    Tree,
    Disused,
    Projected,
    Functional,
    Nothing,
    Parallel,
    Grade,
    Worst,
    Rack,
    Known,
    AtMost,
    Here
};
std::string_view word(Word word, Language language);

std::string_view word(model::PositionSource source, Language language);
std::string_view word(model::StripKind kind, Language language);
std::string_view word(model::StructureKind kind, Language language);
std::string_view word(model::Status status, Language language);
std::string_view word(rules::Severity severity, Language language);
std::string_view word(rules::CertaintyClass certainty, Language language);
/// What the measure compares, in a word or two: "distance", "cover", "crossing angle".
std::string_view word(rules::Measure measure, Language language);

/// `value` with `decimals` decimals and the language's decimal sign; a true minus for negatives.
std::string number(double value, int decimals, Language language);
/// The same with a plus before positive values, for levels: "+0.85".
std::string signed_number(double value, int decimals, Language language);
/// "3 errors", "1 fout".
std::string counted(std::size_t count, Word one, Word many, Language language);

}  // namespace maaiveld::viz::scene
