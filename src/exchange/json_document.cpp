#include "exchange/json_document.h"

#include "base/text.h"
#include "exchange/text_file.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace maaiveld::exchange {
namespace {

constexpr std::size_t kMaxDepth = 64;

/// Builds JsonValues from the events of nlohmann's parser, which keeps no positions itself.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    Builder(std::string_view text, const std::string& file) : text_{text}, file_{file} {}

    JsonValue take() { return std::move(root_); }
    const std::optional<base::Error>& error() const { return error_; }

    /// The input as the parser sees it: reading a character moves the line count along. The lexer
    /// reads one character past a number, so a line counts as begun when its first character is
    /// read.
    struct Input {
        using iterator_category = std::input_iterator_tag;
        using value_type = char;
        using difference_type = std::ptrdiff_t;
        using pointer = const char*;
        using reference = char;
        Builder* owner = nullptr;
        std::size_t at = 0;

        char operator*() const { return owner->character(at); }
        Input& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const Input& other) const { return at == other.at; }
        bool operator!=(const Input& other) const { return at != other.at; }
    };
    Input begin() { return {this, 0}; }
    Input end() { return {this, text_.size()}; }

    bool null() override { return add({}); }
    bool boolean(bool value) override {
        JsonValue v;
        v.kind = JsonValue::Kind::Bool;
        v.boolean = value;
        return add(std::move(v));
    }
    bool number_integer(number_integer_t value) override { return add_number(double(value)); }
    bool number_unsigned(number_unsigned_t value) override { return add_number(double(value)); }
    bool number_float(number_float_t value, const string_t& /*text*/) override {
        return add_number(value);
    }
    bool string(string_t& value) override {
        JsonValue v;
        v.kind = JsonValue::Kind::Text;
        v.text = std::move(value);
        return add(std::move(v));
    }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*count*/) override { return open(JsonValue::Kind::Object); }
    bool start_array(std::size_t /*count*/) override { return open(JsonValue::Kind::Array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        JsonValue& object = *open_.back();
        if (object.find(value) != nullptr) {
            return refuse(fmt::format("key `{}` occurs twice in one object; keep one of them",
                                      base::printable(value)));
        }
        object.members.push_back({std::move(value), line_, {}});
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& token,
                     const nlohmann::detail::exception& problem) override {
        const std::string seen = base::printable(token).substr(0, 40);
        if (!base::is_utf8(text_)) return refuse("the text is not UTF-8; save it as UTF-8");
        const std::string_view why = problem.what();
        if (why.find("; expected end of input") != std::string_view::npos) {
            return refuse(fmt::format("`{}` follows where the JSON has ended already", seen));
        }
        const bool stray = why.find(" unexpected '") != std::string_view::npos;
        if (seen.empty() || seen == "<U+0000>" || (at_end_ && !stray)) {
            return refuse("the JSON ends too early; a value or a closing bracket is missing");
        }
        return refuse(fmt::format("not valid JSON near `{}`", seen));
    }

private:
    char character(std::size_t at) {
        for (; counted_ < at; ++counted_) {
            if (text_[counted_] == '\n') ++line_;
        }
        at_end_ = at + 1 >= text_.size();
        return text_[at];
    }
    bool refuse(std::string message) {
        error_ = base::Error{base::ErrorCode::BadInput, std::move(message),
                             fmt::format("{}:{}", file_, line_)};
        return false;
    }
    bool add_number(double value) {
        if (!std::isfinite(value)) return refuse("a number is too large to be read");
        JsonValue v;
        v.kind = JsonValue::Kind::Number;
        v.number = value;
        return add(std::move(v));
    }
    bool add(JsonValue value) {
        value.line = line_;
        slot() = std::move(value);
        return true;
    }
    /// Where the next value belongs: the root, a new item, or the member whose key came last.
    JsonValue& slot() {
        if (open_.empty()) return root_;
        JsonValue& parent = *open_.back();
        if (parent.kind == JsonValue::Kind::Object) return parent.members.back().value;
        return parent.items.emplace_back();
    }
    bool open(JsonValue::Kind kind) {
        if (open_.size() >= kMaxDepth) {
            return refuse(fmt::format("brackets are nested deeper than {} levels", kMaxDepth));
        }
        JsonValue& value = slot();
        value.kind = kind;
        value.line = line_;
        open_.push_back(&value);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    const std::string& file_;
    JsonValue root_;
    std::vector<JsonValue*> open_;  // a parent never grows while one of its children is open
    std::optional<base::Error> error_;
    int line_ = 1;
    std::size_t counted_ = 0;
    bool at_end_ = false;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
    for (const JsonMember& member : members) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

base::Result<JsonDocument> parse_json(std::string_view text, const std::string& file) {
    if (base::trimmed(text).empty()) return base::bad_input("the file is empty", file);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Builder builder{text, file};
    const bool parsed = nlohmann::json::sax_parse(builder.begin(), builder.end(), &builder);
    if (builder.error()) return tl::unexpected(*builder.error());
    if (!parsed) return base::bad_input("not valid JSON", file);
    return JsonDocument{file, builder.take()};
}

base::Result<JsonDocument> read_json(const std::filesystem::path& path, std::uintmax_t max_bytes) {
    auto text = read_text(path, max_bytes);
    if (!text) return tl::unexpected(text.error());
    return parse_json(*text, path.string());
}

void fail(const std::string& file, int line, const std::string& message) {
    throw ReadFailure{
        base::Error{base::ErrorCode::BadInput, message, fmt::format("{}:{}", file, line)}};
}

void fail_unknown_name(const std::string& name, int line, const std::string& file,
                       std::string_view what, const std::vector<std::string>& all) {
    const std::string hint = base::did_you_mean(name, all);
    fail(file, line,
         fmt::format("no {} is called `{}`{}", what, base::printable(name),
                     hint.empty() ? fmt::format("; known are {}", fmt::join(all, ", ")) : hint));
}

double number_in(const JsonValue& value, const std::string& file, std::string_view key) {
    if (value.kind != JsonValue::Kind::Number) {
        fail(file, value.line, fmt::format("`{}` must be a number", key));
    }
    return value.number;
}

const std::string& text_in(const JsonValue& value, const std::string& file, std::string_view key) {
    if (value.kind != JsonValue::Kind::Text) {
        fail(file, value.line, fmt::format("`{}` must be a text", key));
    }
    return value.text;
}

double coordinate_in(const JsonValue& value, const std::string& file, std::string_view key) {
    const double number = number_in(value, file, key);
    if (std::abs(number) > 1e8) {
        fail(file, value.line,
             fmt::format("`{}` has coordinate {:g}, which is no place on earth in metres; "
                         "coordinates stay within 1e8 m",
                         key, number));
    }
    return number;
}

ObjectReader::ObjectReader(const JsonValue& value, const std::string& file, std::string what)
    : value_{value}, file_{file}, what_{std::move(what)} {
    if (value.kind != JsonValue::Kind::Object) fail("must be an object, written in { }");
}

void ObjectReader::fail(const std::string& message) const {
    fail_at(value_, message);
}

void ObjectReader::fail_at(const JsonValue& value, const std::string& message) const {
    exchange::fail(file_, value.line, what_ + ": " + message);
}

const JsonValue* ObjectReader::find(std::string_view key) {
    asked_.emplace_back(key);
    const JsonValue* value = value_.find(key);
    return value == nullptr || value->kind == JsonValue::Kind::Null ? nullptr : value;
}

const JsonValue& ObjectReader::require(std::string_view key) {
    const JsonValue* value = find(key);
    if (value == nullptr)
        fail(fmt::format("key `{}` is missing", key) + [&] {
            std::vector<std::string> present;
            for (const JsonMember& member : value_.members) {
                if (member.key != key) present.push_back(member.key);  // there, but null
            }
            const auto close = base::nearest(key, present);
            return close ? fmt::format("; `{}` stands there instead", *close) : std::string{};
        }());
    return *value;
}

double ObjectReader::number(std::string_view key) {
    const JsonValue& value = require(key);
    if (value.kind != JsonValue::Kind::Number) {
        fail_at(value, fmt::format("`{}` must be a number", key));
    }
    return value.number;
}

double ObjectReader::positive(std::string_view key) {
    const double value = number(key);
    if (!(value > 0.0)) {
        fail_at(*value_.find(key), fmt::format("`{}` is {:g}; it must be above 0", key, value));
    }
    return value;
}

double ObjectReader::non_negative(std::string_view key) {
    const double value = number(key);
    if (!(value >= 0.0)) {
        fail_at(*value_.find(key),
                fmt::format("`{}` is {:g}; it must not be negative", key, value));
    }
    return value;
}

std::optional<double> ObjectReader::optional_number(std::string_view key) {
    if (find(key) == nullptr) return std::nullopt;
    return number(key);
}

std::optional<double> ObjectReader::optional_positive(std::string_view key) {
    if (find(key) == nullptr) return std::nullopt;
    return positive(key);
}

std::string ObjectReader::text(std::string_view key) {
    const JsonValue& value = require(key);
    if (value.kind != JsonValue::Kind::Text || value.text.empty()) {
        fail_at(value, fmt::format("`{}` must be a text that is not empty", key));
    }
    return value.text;
}

std::string ObjectReader::text_or(std::string_view key, std::string_view fallback) {
    return optional_text(key).value_or(std::string{fallback});
}

std::optional<std::string> ObjectReader::optional_text(std::string_view key) {
    const JsonValue* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (value->kind != JsonValue::Kind::Text) {
        fail_at(*value, fmt::format("`{}` must be a text", key));
    }
    return value->text;
}

bool ObjectReader::flag_or(std::string_view key, bool fallback) {
    const JsonValue* value = find(key);
    if (value == nullptr) return fallback;
    if (value->kind != JsonValue::Kind::Bool) {
        fail_at(*value, fmt::format("`{}` must be true or false", key));
    }
    return value->boolean;
}

const std::vector<JsonValue>& ObjectReader::array(std::string_view key) {
    const JsonValue& value = require(key);
    if (value.kind != JsonValue::Kind::Array) {
        fail_at(value, fmt::format("`{}` must be a list, written in [ ]", key));
    }
    return value.items;
}

const std::vector<JsonValue>* ObjectReader::optional_array(std::string_view key) {
    return find(key) == nullptr ? nullptr : &array(key);
}

std::vector<std::string> ObjectReader::texts_or_empty(std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* items = optional_array(key)) {
        for (const JsonValue& item : *items)
            texts.push_back(text_in(item, file_, key));
    }
    return texts;
}

void ObjectReader::finish() const {
    for (const JsonMember& member : value_.members) {
        bool known = false;
        for (const std::string& key : asked_)
            known = known || key == member.key;
        if (!known) {
            exchange::fail(file_, member.line,
                           fmt::format("{}: unknown key `{}`{}", what_, base::printable(member.key),
                                       base::did_you_mean(member.key, asked_)));
        }
    }
}

}  // namespace maaiveld::exchange
