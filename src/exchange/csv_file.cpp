#include "exchange/csv_file.h"

#include "base/text.h"
#include "exchange/csv_records.h"
#include "exchange/json_document.h"
#include "exchange/json_names.h"
#include "exchange/text_file.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace maaiveld::exchange {
namespace {

using model::Asset;
using model::Street;

std::vector<model::Vertex> line_in(std::string_view wkt, const std::string& file, int line) {
    const auto wrong = [&](const std::string& what) {
        fail(file, line, what + "; write \"LINESTRING Z (x y z, x y z)\" in metres");
    };
    std::string_view rest = base::trimmed(wkt);
    std::string head;
    while (!rest.empty() && rest.front() != '(') {
        if (rest.front() != ' ')
            head += static_cast<char>(std::toupper(static_cast<unsigned char>(rest.front())));
        rest.remove_prefix(1);
    }
    if (head != "LINESTRINGZ") {
        wrong(fmt::format("wkt is `{}`, not a LINESTRING Z", base::printable(wkt.substr(0, 30))));
    }
    if (rest.size() < 2 || rest.back() != ')') wrong("wkt has no closing bracket");
    std::vector<model::Vertex> axis;
    for (const auto point : base::split(rest.substr(1, rest.size() - 2), ',')) {
        geometry::Vec3 p = geometry::Vec3::Zero();
        int count = 0;
        for (const auto word : base::split(base::trimmed(point), ' ')) {
            if (word.empty()) continue;
            const auto value = base::parse_double(word);
            if (!value) wrong(fmt::format("`{}` in wkt is no number", base::printable(word)));
            if (std::abs(*value) > 1e8) {
                fail(file, line,
                     fmt::format("coordinate {:g} is no place on earth in metres; "
                                 "coordinates stay within 1e8 m",
                                 *value));
            }
            if (count < 3) p(count) = *value;
            ++count;
        }
        if (count != 3) wrong(fmt::format("a wkt point has {} numbers instead of x y z", count));
        axis.push_back({p, {}, {}});
    }
    if (axis.size() < 2) wrong("wkt has one point only");
    const bool moves = std::any_of(axis.begin(), axis.end(),
                                   [&](const auto& vertex) { return vertex.at != axis[0].at; });
    if (!moves) fail(file, line, "the line has no length: all its points coincide");
    return axis;
}

double number_cell(const std::string& cell, std::string_view column, const std::string& file,
                   int line) {
    const auto value = base::parse_double(cell);
    if (!value) {
        fail(file, line,
             fmt::format("`{}` is `{}`; a number in metres is needed", column,
                         base::printable(cell)));
    }
    return *value;
}

class CsvReader {
public:
    explicit CsvReader(const std::string& file) : file_{file} {}

    void read_header(const CsvRecord& record) {
        header_ = record.cells;
        for (std::size_t i = 0; i < header_.size(); ++i) {
            if (std::find(header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(i),
                          header_[i]) != header_.begin() + static_cast<std::ptrdiff_t>(i)) {
                fail(file_, record.line,
                     fmt::format("column `{}` occurs twice", base::printable(header_[i])));
            }
        }
        for (const char* needed : {"id", "network", "outer_diameter_m", "wkt"}) {
            if (std::find(header_.begin(), header_.end(), needed) != header_.end()) continue;
            const auto close = base::nearest(needed, header_);
            fail(file_, record.line,
                 fmt::format(
                     "column `{}` is missing{}; the header is id,network,outer_diameter_m,wkt",
                     needed, close ? " (`" + base::printable(*close) + "` stands there)" : ""));
        }
    }

