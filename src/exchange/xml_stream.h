#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// The attributes of one element, valid during the call that hands them over.
class XmlAttributes {
public:
    /// `pairs`: name, value, name, value, ..., null, as expat gives them.
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

    /// The value of the attribute with this name, whatever its namespace.
    std::optional<std::string_view> find(std::string_view local_name) const;

private:
    const char* const* pairs_;
};

/// The start of one element, valid during the call that hands it over.
struct XmlElement {
    std::string_view space;  ///< namespace URI, empty when none
    std::string_view name;   ///< without prefix
    XmlAttributes attributes;
    std::int64_t line = 0;
};

/// Receives a document as it is read. Text may come in pieces; it is UTF-8 whatever the encoding of
/// the file. An error stops the reading and is handed on.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual base::Result<void> start(const XmlElement& element) = 0;
    virtual base::Result<void> text(std::string_view piece) = 0;
    virtual base::Result<void> end(std::string_view name) = 0;
};

struct XmlLimits {
    std::size_t max_nesting = 100;
    std::size_t max_token_bytes = 16'000'000;  ///< one tag or comment
};

/// A push parser: bytes go in by pieces of any size, calls to the handler come out, and memory does
/// not grow with the document. Document types (and with them entities) are refused outright. UTF-8,
/// UTF-16, ISO-8859-1 and US-ASCII are understood when the XML declaration names them; without a
/// declaration the text must be UTF-8.
class XmlStream {
public:
    /// `file` is how errors call the document. `handler` must outlive the stream.
    XmlStream(XmlHandler& handler, std::string file, XmlLimits limits = {});
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// Reads on. Errors name file and line. After an error the stream is of no further use.
    base::Result<void> push(std::string_view bytes);

    /// The document ends here: an error when it is cut off.
    base::Result<void> finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace maaiveld::exchange
