#pragma once

#include "geometry/vec.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace maaiveld::exchange {

/// Something that was read but has no place in the street, and why.
struct Skipped {
    std::string what;  ///< feature type, "Maatvoering"
    std::string why;
    std::int64_t count = 0;
};

/// One measured depth of the delivery, as given.
struct DepthPoint {
    std::string id;
    std::string kind;                ///< "DiepteTovMaaiveld" or "DiepteNAP"
    double value_m = 0.0;            ///< below ground level, or above NAP
    std::optional<double> ground_m;  ///< ground level above NAP, with a DiepteNAP
    std::optional<double> cover_m;   ///< ground level to the top of the asset, when it follows
    geometry::Vec2 at = geometry::Vec2::Zero();
    std::vector<std::string> assets;  ///< the assets it was given to
};

/// How depths are known. Points are counted as given; assets by how their depth is known where
/// nothing was measured, so one with a measured stretch is counted there too.
struct DepthCounts {
    std::int64_t measured = 0;           ///< measured depth points, both kinds
    std::int64_t measured_nap = 0;       ///< of these, those given in NAP
    std::int64_t measured_used = 0;      ///< of these, those that shape an asset
    std::int64_t assets_measured = 0;    ///< assets with a measured depth somewhere
    std::int64_t operator_standard = 0;  ///< assets at the standard depth of their network
    std::int64_t norm = 0;               ///< assets at the usual depth of the catalogue
    std::vector<DepthPoint> points;
};

/// What an import read, took over and left out. docs/import.md explains the lines.
struct ImportReport {
    std::string version;        ///< IMKL version that was read
    std::string file;           ///< the document, as named inside the zip or folder
    std::string other_version;  ///< IMKL version also there, unread; empty when none
    std::map<std::string, std::int64_t> features;  ///< per IMKL feature type
    std::map<std::string, double> link_length_m;   ///< per thema, every UtilityLink once
    std::vector<Skipped> skipped;
    DepthCounts depth;
    std::int64_t networks = 0;
    std::int64_t assets = 0;
    std::int64_t structures = 0;
    std::int64_t diameters_given = 0;
    std::int64_t diameters_inferred = 0;
    std::int64_t dangling_link_references = 0;     ///< lines whose link is not there
    std::int64_t dangling_network_references = 0;  ///< lines and objects whose network is not there
    std::int64_t dangling_content_references = 0;  ///< ducts whose content is not there
    std::vector<std::string> notes;

    /// Adds one to the line for `what` and `why`.
    void skip(const std::string& what, const std::string& why);
};

/// The report as JSON: `features`, `link_length_m`, `skipped`, `depth` and what else there is to
/// say.
nlohmann::json report_json(const ImportReport& report);

}  // namespace maaiveld::exchange
