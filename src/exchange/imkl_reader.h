#pragma once

#include "base/error.h"
#include "exchange/imkl_feature.h"
#include "exchange/xml_stream.h"

#include <memory>
#include <string>
#include <string_view>

namespace maaiveld::exchange {

/// Turns the elements of an IMKL file (1.2.1, 2.0, or 3.0 where its names are the same) into
/// features. Only what becomes part of a street, or a line of the report, is kept: memory grows
/// with the features, not with the file.
class ImklReader : public XmlHandler {
public:
    /// `file` is how errors call the document.
    explicit ImklReader(std::string file);
    ~ImklReader() override;

    base::Result<void> start(const XmlElement& element) override;
    base::Result<void> text(std::string_view piece) override;
    base::Result<void> end(std::string_view name) override;

    /// What was read. Error: the document was no IMKL.
    base::Result<RawDelivery> take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace maaiveld::exchange
