#include "app/layout_words.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <map>
#include <ostream>

namespace maaiveld::app {
namespace {

using layout::Change;
using layout::ChangeKind;
using layout::ConflictPart;
using layout::ExplainEnd;
using layout::PartKind;
using rules::Measure;

/// What an obstacle is, in the reader's language: "tree", "manhole", a network's name.
std::string obstacle_word(const Session& s, const std::string& what) {
    static const std::map<std::string, std::string_view> kDutch{{"tree", "boom"},
                                                                {"roots", "wortels"},
                                                                {"rack", "rek"},
                                                                {"manhole", "put"},
                                                                {"hydrant", "brandkraan"},
                                                                {"cabinet", "kast"},
                                                                {"container", "container"},
                                                                {"lamp", "lantaarn"},
                                                                {"facade", "gevel"},
                                                                {"foundation", "fundering"},
                                                                {"building", "gebouw"},
                                                                {"chamber", "kelder"},
                                                                {"mast", "mast"}};
    if (const auto network = model::network_named(what))
        return std::string{title_of(*network, s.language)};
    const auto found = kDutch.find(what);
    if (s.language == "nl" && found != kDutch.end()) return std::string{found->second};
    return base::printable(what);
}

/// The name of a strip kind as files write it, in the reader's language.
std::string strip_name(const Session& s, const std::string& name) {
    const auto kind = model::strip_kind_named(name);
    return kind ? std::string{strip_word(s, *kind)} : base::printable(name);
}

std::string network_word(const Session& s, const std::optional<model::Network>& network) {
    return network ? std::string{title_of(*network, s.language)} : std::string{};
}

/// The first side of a rule, and the second; the second is empty for a rule about one thing.
std::string first_side(const Session& s, const ConflictPart& part) {
    if (part.network && part.other && *part.network == *part.other && !part.of.empty())
        return base::printable(part.of);
    return network_word(s, part.network);
}
std::string second_side(const Session& s, const ConflictPart& part) {
    if (part.network && part.other && *part.network == *part.other)
        return base::printable(part.against);
    return part.other ? network_word(s, part.other) : obstacle_word(s, part.what);
}

std::string between(const Session& s, const ConflictPart& part) {
    const std::string second = second_side(s, part);
    if (second.empty()) return fmt::format("{} {}", s.say("for", "voor"), first_side(s, part));
    return fmt::format("{} {} {} {}", s.say("between", "tussen"), first_side(s, part),
                       s.say("and", "en"), second);
}

std::string_view how(const Session& s, Measure measure) {
    switch (measure) {
        case Measure::AxisHorizontal:
            return s.say(" axis to axis", " hart op hart");
        case Measure::EdgeVertical:
            return s.say(" in height", " in hoogte");
        case Measure::EdgeHorizontal:
            return s.say(" in plan", " horizontaal");
        default:
            return {};
    }
}

/// What a rule asks, at a value.
std::string asked(const Session& s, const ConflictPart& part, double value_m) {
    const std::string a = first_side(s, part);
    const std::string b = second_side(s, part);
    switch (part.measure) {
        case Measure::Cover:
            return fmt::format(
                "{} {} {} {:.2f} m", s.say("cover of", "dekking van"), a,
                part.is_limit ? s.say("at most", "hoogstens") : s.say("at least", "minstens"),
                value_m);
        case Measure::FreeAbove:
            return fmt::format("{:.2f} m {} {}", value_m, s.say("free above", "vrij boven"), a);
        case Measure::OrderHorizontal:
            return fmt::format("{} {} {}", a,
                               s.say("nearer to the facade than", "dichter bij de gevel dan"), b);
        case Measure::OrderVertical:
            return fmt::format("{} {} {}", a, s.say("above", "boven"), b);
        case Measure::Overlap:
        case Measure::RootOverlap:
            return fmt::format("{} {} {}", a, s.say("clear of", "vrij van"), b);
        case Measure::CrossingAngle:
            return fmt::format("{:.0f}° {}", value_m, between(s, part));
        default:
            return fmt::format("{:.2f} m {}{}", value_m, between(s, part), how(s, part.measure));
    }
}

std::string own_rule_words(const Session& s, const ConflictPart& part) {
    if (part.id == "layout: beside")
        return fmt::format("{} ({:.2f} m {})",
                           s.say("flat lines lie beside each other, never above",
                                 "vlakke leidingen liggen naast elkaar, nooit boven elkaar"),
                           part.required, s.say("apart", "uit elkaar"));
    if (part.id == "layout: obstacle")
        return fmt::format("{} ({:.2f} m)",
                           s.say("lines keep clear of what stands in the ground",
                                 "leidingen blijven vrij van wat in de grond staat"),
                           part.required);
    return base::printable(part.id);
}

bool is_own(const ConflictPart& part) {
    return part.id.starts_with("layout:");
}

std::string accept_words(const Session& s, const Change& change) {
    const ConflictPart& part = change.part;
    if (is_own(part))
        return fmt::format(
            "{} {:.2f} m {} {:.2f} m {} ({})", s.say("accept", "aanvaard"), change.then,
            s.say("instead of", "in plaats van"), change.now,
            part.id == "layout: obstacle"
                ? s.say("from what stands in the ground", "van wat in de grond staat")
                : s.say("between lines that no rule parts",
                        "tussen leidingen die geen regel scheidt"),
            base::printable(part.id));
    if (part.measure == Measure::Cover || part.measure == Measure::FreeAbove)
        return fmt::format("{} {} {} {:.2f} m ({})", s.say("accept", "aanvaard"),
                           asked(s, part, change.then), s.say("instead of", "in plaats van"),
                           change.now, base::printable(part.id));
    return fmt::format("{} {:.2f} m {} {:.2f} m {}{} ({})", s.say("accept", "aanvaard"),
                       change.then, s.say("instead of", "in plaats van"), change.now,
                       between(s, part), how(s, part.measure), base::printable(part.id));
}

std::string cover_words(const Session& s, const Change& change) {
    return fmt::format("{} {}: {:.2f} m {} {:.2f} m",
                       change.raises
                           ? s.say("allow a larger cover of", "sta grotere dekking toe van")
                           : s.say("allow a smaller cover of", "sta kleinere dekking toe van"),
                       base::printable(change.part.id), change.then,
                       s.say("instead of", "in plaats van"), change.now);
}

std::string strip_words(const Session& s, const Change& change, double left_offset_m) {
    const std::string where =
        change.detail.empty() ? std::string{} : strip_name(s, change.detail) + " ";
    return fmt::format("{} {} {} {}({} {:+.2f} {} {:+.2f} m)", s.say("allow", "sta"),
                       base::printable(change.part.id), s.say("in", "toe in"), where,
                       s.say("offset", "plaats"), left_offset_m - change.from_m, s.say("to", "tot"),
                       left_offset_m - change.to_m);
}

std::string move_words(const Session& s, const Change& change) {
    return fmt::format("{} {} {} {} {:.2f} m {}", s.say("move", "verplaats"),
                       obstacle_word(s, change.part.what), base::printable(change.part.id),
                       s.say("by", "over"), change.then,
                       change.detail == "left" ? s.say("to the left", "naar links")
                                               : s.say("to the right", "naar rechts"));
}

/// "a, b and c".
std::string listed(const Session& s, const std::vector<std::string>& names) {
    std::string words;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) words += i + 1 == names.size() ? s.say(" and ", " en ") : ", ";
        words += names[i];
    }
    return words;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

/// Whether two parts are one sentence: the same rule and value between other networks.
bool told_together(const ConflictPart& a, const ConflictPart& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == PartKind::Strips) return true;
    const bool between_two = (a.other || !a.what.empty()) && (b.other || !b.what.empty());
    return a.kind == PartKind::Rule && !is_own(a) && a.id == b.id && a.measure == b.measure &&
           a.required == b.required && between_two &&
           (a.measure == Measure::EdgeHorizontal || a.measure == Measure::AxisHorizontal ||
            a.measure == Measure::Edge3d);
}

