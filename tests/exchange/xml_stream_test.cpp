#include "exchange/xml_stream.h"

#include <gtest/gtest.h>

#include <string>

namespace maaiveld::exchange {
namespace {

/// Writes down what it hears.
class Listener : public XmlHandler {
public:
    base::Result<void> start(const XmlElement& element) override {
        heard += "<" + std::string(element.name) + "@" + std::to_string(element.line);
        if (const auto id = element.attributes.find("id")) heard += " id=" + std::string(*id);
        last_space = element.space;
        if (element.name == refused) return base::bad_input("not wanted", "here");
        return {};
    }
    base::Result<void> text(std::string_view piece) override {
        heard += piece;
        return {};
    }
    base::Result<void> end(std::string_view name) override {
        heard += ">" + std::string(name);
        return {};
    }

    std::string heard;
    std::string last_space;
    std::string refused;
};

base::Result<void> read(Listener& listener, const std::string& text, std::size_t piece = 1) {
    XmlStream xml(listener, "file.xml");
    for (std::size_t at = 0; at < text.size(); at += piece) {
        if (auto ok = xml.push(std::string_view(text).substr(at, piece)); !ok) return ok;
    }
    return xml.finish();
}

std::string nested(int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i)
        text += "<a>";
    for (int i = 0; i < depth; ++i)
        text += "</a>";
    return text;
}

TEST(XmlStream, TellsElementsWithoutPrefixWhateverThePieces) {
    const std::string text = "<g:a xmlns:g='urn:g' g:id='7'>\n<g:b>x&amp;y</g:b></g:a>";
    Listener whole;
    Listener bytes;

    ASSERT_TRUE(read(whole, text, text.size()));
    ASSERT_TRUE(read(bytes, text, 1));

    EXPECT_EQ(whole.heard, "<a@1 id=7\n<b@2x&y>b>a");
    EXPECT_EQ(bytes.heard, whole.heard);
    EXPECT_EQ(whole.last_space, "urn:g");
}

TEST(XmlStream, RefusesABillionLaughs) {
    Listener listener;

    const auto result = read(listener,
                             "<!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;&l;&l;'>]>"
                             "<a>&m;</a>");

    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("DTD"), std::string::npos);
    EXPECT_EQ(result.error().where, "file.xml:1");
    EXPECT_EQ(listener.heard, "");
}

TEST(XmlStream, LimitsNesting) {
    Listener listener;

    EXPECT_TRUE(read(listener, nested(100)));
    const auto result = read(listener, nested(101));

    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("100"), std::string::npos);
}

TEST(XmlStream, RefusesATagWithoutEnd) {
    Listener listener;
    XmlStream xml(listener, "file.xml", {100, 1000});
    ASSERT_TRUE(xml.push("<a b='"));

    base::Result<void> result;
    for (int i = 0; i < 20 && result; ++i)
        result = xml.push(std::string(100, 'x'));

    ASSERT_FALSE(result);
    EXPECT_NE(result.error().message.find("without end"), std::string::npos);
}

TEST(XmlStream, SaysWhereADocumentIsCutOff) {
    Listener listener;

    const auto result = read(listener, "<a>\n<b>");

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "file.xml:2");
}

TEST(XmlStream, TurnsDeclaredLatin1IntoUtf8) {
    Listener listener;

    ASSERT_TRUE(read(listener, "<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xE9</a>"));

    EXPECT_EQ(listener.heard, "<a@1caf\xC3\xA9>a");
}

TEST(XmlStream, RefusesLatin1ThatIsNotDeclared) {
    Listener listener;

    EXPECT_FALSE(read(listener, "<a>caf\xE9</a>"));
}

TEST(XmlStream, StopsAtTheErrorOfItsHandler) {
    Listener listener;
    listener.refused = "b";

    const auto result = read(listener, "<a><b/><c/></a>", 100);

    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().text(), "here: not wanted");
    EXPECT_EQ(listener.heard, "<a@1<b@1");
}

}  // namespace
}  // namespace maaiveld::exchange