    Asset asset(const CsvRecord& record) {
        if (record.cells.size() != header_.size()) {
            fail(file_, record.line,
                 fmt::format("{} cells where the header has {} columns", record.cells.size(),
                             header_.size()));
        }
        Asset asset;
        for (std::size_t i = 0; i < header_.size(); ++i)
            take(asset, header_[i], record.cells[i], record);
        asset.alias = asset.id;
        if (!ids_.insert(asset.id).second) {
            fail(file_, record.line,
                 fmt::format("id `{}` is used twice; ids must be unique",
                             base::printable(asset.id)));
        }
        return asset;
    }

private:
    void take(Asset& asset, const std::string& column, const std::string& cell,
              const CsvRecord& at) {
        if (column == "id") {
            if (cell.empty()) fail(file_, at.line, "`id` is empty");
            asset.id = cell;
        } else if (column == "network") {
            JsonValue place;
            place.line = at.line;
            asset.network = network_called(cell, place, file_);
        } else if (column == "outer_diameter_m") {
            asset.outer_diameter_m = number_cell(cell, column, file_, at.line);
            if (!(asset.outer_diameter_m > 0.0)) {
                fail(file_, at.line,
                     fmt::format("`outer_diameter_m` is {:g}; it must be above 0",
                                 asset.outer_diameter_m));
            }
        } else if (column == "wkt") {
            asset.axis = line_in(cell, file_, at.line);
        } else if (column == "sigma_xy_m" || column == "sigma_z_m") {
            take_sigma(column == "sigma_z_m" ? asset.z : asset.xy, column, cell, at);
        } else {
            take_attribute(asset, column, cell, at);
        }
    }
    void take_sigma(model::Certainty& certainty, const std::string& column, const std::string& cell,
                    const CsvRecord& at) {
        if (cell.empty()) return;
        certainty.sigma_m = number_cell(cell, column, file_, at.line);
        if (!(certainty.sigma_m >= 0.0)) {
            fail(file_, at.line,
                 fmt::format("`{}` is {:g}; it must not be negative", column, certainty.sigma_m));
        }
    }
    void take_attribute(Asset& asset, const std::string& column, const std::string& cell,
                        const CsvRecord& at) {
        if (cell.empty()) return;
        if (column == "owner") {
            asset.owner = cell;
        } else if (column == "year") {
            const auto year = base::parse_double(cell);
            if (!year || *year != std::floor(*year) || *year < 0.0 || *year > 9999.0) {
                fail(file_, at.line,
                     fmt::format("`year` is `{}`; a year is a whole number up to 9999",
                                 base::printable(cell)));
            }
            asset.year = static_cast<int>(*year);
        } else if (column == "status") {
            const auto status = model::status_named(cell);
            if (!status) {
                fail(file_, at.line,
                     fmt::format("status `{}` is unknown; use functional, disused or projected",
                                 base::printable(cell)));
            }
            asset.status = *status;
        } else if (const auto number = base::parse_double(cell)) {
            asset.attributes[column] = *number;
        } else if (cell == "true" || cell == "false") {
            asset.attributes[column] = cell == "true";
        } else {
            asset.attributes[column] = cell;
        }
    }

    const std::string& file_;
    std::vector<std::string> header_;
    std::set<std::string> ids_;
};

Street street_in_csv(std::string_view text, const std::string& file) {
    if (base::trimmed(text).empty()) fail(file, 1, "the file is empty");
    CsvCursor cursor{text, file};
    CsvReader reader{file};
    CsvRecord record;
    cursor.next(record);
    reader.read_header(record);
    Street street;
    street.name = std::filesystem::path{file}.stem().string();
    while (cursor.next(record)) {
        if (record.cells.size() == 1 && record.cells[0].empty()) continue;
        street.assets.push_back(reader.asset(record));
    }
    if (street.assets.empty()) fail(file, 1, "holds a header and no lines");
    return street;
}

}  // namespace

base::Result<Street> read_csv(const std::filesystem::path& path) {
    const std::string file = path.string();
    auto text = read_text(path, std::uintmax_t{16} << 30U);
    if (!text) return tl::unexpected(text.error());
    try {
        require_utf8(*text, file);
        return street_in_csv(*text, file);
    } catch (const ReadFailure& failure) {
        return tl::unexpected(failure.error);
    }
}

}  // namespace maaiveld::exchange