/// "tree and each of telecom and water" where all have one side in common, else "a and b; c and d".
std::string sides_words(const Session& s, const std::vector<ConflictPart>& parts) {
    std::vector<std::string> firsts, seconds, pairs;
    for (const ConflictPart& part : parts) {
        add_once(firsts, first_side(s, part));
        add_once(seconds, second_side(s, part));
        add_once(pairs, fmt::format("{}{}{}", first_side(s, part), s.say(" and ", " en "),
                                    second_side(s, part)));
    }
    const bool one_second = seconds.size() == 1;
    if (pairs.size() == 1 || (!one_second && firsts.size() != 1))
        return fmt::format("{}", fmt::join(pairs, "; "));
    const std::string common = one_second ? seconds.front() : firsts.front();
    return fmt::format("{}{}{}", common, s.say(" and each of ", " en elk van "),
                       listed(s, one_second ? firsts : seconds));
}

/// One sentence for parts that are told together.
std::string together(const Session& s, const std::vector<ConflictPart>& parts) {
    const ConflictPart& first = parts.front();
    if (parts.size() == 1) return part_words(s, first);
    if (first.kind != PartKind::Strips)
        return fmt::format("{}: {:.2f} m {}{}{}", base::printable(first.id), first.required,
                           s.say("between ", "tussen "), sides_words(s, parts),
                           how(s, first.measure));
    std::vector<std::string> names;
    for (const ConflictPart& part : parts)
        add_once(names, base::printable(part.id));
    return fmt::format(
        "{} {}", listed(s, names),
        s.say("may lie in their own strips only", "mogen alleen in de eigen stroken liggen"));
}

