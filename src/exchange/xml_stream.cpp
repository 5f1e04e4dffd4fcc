#include "exchange/xml_stream.h"

#include <algorithm>
#include <expat.h>
#include <utility>

namespace maaiveld::exchange {

namespace {

/// Between namespace and name; cannot occur in either.
constexpr char kSeparator = '\x1f';

struct SplitName {
    std::string_view space;
    std::string_view name;
};

SplitName split_name(const char* expanded) {
    const std::string_view whole(expanded);
    const auto at = whole.find(kSeparator);
    if (at == std::string_view::npos) return {{}, whole};
    return {whole.substr(0, at), whole.substr(at + 1)};
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view local_name) const {
    for (auto pair = pairs_; *pair != nullptr; pair += 2) {
        if (split_name(pair[0]).name == local_name) return std::string_view(pair[1]);
    }
    return std::nullopt;
}

/// What the C callbacks of expat work on.
struct XmlStream::State {
    XmlHandler& handler;
    std::string file;
    XmlLimits limits;
    XML_Parser parser;
    std::size_t nesting = 0;
    std::int64_t pushed_bytes = 0;
    std::optional<base::Error> error;

    std::string where() const {
        return file + ":" + std::to_string(XML_GetCurrentLineNumber(parser));
    }

    void fail(base::Error why) {
        if (error) return;
        error = std::move(why);
        XML_StopParser(parser, XML_FALSE);
    }

    void fail(std::string message) {
        fail(base::Error{base::ErrorCode::BadInput, std::move(message), where()});
    }

    void take(const base::Result<void>& result) {
        if (!result) fail(result.error());
    }

    static State& of(void* data) { return *static_cast<State*>(data); }

    static void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        State& self = of(data);
        if (self.error) return;
        if (++self.nesting > self.limits.max_nesting) {
            self.fail("elements are nested more than " + std::to_string(self.limits.max_nesting) +
                      " deep");
            return;
        }
        const auto [space, local] = split_name(name);
        const auto line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(self.parser));
        self.take(self.handler.start({space, local, XmlAttributes(attributes), line}));
    }

    static void XMLCALL on_end(void* data, const XML_Char* name) {
        State& self = of(data);
        if (self.error) return;
        --self.nesting;
        self.take(self.handler.end(split_name(name).name));
    }

    static void XMLCALL on_text(void* data, const XML_Char* text, int length) {
        State& self = of(data);
        if (self.error) return;
        self.take(self.handler.text({text, static_cast<std::size_t>(length)}));
    }

    static void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*,
                                   int) {
        of(data).fail("has a document type (DTD), which is refused: entities can blow up memory");
    }

    base::Result<void> parse(std::string_view bytes, bool last);
    bool token_too_long() const;
};

/// Expat keeps an unfinished tag or comment in memory, so the distance it lags behind is what it
/// keeps.
bool XmlStream::State::token_too_long() const {
    const auto parsed = static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser));
    return pushed_bytes - parsed > static_cast<std::int64_t>(limits.max_token_bytes);
}

base::Result<void> XmlStream::State::parse(std::string_view bytes, bool last) {
    const auto status =
        XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    pushed_bytes += static_cast<std::int64_t>(bytes.size());
    if (error) return tl::unexpected<base::Error>(*error);
    if (status != XML_STATUS_OK) {
        const std::string reason = XML_ErrorString(XML_GetErrorCode(parser));
        return base::bad_input("is not well-formed XML: " + reason, where());
    }
    if (token_too_long()) return base::bad_input("has a tag or comment without end", where());
    return {};
}

XmlStream::XmlStream(XmlHandler& handler, std::string file, XmlLimits limits)
    : state_(new State{handler, std::move(file), limits, XML_ParserCreateNS(nullptr, kSeparator), 0,
                       0, std::nullopt}) {
    XML_SetUserData(state_->parser, state_.get());
    XML_SetElementHandler(state_->parser, State::on_start, State::on_end);
    XML_SetCharacterDataHandler(state_->parser, State::on_text);
    XML_SetStartDoctypeDeclHandler(state_->parser, State::on_doctype);
    XML_SetParamEntityParsing(state_->parser, XML_PARAM_ENTITY_PARSING_NEVER);
}

XmlStream::~XmlStream() {
    XML_ParserFree(state_->parser);
}

base::Result<void> XmlStream::push(std::string_view bytes) {
    constexpr std::size_t kPiece = 1 << 20;
    while (!bytes.empty()) {
        if (auto parsed = state_->parse(bytes.substr(0, kPiece), false); !parsed) return parsed;
        bytes.remove_prefix(std::min(kPiece, bytes.size()));
    }
    return {};
}

base::Result<void> XmlStream::finish() {
    return state_->parse({}, true);
}

}  // namespace maaiveld::exchange