/// The parts of a conflict as sentences, in their order.
std::vector<std::string> sentences(const Session& s, const std::vector<ConflictPart>& conflict) {
    std::vector<std::vector<ConflictPart>> groups;
    for (const ConflictPart& part : conflict) {
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) {
            return told_together(known.front(), part);
        });
        if (group == groups.end())
            groups.push_back({part});
        else
            group->push_back(part);
    }
    std::vector<std::string> words;
    for (const auto& group : groups)
        words.push_back(together(s, group));
    return words;
}

std::string place_words(const Session& s, const layout::StreetExplanation& found) {
    if (found.only_as_a_whole)
        return std::string{s.say("along the whole street with constant offsets",
                                 "over de hele straat met vaste plaatsen")};
    return fmt::format("{} {:.1f} {} {:.1f} m", s.say("from station", "van station"), found.from_m,
                       s.say("to", "tot"), found.to_m);
}

/// How the first way out that is one accepted value of a rule is asked for.
void print_how_to_accept(Session& s, const layout::Explanation& explanation) {
    for (const layout::Relaxation& way : explanation.relaxations) {
        const Change& change = way.changes.front();
        if (way.changes.size() != 1 || change.kind != ChangeKind::AcceptDistance ||
            is_own(change.part))
            continue;
        fmt::print(s.out, "  {} --accept {}={:.2f}\n",
                   s.say("what is accepted is said with", "wat aanvaard wordt, zegt u met"),
                   base::printable(change.part.id), change.then);
        return;
    }
}

void print_ways_out(Session& s, const layout::Explanation& explanation) {
    if (explanation.relaxations.empty()) {
        fmt::print(s.out, "  {}\n",
                   s.say("no single change or pair of changes was found that helps",
                         "geen wijziging of paar wijzigingen gevonden die helpt"));
        return;
    }
    fmt::print(s.out, "  {}\n",
               s.say("ways out, cheapest first (each was solved):",
                     "uitwegen, de goedkoopste eerst (elk is doorgerekend):"));
    for (std::size_t i = 0; i < explanation.relaxations.size(); ++i)
        fmt::print(s.out, "  {:>3}. {}\n", i + 1, way_out_words(s, explanation.relaxations[i]));
    print_how_to_accept(s, explanation);
}

}  // namespace

std::string part_words(const Session& s, const ConflictPart& part) {
    switch (part.kind) {
        case PartKind::Network:
            return fmt::format("{} {}", network_word(s, part.network), base::printable(part.id));
        case PartKind::Placed:
            return fmt::format("{} {}", base::printable(part.id),
                               s.say("stays where it lies", "blijft liggen"));
        case PartKind::Obstacle:
            return fmt::format("{} {}", obstacle_word(s, part.what), base::printable(part.id));
        case PartKind::Strips:
            return fmt::format(
                "{} {}", base::printable(part.id),
                s.say("may lie in its own strips only", "mag alleen in de eigen stroken liggen"));
        case PartKind::Covers:
            if (part.required == part.at_most)
                return fmt::format("{} {}: {:.2f} m", s.say("cover of", "dekking van"),
                                   base::printable(part.id), part.required);
            return fmt::format("{} {} {:.2f} {} {:.2f} m", s.say("cover of", "dekking van"),
                               base::printable(part.id), part.required, s.say("to", "tot"),
                               part.at_most);
        case PartKind::Heat:
            return fmt::format("{}: {} {}", base::printable(part.id),
                               s.say("temperature limit of", "temperatuurgrens van"),
                               network_word(s, part.network));
        case PartKind::Rule:
            break;
    }
    if (is_own(part)) return own_rule_words(s, part);
    return fmt::format("{}: {}", base::printable(part.id), asked(s, part, part.required));
}

std::string change_words(const Session& s, const Change& change, double left_offset_m) {
    const std::string id = base::printable(change.part.id);
    switch (change.kind) {
        case ChangeKind::AcceptDistance:
            return accept_words(s, change);
        case ChangeKind::AllowCover:
            return cover_words(s, change);
        case ChangeKind::AllowStrip:
            return strip_words(s, change, left_offset_m);
        case ChangeKind::FreePlaced:
            return fmt::format("{} {}", s.say("move", "verleg"), id);
        case ChangeKind::UseRack:
            return fmt::format("{} {}", s.say("use the rack", "gebruik het rek"),
                               base::printable(change.detail));
        case ChangeKind::MoveObstacle:
            return move_words(s, change);
        case ChangeKind::DropRule:
            return fmt::format("{} {} ({})", s.say("do without", "laat vallen:"),
                               asked(s, change.part, change.now), id);
        case ChangeKind::AcceptHeat:
            return fmt::format("{} {:.1f} K {} ({})", s.say("accept", "aanvaard"), change.then,
                               s.say("above the temperature limit", "boven de temperatuurgrens"),
                               id);
        case ChangeKind::Widen:
            return fmt::format("{:.2f} m {} ({} {:+.2f} m)", change.then,
                               s.say("more width", "meer breedte"), s.say("at offset", "op plaats"),
                               left_offset_m - change.from_m);
        case ChangeKind::LeaveOut:
            return fmt::format("{} {}", s.say("leave out", "laat weg:"), id);
    }
    return {};
}

std::string way_out_words(const Session& s, const layout::Relaxation& way) {
    std::string words;
    for (const Change& change : way.changes) {
        if (!words.empty()) words += s.say(", and ", ", en ");
        words += change_words(s, change, way.brief.left_offset_m);
    }
    if (way.heat)
        words += fmt::format(" ({:.0f} °C {}: {} {:.1f})", way.heat->limit_C,
                             way.heat->holds() ? s.say("holds", "houdt stand")
                                               : s.say("does not hold", "houdt geen stand"),
                             base::printable(way.heat->item), way.heat->warmest_C);
    if (way.price_eur) words += fmt::format(": {:.0f} EUR", *way.price_eur);
    if (!way.least) words += s.say("; less may do", "; misschien volstaat minder");
    return words;
}

void print_conflict(Session& s, const layout::StreetExplanation& found) {
    const layout::Explanation& explanation = found.explanation;
    if (explanation.end == ExplainEnd::Fits) {
        fmt::print(s.out, "{}\n",
                   s.say("everything fits: there is nothing to explain",
                         "alles past: er is niets uit te leggen"));
        return;
    }
    if (explanation.end == ExplainEnd::Unknown) {
        fmt::print(s.out, "{} {}\n",
                   s.say("no layout was found, but it is not proven that there is none",
                         "er is geen indeling gevonden, maar niet bewezen dat er geen is"),
                   place_words(s, found));
        return;
    }
    fmt::print(s.out, "{} {:.2f} m {}, {}:\n",
               bold(s, std::string{s.say("these cannot go together in", "dit gaat niet samen in")}),
               explanation.width_m, s.say("of section", "profiel"), place_words(s, found));
    for (const std::string& sentence : sentences(s, explanation.conflict))
        fmt::print(s.out, "  - {}\n", sentence);
    fmt::print(
        s.out, "  {}\n",
        explanation.minimal
            ? s.say("without any one of these the rest of the list fits (checked one by one)",
                    "zonder een van deze past de rest van de lijst (stuk voor stuk nagegaan)")
            : s.say("the list may be longer than needed: the search budget ended",
                    "de lijst kan langer zijn dan nodig: het zoekbudget was op"));
    print_ways_out(s, explanation);
}

}  // namespace maaiveld::app
